// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_worker.h"

#include "core/run/describe.h"
#include "core/run/frame_reader.h"

#include <h5pulse/run_progress.h>

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kRestingPoll = 250; // milliseconds, as all below
constexpr int kRetry = 1000;
constexpr int kMinStatus = 500; // rates change while nothing else does
constexpr int kFrameRetry = 16;     // until a frame that could not be sent yet is tried again
constexpr qint64 kShortTurn = 2;    // of the queries when the next poll is due
constexpr int kMaxCount = 500;   // milliseconds between counts of the steps of single fields
constexpr qint64 kQueryTurn = 20;   // for the queries, until the next frame
constexpr int kFailedPollsToSay = 3;
constexpr std::uint64_t kStepsBehind = 3; // that a live picture may be, rather than to pass over a step
constexpr int kChangedPatience = 5000;

qint64 steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::filesystem::path toPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace

RunWorker::RunWorker()
    : m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RunWorker::turn);
    m_clock.start();
}

RunWorker::~RunWorker() = default;

void RunWorker::post(RunRequest request)
{
    if (m_requests.put(std::move(request))) {
        QMetaObject::invokeMethod(this, &RunWorker::turn, Qt::QueuedConnection);
    }
}

void RunWorker::stop()
{
    m_stopping = true;
}

qint64 RunWorker::busyFor() const
{
    const qint64 began = m_turnBegan;
    return began == 0 ? 0 : steadyNow() - began;
}

void RunWorker::turn()
{
    if (m_stopping) {
        m_timer.stop();
        return;
    }
    m_turnBegan = steadyNow();
    work();
    m_turnBegan = 0;
}

void RunWorker::work()
{
    if (auto request = m_requests.take()) {
        accept(std::move(*request));
    }
    try {
        if (m_clock.elapsed() >= m_nextPoll && !m_request.path.isEmpty()) {
            if (m_reader) {
                poll();
            } else {
                open();
            }
        }
        publishStatus(); // first: frames and traces of a run that nobody has told of would be dropped
        if (m_reader) {
            serveFrame();
            serveQueries();
        }
    } catch (const ChangedError&) {
        // Read while it was rewritten: the next poll sorts it out.
    } catch (const std::exception& error) {
        m_pollProblem = QString::fromUtf8(error.what());
        m_nextPoll = m_clock.elapsed() + kRetry;
        showState();
    }
    publishStatus();
    scheduleNextTurn();
}

void RunWorker::accept(RunRequest request)
{
    const RunRequest old = std::exchange(m_request, std::move(request));
    if (m_request.opening != old.opening) {
        m_reader.reset();
        m_pollProblem.clear();
        m_queries.setRun(nullptr);
        m_status = RunStatus{};
        m_status.opening = m_request.opening;
        m_status.path = m_request.path;
        m_status.generation = m_request.opening << 32U;
        m_statusChanged = true;
        m_nextPoll = 0;
        m_openingAtWork = m_request.opening; // not before: closing the file before may take for ever
    } else if (m_request.visible && !old.visible) {
        m_nextPoll = 0;
    }
    if (m_request.frame != old.frame) {
        m_frameDue = true;
        m_stepAtTime.reset();
        m_liveStep.reset();
    }
    m_queries.setWanted(m_request.queries);
}

void RunWorker::open()
{
    try {
        const std::filesystem::path path = toPath(m_request.path);
        try {
            m_reader = std::make_unique<Reader>(
                path, ReaderOptions{.timeDataset = m_request.timeDataset.toStdString()});
        } catch (const MissingError&) {
            throw;
        } catch (const Error&) {
            if (m_request.timeDataset.isEmpty()) {
                throw;
            }
            m_reader = std::make_unique<Reader>(path); // another run than the choice was made for
        }
        m_reader->refresh();
    } catch (const std::exception& error) {
        m_reader.reset();
        const bool missing = dynamic_cast<const MissingError*>(&error) != nullptr;
        setPhase(missing ? RunPhase::Waiting : RunPhase::Unreadable, QString::fromUtf8(error.what()));
        m_nextPoll = m_clock.elapsed() + (missing ? kRestingPoll : kRetry);
        return;
    }
    startRun();
    m_nextPoll = m_clock.elapsed() + pollInterval();
}

void RunWorker::startRun()
{
    m_failedPolls = 0;
    m_pollProblem.clear();
    ++m_status.generation;
    m_status.run = describe(*m_reader);
    m_status.fieldSteps = nullptr;
    m_lastCount = -kMaxCount;
    m_rate.reset();
    m_stepAtTime.reset();
    m_liveStep.reset();
    m_queries.setRun(m_status.run);
    m_frameDue = true;
    showState();
    measureProgress(true);
}

