// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/request.h>

#include <functional>

namespace h5pulse {

/// Answers the FrameQueries of a request: the frames under the cursor, which come before all other queries.
///
/// While the cursor is live, a frame waits until the client has taken the one before. Steps that came together are
/// shown one after another, as long as the screen can keep up with the run. For the service's thread; times are
/// milliseconds on its steady clock.
class FrameScheduler
{
public:
    /// What the pace depends on.
    struct Pace
    {
        std::int64_t now = 0;
        std::int64_t frameInterval = 16; ///< milliseconds
        double stepsPerSecond = 0.0;     ///< of the run; may be NaN
    };

    /// Another run; null: none.
    void setRun(RunDescriptionPtr run);
    /// What is wanted from now on.
    void setWanted(const RunRequest& request);
    /// The run has been polled.
    void onPoll(bool grew, std::int64_t now);

    bool isDue() const;
    /// Reads what is due. @param isPending  whether a client has not taken the last answer to this name yet
    QueryReplies serve(Reader& reader, const Pace& pace,
                       const std::function<bool(const std::string& name)>& isPending);

private:
    struct Entry
    {
        std::uint64_t number = 0;
        FrameQuery query;
        bool due = true;
        bool failed = false;
        std::int64_t tried = 0;                  // when it was read, or failed to be
        std::optional<std::uint64_t> liveStep{}; // that was sent last while live
    };

    bool isLive() const { return m_cursor.at == CursorPosition::At::Latest; }
    /// Whether steps came together that can be shown one after another. Fields of other programs' files have their own
    /// numbers of steps, and are not shown so.
    bool isBehind(const Entry& entry, const Reader& reader, const Pace& pace) const;
    QueryResultPtr read(Entry& entry, Reader& reader, const Pace& pace) const;

    RunDescriptionPtr m_run;
    std::uint64_t m_request = 0;
    CursorPosition m_cursor;
    std::map<std::string, Entry> m_entries;
};

} // namespace h5pulse
