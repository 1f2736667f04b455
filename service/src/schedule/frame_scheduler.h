// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/request.h>

#include <functional>

namespace h5pulse {

/// Answers the FrameQueries of a request: the frames under the cursor, which come before all other queries.
///
/// While the cursor is live, a frame waits until the client has taken the one before. Steps that came
/// together are shown one after another, as long as the screen can keep up with the run. For the service's
/// thread; times are milliseconds on its steady clock.
class FrameScheduler
{
public:
    /// Quantities that determine the pace of live frames.
    struct Pace
    {
        std::int64_t now = 0;
        std::int64_t frameInterval = 16; ///< milliseconds
        double stepsPerSecond = 0.0;     ///< of the run; may be NaN
    };

    /// Sets the run; null: none.
    void setRun(RunDescriptionPtr run);
    /// Sets the current request.
    void setWanted(const RunRequest& request);
    /// Call after each poll of the run.
    void onPoll(bool grew, std::int64_t now);

    bool isDue() const;
    /// Reads the frames that are due.
    /// @param isPending  whether the client has not taken the last answer of this name yet
    QueryReplies serve(Reader& reader, const Pace& pace,
                       const std::function<bool(const std::string& name)>& isPending);

private:
    struct Entry
    {
        std::uint64_t number = 0;
        FrameQuery query;
        bool due = true;
        bool failed = false;
        std::int64_t tried = 0;                  // time of the last attempt to read
        std::optional<std::uint64_t> liveStep{}; // last step that was sent while live
    };

    bool isLive() const { return m_cursor.at == CursorPosition::At::Latest; }
    /// Whether several new steps arrived together that can be shown one after another. Does not apply to
    /// files of other programs, whose fields have different numbers of steps.
    bool isBehind(const Entry& entry, const Reader& reader, const Pace& pace) const;
    QueryResultPtr read(Entry& entry, Reader& reader, const Pace& pace) const;

    RunDescriptionPtr m_run;
    std::uint64_t m_request = 0;
    CursorPosition m_cursor;
    std::map<std::string, Entry> m_entries;
};

} // namespace h5pulse
