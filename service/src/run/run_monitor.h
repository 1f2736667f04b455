// SPDX-License-Identifier: MIT
#pragma once

#include "run/rate_meter.h"

#include <h5pulse/reader.h>
#include <h5pulse/service/request.h>

#include <memory>

namespace h5pulse {

/// Opens the file of a run, polls it, and keeps its status. Times are milliseconds on one steady clock. For the
/// service's thread.
class RunMonitor
{
public:
    /// What a call of update() found.
    enum class Change {
        None,   ///< not polled, or it could not be read
        Polled, ///< nothing new, or another run: then status().run is another one
        Grew,   ///< new steps
    };

    /// What is wanted from now on. Another opening closes the file.
    void setRequest(const RunRequest& request);
    /// Opens or polls the file, if that is due. May throw what the Reader throws.
    Change update(std::int64_t now);
    /// Reading has failed: the status says so until a poll succeeds.
    void fail(const std::string& problem, std::int64_t now);

    void close() { m_reader.reset(); }

    /// Null: no run can be read. Else status() describes its run.
    Reader* reader() const { return m_describeDue ? nullptr : m_reader.get(); }
    const RunStatus& status() const { return m_status; }
    /// Whether polls succeed.
    bool isReadable() const { return reader() && m_pollProblem.empty(); }
    std::int64_t nextPoll() const { return m_nextPoll; }
    /// Milliseconds between two pictures of a live run.
    std::int64_t frameInterval() const;
    /// The status, if it has news or rates that changed; else null.
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

    RunRequest m_request;
    std::unique_ptr<Reader> m_reader;
    RunStatus m_status;
    bool m_describeDue = false; // the file was opened, or has another run, which could not be described yet
    RateMeter m_rate;
    std::int64_t m_nextPoll = 0;
    std::int64_t m_lastPolled = 0; // when a poll last succeeded
    std::int64_t m_lastStatus = 0; // when the status was taken
    std::int64_t m_lastCount = 0;  // when the steps of single fields were counted
    int m_failedPolls = 0;
    std::string m_pollProblem;        // why the file cannot be read now; empty: it can
    bool m_writerCountsBytes = false; // else the rate is that of the file's size
    bool m_statusChanged = false;
};

} // namespace h5pulse
