// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/query.h>
#include <h5pulse/service/run_status.h>

namespace h5pulse {

/// A position in the run that queries refer to.
struct CursorPosition
{
    enum class At { Latest, Step, Time };

    At at = At::Latest;
    std::uint64_t step = 0; ///< for At::Step
    double time = 0.0;      ///< for At::Time: the last step that is not later

    friend bool operator==(const CursorPosition&, const CursorPosition&) = default;
};

/// Everything that a client wants of the service, as one value: the latest request replaces all earlier ones.
struct RunRequest
{
    std::uint64_t number = 0;  ///< grows with each request
    std::uint64_t opening = 0; ///< grows when a file is to be opened (again)
    std::string path;          ///< in the system's encoding; empty: close
    std::string timeDataset;   ///< the dataset that gives the times; empty: as the Reader finds it
    bool follow = true;        ///< false: keep to the steps found when the file was opened
    bool visible = true;       ///< false: the window is hidden, so poll rarely
    int framesPerSecond = 60;  ///< how often a live, visible run is polled
    CursorPosition cursor;
    Queries queries;
};

/// The step that a cursor position means.
struct CursorReply
{
    std::uint64_t request = 0; ///< RunRequest::number of the position
    std::uint64_t step = 0;
};

/// News of the service for its client. A newer value of the same kind replaces one that was not taken yet.
struct RunReply
{
    std::uint64_t opening = 0;           ///< RunRequest::opening that results and cursor belong to
    StatusPtr status{};                  ///< null: no news
    std::optional<CursorReply> cursor{}; ///< of positions in time; none: no news
    QueryReplies results{};              ///< new results only
};

/// Adds newer news to those that were not taken yet. Results and cursor of another opening are dropped.
void addNews(RunReply& reply, RunReply news);

} // namespace h5pulse