void RunWorker::poll()
{
    // From when it was due, not from when it came: else each turn's delay makes the rate lower.
    m_nextPoll = std::max(m_nextPoll + pollInterval(), m_clock.elapsed() + pollInterval() / 2);
    if (!m_request.follow) {
        return;
    }
    Refresh found = Refresh::Unchanged;
    try {
        found = m_reader->refresh();
        m_failedPolls = 0;
        m_pollProblem.clear();
    } catch (const ChangedError& error) {
        // Who writes without SWMR leaves moments to read in, which may be far apart.
        if (m_clock.elapsed() - m_lastPolled > kChangedPatience) {
            m_pollProblem = QString::fromUtf8(error.what());
            showState();
        }
        return;
    } catch (const Error&) {
        m_nextPoll = m_clock.elapsed() + kRestingPoll;
        if (++m_failedPolls >= kFailedPollsToSay) {
            throw; // what was read of it stays; the same Reader goes on when it can
        }
        return;
    }
    m_lastPolled = m_clock.elapsed();
    if (found == Refresh::Restarted) {
        startRun();
        return;
    }
    showState();
    const bool grew = found == Refresh::Grew;
    // One that failed may be there again, though nothing grew.
    const bool again = m_frameFailed && m_clock.elapsed() - m_frameTried > kRetry;
    m_frameDue = m_frameDue || again || (grew && m_request.frame.at == FrameQuery::At::Latest);
    measureProgress(grew);
}

void RunWorker::measureProgress(bool grew)
{
    const WriterStatus& writer = m_reader->writerStatus();
    m_status.lastCommitTime = writer.lastCommitTime;
    m_status.fileSize = m_reader->fileSize();
    m_statusChanged = m_statusChanged || writer.waits != m_status.waits;
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
        countSteps();
    }
    const double endTime = m_reader->info().endTime; // a writer that resumes the run may have moved it
    m_status.progress =
        progressOf(m_reader->state(), m_status.steps, m_status.firstTime, m_status.lastTime, endTime);
    if (isGrowing(m_status.phase)) {
        const bool told = writer.bytes > 0; // else nobody says how much of the file is data
        if (told != std::exchange(m_bytesAreTold, told)) {
            m_rate.reset();
        }
        m_rate.add(static_cast<double>(m_clock.elapsed()) * 1e-3, m_status.steps, m_status.lastTime,
                   told ? writer.bytes : m_status.fileSize);
    } else {
        m_rate.reset();
    }
    m_status.stepsPerSecond = m_rate.stepsPerSecond();
    m_status.bytesPerSecond = m_rate.bytesPerSecond();
    m_status.timePerSecond = m_rate.timePerSecond();
    m_status.secondsLeft = m_rate.secondsUntil(endTime);
}

/// Datasets of other programs grow each at their own rate.
void RunWorker::countSteps()
{
    if (m_status.run->isOurs() || m_clock.elapsed() - m_lastCount < kMaxCount) {
        return;
    }
    m_lastCount = m_clock.elapsed();
    auto counts = std::make_shared<std::vector<std::uint64_t>>();
    for (const FieldInfo& field : m_reader->fields()) {
        counts->push_back(m_reader->steps(field.name));
    }
    const bool differ = std::ranges::any_of(*counts, [&](std::uint64_t n) { return n != m_status.steps; });
    m_status.fieldSteps = differ ? counts : nullptr;
}

void RunWorker::serveFrame()
{
    if (!m_frameDue || m_request.frame.field.isEmpty()) {
        return;
    }
    // The GUI has not taken the last live frame yet: it would not see this one any sooner.
    bool busy = false;
    m_replies.peek([&](const RunReply& r) { busy = r.frame && r.frame->request == m_request.number; });
    if (busy && m_request.frame.at == FrameQuery::At::Latest) {
        return;
    }
    FrameQuery query = m_request.frame;
    if (isBehind()) {
        if (m_clock.elapsed() - m_frameTried < frameInterval() / 2) {
            return; // the picture before it is to be seen
        }
        query.at = FrameQuery::At::Step;
        query.step = *m_liveStep + 1;
    }
    FrameReply result{m_request.number, nullptr, QString()};
    m_frameTried = m_clock.elapsed();
    try {
        result.frame = readFrame(*m_reader, m_status.run, query);
    } catch (const ChangedError&) {
        return;
    } catch (const std::exception& error) {
        result.problem = QString::fromUtf8(error.what());
    }
    m_frameFailed = !result.frame;
    const bool live = m_request.frame.at == FrameQuery::At::Latest;
    m_liveStep = live && result.frame ? std::optional(result.frame->step) : std::nullopt;
    m_frameDue = isBehind();
    reply([&](RunReply& r) { r.frame = std::move(result); });
}

