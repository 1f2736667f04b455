// SPDX-License-Identifier: MIT
#pragma once

#include "run/rate_meter.h"

#include <h5pulse/reader.h>
#include <h5pulse/service/request.h>

#include <memory>

#include <filesystem>
#include <functional>

namespace h5pulse {

/// Called before a file is opened; throws what opening may throw.
using OpeningHook = std::function<void(const std::filesystem::path& path)>;

/// Opens the file of a run, polls it, and keeps its status. Times are milliseconds on a steady clock. Use on
/// the thread of the service.
class RunMonitor
{
public:
    /// @param beforeOpening  see RunService; may be null
    explicit RunMonitor(OpeningHook beforeOpening)
        : m_beforeOpening(std::move(beforeOpening))
    {
    }

    /// Result of update().
    enum class Change {
        None,   ///< not polled, or the poll failed
        Polled, ///< no new steps, or another run, which changes status().run
        Grew,   ///< new steps
    };

    /// Sets the current request. A new opening closes the file.
    void setRequest(const RunRequest& request);
    /// Opens or polls the file if this is due. May throw what the Reader throws.
    Change update(std::int64_t now);
    /// Reports that reading has failed. The status has the problem until a poll succeeds.
    void fail(const std::string& problem, std::int64_t now);

    void close() { m_reader.reset(); }

    /// The reader of the run that status() describes; null: no run can be read.
    Reader* reader() const { return m_describeDue ? nullptr : m_reader.get(); }
    const RunStatus& status() const { return m_status; }
    /// Whether polls succeed.
    bool isReadable() const { return reader() && m_pollProblem.empty(); }
    std::int64_t nextPoll() const { return m_nextPoll; }
    /// Milliseconds between two frames of a live run.
    std::int64_t frameInterval() const;
    /// The status, if it or the rates have changed; else null.
    StatusPtr takeStatus(std::int64_t now);

private:
    void open(std::int64_t now);
    void startRun(std::int64_t now);
    Change poll(std::int64_t now);
    void measure(bool grew, std::int64_t now);
    void measureRates(double endTime, std::int64_t now);
    void countSteps(std::int64_t now);
    void showState();
    void setPhase(RunPhase phase, const std::string& message);
    std::int64_t pollInterval() const;

    const OpeningHook m_beforeOpening;
    std::int64_t m_lastHook = 0;
    RunRequest m_request;
    std::unique_ptr<Reader> m_reader;
    RunStatus m_status;
    bool m_describeDue = false; // a new file or run has not been described yet
    RateMeter m_rate;
    std::int64_t m_nextPoll = 0;
    std::int64_t m_lastPolled = 0; // time of the last successful poll
    std::int64_t m_lastStatus = 0; // time when the status was last taken
    std::int64_t m_lastCount = 0;  // time of the last count of the steps of each field
    int m_failedPolls = 0;
    std::string m_pollProblem;        // why the file cannot be read now; empty: no problem
    bool m_writerCountsBytes = false; // false: the rate is that of the file size
    bool m_statusChanged = false;
};

} // namespace h5pulse
