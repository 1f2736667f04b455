// SPDX-License-Identifier: MIT
#include "run/run_monitor.h"

#include "run/describe.h"

#include <h5pulse/error.h>
#include <h5pulse/run_progress.h>

#include <algorithm>
#include <utility>

namespace h5pulse {

namespace {

// Milliseconds.
constexpr std::int64_t kRestingPoll = 250;
constexpr std::int64_t kRetry = 1000;
constexpr std::int64_t kStatusInterval = 500;   // maximum age of the rates in the status
constexpr std::int64_t kCountInterval = 500;    // between counts of the steps of each field
constexpr std::int64_t kChangedPatience = 5000; // a writer without SWMR rarely leaves the file consistent
constexpr int kMaxFailedPolls = 3;

} // namespace

void RunMonitor::setRequest(const RunRequest& request)
{
    const RunRequest old = std::exchange(m_request, request);
    if (m_request.opening != old.opening) {
        m_reader.reset();
        m_describeDue = false;
        m_pollProblem.clear();
        m_status = RunStatus{};
        m_status.opening = m_request.opening;
        m_status.path = m_request.path;
        m_status.generation = m_request.opening << 32U;
        m_statusChanged = true;
        m_nextPoll = 0;
    } else if (m_request.visible && !old.visible) {
        m_nextPoll = 0;
    }
}

RunMonitor::Change RunMonitor::update(std::int64_t now)
{
    if (now < m_nextPoll || m_request.path.empty()) {
        return Change::None;
    }
    if (m_reader) {
        return poll(now);
    }
    open(now);
    return m_reader ? Change::Polled : Change::None;
}

void RunMonitor::fail(const std::string& problem, std::int64_t now)
{
    m_pollProblem = problem;
    m_nextPoll = now + kRetry;
    showState();
}

void RunMonitor::open(std::int64_t now)
{
    try {
        const std::filesystem::path path = m_request.path;
        if (m_beforeOpening) {
            m_beforeOpening(path);
        }
        try {
            m_reader = std::make_unique<Reader>(path, ReaderOptions{.timeDataset = m_request.timeDataset});
        } catch (const MissingError&) {
            throw;
        } catch (const Error&) {
            if (m_request.timeDataset.empty()) {
                throw;
            }
            m_reader = std::make_unique<Reader>(path); // the time dataset was chosen for another run
        }
        m_reader->refresh();
    } catch (const std::exception& error) {
        m_reader.reset();
        const bool missing = dynamic_cast<const MissingError*>(&error) != nullptr;
        setPhase(missing ? RunPhase::Waiting : RunPhase::Unreadable, error.what());
        m_nextPoll = now + (missing ? kRestingPoll : kRetry);
        return;
    }
    m_describeDue = true;
    m_nextPoll = now + kRestingPoll; // if describing fails
    startRun(now);
    m_nextPoll = now + pollInterval();
}

void RunMonitor::startRun(std::int64_t now)
{
    m_failedPolls = 0;
    m_pollProblem.clear();
    m_status.run = describe(*m_reader);
    m_describeDue = false;
    ++m_status.generation;
    m_status.fieldSteps = nullptr;
    m_lastCount = now - kCountInterval;
    m_rate.reset();
    showState();
    measure(true, now);
}

RunMonitor::Change RunMonitor::poll(std::int64_t now)
{
    // Counted from the time when this poll was due, because the delay of each turn would lower the rate
    // otherwise.
    m_nextPoll = std::max(m_nextPoll + pollInterval(), now + pollInterval() / 2);
    if (!m_request.follow && !m_describeDue) {
        return Change::None;
    }
    Refresh found = Refresh::Unchanged;
    try {
        if (m_beforeOpening &&
            now - m_lastHook > kRestingPoll) { // the Reader opens a file that takes the place of its own
            m_lastHook = now;
            m_beforeOpening(m_request.path);
        }
    } catch (const MissingError&) {
        // The Reader tells what it finds.
    }
    try {
        found = m_reader->refresh();
        m_failedPolls = 0;
        m_pollProblem.clear();
    } catch (const ChangedError& error) {
        if (now - m_lastPolled > kChangedPatience) {
            m_pollProblem = error.what();
            showState();
        }
        return Change::None;
    } catch (const Error&) {
        m_nextPoll = now + kRestingPoll;
        if (++m_failedPolls >= kMaxFailedPolls) {
            throw; // keeps the Reader, which continues when the file is readable again
        }
        return Change::None;
    }
    m_lastPolled = now;
    m_describeDue = m_describeDue || found == Refresh::Restarted;
    if (m_describeDue) {
        startRun(now);
        return Change::Polled;
    }
    showState();
    measure(found == Refresh::Grew, now);
    return found == Refresh::Grew ? Change::Grew : Change::Polled;
}

void RunMonitor::measure(bool grew, std::int64_t now)
{
    const WriterStatus& writer = m_reader->writerStatus();
    m_statusChanged = m_statusChanged || writer.waits != m_status.waits;
    m_status.lastCommitTime = writer.lastCommitTime;
    m_status.fileSize = m_reader->fileSize();
    m_status.commits = writer.commits;
    m_status.longestCommit = writer.longestCommit;
    m_status.waits = writer.waits;
    m_status.waitSeconds = writer.waitSeconds;
    if (grew) {
        m_status.steps = m_reader->steps();
        const bool any = m_status.steps > 0;
        m_status.firstTime = any ? m_reader->readTimes(0, 1).front() : RunStatus::kUnknown;
        m_status.lastTime = any ? m_reader->readTimes(m_status.steps - 1, 1).front() : RunStatus::kUnknown;
        m_statusChanged = true;
        countSteps(now);
    }
    const double endTime = m_reader->info().endTime; // a writer that resumes the run may change it
    m_status.progress =
        progressOf(m_reader->state(), m_status.steps, m_status.firstTime, m_status.lastTime, endTime);
    measureRates(endTime, now);
}

void RunMonitor::measureRates(double endTime, std::int64_t now)
{
    if (isGrowing(m_status.phase)) {
        const std::uint64_t bytes = m_reader->writerStatus().bytes;
        if ((bytes > 0) != std::exchange(m_writerCountsBytes, bytes > 0)) {
            m_rate.reset();
        }
        m_rate.add(static_cast<double>(now) * 1e-3, m_status.steps, m_status.lastTime,
                   bytes > 0 ? bytes : m_status.fileSize);
    } else {
        m_rate.reset();
    }
    m_status.stepsPerSecond = m_rate.stepsPerSecond();
    m_status.bytesPerSecond = m_rate.bytesPerSecond();
    m_status.timePerSecond = m_rate.timePerSecond();
    m_status.secondsLeft = m_rate.secondsUntil(endTime);
}

/// Counts the steps of each field, because datasets of other programs may grow at different rates.
void RunMonitor::countSteps(std::int64_t now)
{
    if (m_status.run->isOurs() || now - m_lastCount < kCountInterval) {
        return;
    }
    m_lastCount = now;
    auto counts = std::make_shared<std::vector<std::uint64_t>>();
    for (const FieldInfo& field : m_reader->fields()) {
        counts->push_back(m_reader->steps(field.name));
    }
    const bool differ = std::ranges::any_of(*counts, [&](std::uint64_t n) { return n != m_status.steps; });
    m_status.fieldSteps = differ ? counts : nullptr;
}

void RunMonitor::showState()
{
    if (!m_pollProblem.empty()) {
        setPhase(RunPhase::Unreadable, m_pollProblem);
        return;
    }
    const WriteProblem writeProblem = m_reader->writerStatus().writeProblem;
    m_statusChanged = m_statusChanged || writeProblem != m_status.writeProblem ||
                      m_reader->needsRepair() != m_status.needsRepair;
    m_status.writeProblem = writeProblem;
    m_status.presumedDead = m_reader->writerStatus().presumedDeadSince != 0.0; // changes the message too
    m_status.needsRepair = m_reader->needsRepair();
    setPhase(phaseOf(*m_reader), m_reader->stateText());
}

void RunMonitor::setPhase(RunPhase phase, const std::string& message)
{
    if (phase != m_status.phase || message != m_status.message) {
        m_status.phase = phase;
        m_status.message = message;
        m_statusChanged = true;
    }
}

StatusPtr RunMonitor::takeStatus(std::int64_t now)
{
    const bool old = isGrowing(m_status.phase) && now - m_lastStatus > kStatusInterval;
    if (!m_statusChanged && !old) {
        return nullptr;
    }
    m_statusChanged = false;
    m_lastStatus = now;
    return std::make_shared<const RunStatus>(m_status);
}

std::int64_t RunMonitor::frameInterval() const
{
    return 1000 / std::max(1, m_request.framesPerSecond);
}

std::int64_t RunMonitor::pollInterval() const
{
    return m_status.phase == RunPhase::Live && m_request.visible ? frameInterval() : kRestingPoll;
}

} // namespace h5pulse