/// Steps that came together, of a run that the screen can keep up with: they are shown one after the other.
/// (Of other programs' files each field has its own last step.)
bool RunWorker::isBehind() const
{
    const bool keepsUp = m_status.stepsPerSecond * frameInterval() <= 1000.0;
    const std::uint64_t next = m_liveStep.value_or(0) + 1, steps = m_reader->steps();
    return keepsUp && m_liveStep && m_status.run->isOurs() && next < steps && steps - next <= kStepsBehind;
}

int RunWorker::frameInterval() const
{
    return 1000 / std::max(1, m_request.framesPerSecond);
}

std::uint64_t RunWorker::cursorStep()
{
    if (m_reader->steps() == 0) {
        return 0;
    }
    const std::uint64_t last = m_reader->steps() - 1;
    switch (m_request.frame.at) {
    case FrameQuery::At::Latest:
        break;
    case FrameQuery::At::Step:
        return std::min(m_request.frame.step, last);
    case FrameQuery::At::Time:
        if (!m_stepAtTime) {
            m_stepAtTime = m_reader->stepAt(m_request.frame.time);
        }
        return std::min(*m_stepAtTime, last);
    }
    return last;
}

void RunWorker::serveQueries()
{
    const bool live = m_request.frame.at == FrameQuery::At::Latest && isGrowing(m_status.phase);
    m_queries.aim(*m_reader, {m_reader->steps(), cursorStep(), live}, m_clock.elapsed());
    m_queries.advance(*m_reader, queryTurn(), m_clock.elapsed());
    QueryReplies results = m_queries.take();
    if (!results.empty()) {
        reply([&](RunReply& r) {
            for (auto& [name, result] : results) {
                r.results[name] = std::move(result);
            }
            r.opening = m_request.opening;
        });
    }
}

qint64 RunWorker::queryTurn() const
{
    return std::clamp(m_nextPoll - m_clock.elapsed(), kShortTurn, kQueryTurn);
}

void RunWorker::showState()
{
    if (!m_pollProblem.isEmpty()) {
        setPhase(RunPhase::Unreadable, m_pollProblem);
        return;
    }
    const WriterTrouble trouble = m_reader->writerStatus().trouble;
    m_statusChanged =
        m_statusChanged || trouble != m_status.trouble || m_reader->needsRepair() != m_status.needsRepair;
    m_status.trouble = trouble;
    m_status.needsRepair = m_reader->needsRepair();
    setPhase(phaseOf(*m_reader), QString::fromStdString(m_reader->stateText()));
}

void RunWorker::setPhase(RunPhase phase, const QString& message)
{
    if (phase != m_status.phase || message != m_status.message) {
        m_status.phase = phase;
        m_status.message = message;
        m_statusChanged = true;
    }
}

void RunWorker::publishStatus()
{
    const bool old = isGrowing(m_status.phase) && m_clock.elapsed() - m_lastStatus > kMinStatus;
    if (m_statusChanged || old) {
        m_statusChanged = false;
        m_lastStatus = m_clock.elapsed();
        reply([&](RunReply& r) { r.status = std::make_shared<const RunStatus>(m_status); });
    }
}

void RunWorker::reply(const std::function<void(RunReply&)>& change)
{
    if (m_replies.update(change)) {
        emit replied();
    }
}

int RunWorker::pollInterval() const
{
    const bool watched = m_status.phase == RunPhase::Live && m_request.visible;
    return watched ? frameInterval() : kRestingPoll;
}

void RunWorker::scheduleNextTurn()
{
    if (m_request.path.isEmpty()) {
        m_timer.stop();
        return;
    }
    if (m_reader && m_pollProblem.isEmpty() && m_queries.wantsMore()) {
        m_timer.start(0);
        return;
    }
    qint64 wait = m_nextPoll - m_clock.elapsed();
    if (const qint64 next = m_reader ? m_queries.nextAim() : -1; next >= 0) {
        wait = std::min(wait, next - m_clock.elapsed());
    }
    if (m_reader && m_frameDue) {
        wait = std::min<qint64>(wait, kFrameRetry);
    }
    m_timer.start(static_cast<int>(std::max<qint64>(wait, 1)));
}

} // namespace h5pulse::viewer
