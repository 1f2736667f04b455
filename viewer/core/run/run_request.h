// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/run/frame.h"
#include "core/run/run_status.h"

#include <optional>

namespace h5pulse::viewer {

/// Which frame is wanted.
struct FrameQuery
{
    enum class At { Latest, Step, Time };

    QString field; ///< empty: none
    std::size_t slice = 0;
    At at = At::Latest;
    std::uint64_t step = 0; ///< for At::Step
    double time = 0.0;      ///< for At::Time: the last step not after it

    friend bool operator==(const FrameQuery&, const FrameQuery&) = default;
};

/// All that the GUI wants of the worker, as one value: whichever request comes last says everything.
struct RunRequest
{
    std::uint64_t number = 0;  ///< grows with each request
    std::uint64_t opening = 0; ///< grows when a file shall be opened (again)
    QString path;              ///< empty: close
    QString timeDataset;       ///< that gives the times; empty: as the Reader finds it
    bool follow = true;        ///< false: stay with the steps found when the file was opened
    bool visible = true;       ///< false: nobody looks, so poll rarely
    int framesPerSecond = 60;  ///< new steps are looked for so often, while a run is live and visible
    FrameQuery frame;
    Queries queries; ///< of traces, and of single views
};

/// A frame, or why there is none.
struct FrameReply
{
    std::uint64_t request = 0; ///< number of the request that it answers
    FramePtr frame;            ///< null: see problem
    QString problem;
};

/// What the worker has for the GUI; of each kind the latest wins.
struct RunReply
{
    StatusPtr status;                ///< null: nothing new
    std::optional<FrameReply> frame; ///< none: nothing new
    QueryReplies results;            ///< those that are new
    std::uint64_t opening = 0;       ///< which request to open a file the results belong to
};

} // namespace h5pulse::viewer
