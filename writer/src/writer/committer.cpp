// SPDX-License-Identifier: MIT
#include "writer/committer.h"

#include "dataset/chunk_shape.h"
#include "h5/check.h"
#include "life/live_writer.h"
#include "schedule/side_thread.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace h5pulse {

namespace {

constexpr std::chrono::seconds kHeartbeatInterval{1};
constexpr std::size_t kCommitShare = 2; ///< a commit takes at most 1/kCommitShare of the buffer

bool fewerMayFit(const CommitFailure& failure, std::size_t steps)
{
    return failure.writeProblem() == WriteProblem::NoSpace && steps > 1;
}

bool mayUseThread(const WriterOptions& options)
{
    hbool_t safe = false;
    return options.background && H5is_library_threadsafe(&safe) >= 0 && safe;
}

} // namespace

Committer::Committer(RunOutput& output, std::span<const std::size_t> rowBytes, const WriterOptions& options)
    : m_output(output)
    , m_interval(options.commitInterval)
    , m_whenFull(options.whenFull)
    , m_keepWaiting(options.keepWaiting)
    , m_background(mayUseThread(options))
    , m_policy(options)
    , m_retry(options)
    , m_buffer(rowBytes,
               batchSteps(std::accumulate(rowBytes.begin(), rowBytes.end(), std::size_t{0}), rowBytes.size(),
                          options.bufferBytes),
               options.bufferBytes, output.steps())
    , m_maxSteps(std::max(m_buffer.capacity() / kCommitShare, m_buffer.batchSteps()))
    , m_maxStepsNow(m_maxSteps)
    , m_lastAsked(output.steps())
    , m_committed(output.steps())
{
    if (m_background) {
        startThread();
    }
}

/// Without a thread, because the system refuses one, commits run inside append().
void Committer::startThread() noexcept
{
    try {
        m_thread = threadWithoutSignals([this] { run(); });
    } catch (const std::exception&) {
        m_background = false;
    }
}

Committer::~Committer()
{
    endThread();
}

StepBuffer& Committer::awaitPlace()
{
    if (m_failed.load(std::memory_order_acquire)) {
        throwFailure();
    }
    if (!m_buffer.hasRoom()) {
        makeRoom();
    }
    return m_buffer;
}

void Committer::take(std::size_t count)
{
    bool due = false;
    for (const double t : std::span(m_buffer.nextTimes(), count)) {
        due = m_policy.afterStep(t) || due;
    }
    m_buffer.take(count);
    afterSteps(due);
}

void Committer::afterSteps(bool due)
{
    due = due || (m_buffer.batchIsFull() && m_buffer.end() - m_lastAsked >= m_maxSteps);
    m_lastAsked = due ? m_buffer.end() : m_lastAsked;
    if (m_background ? due : (due || m_writeProblem || m_interval.count() > 0)) {
        const InsideCall inside;
        Lock lock(m_mutex);
        m_wanted = due ? m_buffer.end() : m_wanted;
        if (m_background) {
            lock.unlock();
            m_work.notify_one();
        } else if (commitIsDue()) {
            attempt(lock);
            throwFailure();
        }
    }
}

/// Waits and polls for an interrupt, because a signal handler cannot notify a condition variable.
template <typename Done>
Committer::Wait Committer::await(Lock& lock, const Done& done)
{
    while (!m_progressed.wait_for(lock, kInterruptCheck, done)) {
        if (!shallWait(lock)) {
            return Wait::GivenUp;
        }
    }
    return Wait::Ended;
}

/// Asks the host whether this call may wait. The lock is released meanwhile, since the host may have locks of
/// its own.
bool Committer::shallWait(Lock& lock)
{
    if (!m_keepWaiting || !m_asksHost) {
        return true;
    }
    lock.unlock();
    const bool shall = m_keepWaiting();
    lock.lock();
    return shall;
}

/// Waits until there is room for a step. Throws if the wait is ended.
void Committer::makeRoom()
{
    const InsideCall inside;
    const auto began = Clock::now();
    Lock lock(m_mutex);
    if (!m_background) {
        commitHere(lock, [this] { return m_buffer.hasRoom(); });
        return;
    }
    m_wanted = m_buffer.end();
    m_work.notify_one();
    bool room = false;
    const Wait wait = await(lock, [&] {
        return (room = m_buffer.hasRoom()) || m_failure || m_stopping || isInterrupted() ||
               givesUpOnProblem();
    });
    m_waits.fetch_add(1, std::memory_order_relaxed);
    m_waitSeconds.fetch_add(std::chrono::duration<double>(Clock::now() - began).count(),
                            std::memory_order_relaxed);
    throwFailure();
    if (!room) {
        throwProblem(wait);
    }
}

void Committer::commit()
{
    const InsideCall inside;
    Lock lock(m_mutex);
    throwFailure();
    const std::size_t wanted = m_buffer.end();
    m_wanted = wanted;
    if (!m_background) {
        commitHere(lock, [this] { return m_committed == m_buffer.end(); });
        return;
    }
    const std::size_t attempts = m_attempts;
    m_retryAt = {}; // an explicit commit retries at once
    m_work.notify_one();
    const Wait wait = await(lock, [&] {
        return m_committed >= wanted || m_failure || m_stopping ||
               (givesUpOnProblem() && m_attempts > attempts);
    });
    throwFailure();
    if (m_committed < wanted) {
        throwProblem(wait);
    }
}

/// Commits in the caller's thread, as often as necessary or as the options allow.
template <typename Done>
void Committer::commitHere(Lock& lock, const Done& done)
{
    for (;;) {
        attempt(lock);
        throwFailure();
        if (done()) {
            return;
        }
        while (m_writeProblem && !givesUpOnProblem() && Clock::now() < m_retryAt) {
            m_progressed.wait_until(lock, std::min(m_retryAt, Clock::now() + kInterruptCheck));
            if (!shallWait(lock)) {
                throwProblem(Wait::GivenUp);
            }
        }
        if (givesUpOnProblem()) {
            throwProblem(Wait::Ended);
        }
    }
}

void Committer::pause()
{
    commit();
    const InsideCall inside;
    Lock lock(m_mutex);
    m_progressed.wait(lock, [this] { return !m_writing; });
    throwFailure();
    m_writing = true;
    lock.unlock();
    std::exception_ptr failure;
    try {
        m_output.pause();
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    m_writing = false;
    m_lastSign = Clock::now();
    m_progressed.notify_all();
    if (failure) {
        std::rethrow_exception(failure); // the next commit reopens the file, or reports a lasting failure
    }
}

void Committer::stop()
{
    try {
        commit();
    } catch (const CommitFailure&) {
        if (m_failed) {
            endThread();
        }
        throw;
    } catch (const InterruptedError&) {
        throw; // stop() may be called again
    } catch (...) {
        endThread();
        throw;
    }
    endThread();
    m_output.noteWaits(m_waits, m_waitSeconds, m_longestCommit); // include the last commit
}

void Committer::endThread()
{
    if (m_thread.joinable()) {
        {
            const InsideCall inside;
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_work.notify_one();
        m_progressed.notify_all();
        m_thread.join();
        m_background = false; // later commits run in the caller's thread
    }
}

void Committer::run()
{
    const h5::SuppressHdf5Errors silence;
    Lock lock(m_mutex);
    while (!m_stopping && !m_failure) {
        m_work.wait_until(lock, nextLook(),
                          [this] { return m_stopping || (m_committed < m_wanted && commitIsDue()); });
        if (m_stopping) {
            return;
        }
        if (commitIsDue()) {
            attempt(lock);
        } else {
            writeHeartbeatWhenIdle(lock);
        }
    }
}

/// When the thread checks the clock if nobody wakes it.
Committer::Clock::time_point Committer::nextLook() const
{
    if (m_writeProblem) {
        return m_retryAt;
    }
    const auto pause = m_interval.count() > 0
                           ? std::min<std::chrono::milliseconds>(m_interval, kHeartbeatInterval)
                           : std::chrono::milliseconds(kHeartbeatInterval);
    return Clock::now() + pause;
}

bool Committer::commitIsDue() const
{
    if (m_writeProblem) {
        return Clock::now() >= m_retryAt;
    }
    return m_committed < m_wanted || (m_interval.count() > 0 && Clock::now() - m_lastCommit >= m_interval);
}

/// Writes all or part of the buffered steps. The lock is released meanwhile, so append() continues.
void Committer::attempt(Lock& lock)
{
    m_progressed.wait(lock, [this] { return !m_writing; }); // another thread may write while the program ends
    const auto began = Clock::now();
    const std::size_t first = m_committed;
    const std::size_t end = m_buffer.end();
    const std::size_t last = std::min(end, first + m_maxStepsNow);
    m_lastCommit = began;
    m_wanted = last < end ? std::max(m_wanted, end) : m_wanted; // the next commit follows at once
    if (first == last) {
        return;
    }
    m_output.noteWaits(m_waits, m_waitSeconds, m_longestCommit);
    m_writing = true;
    lock.unlock();
    std::exception_ptr failure;
    std::optional<CommitFailure> writeProblem;
    try {
        m_output.commit(m_buffer.parts(first, last));
    } catch (const CommitFailure& caught) {
        writeProblem = caught;
        if (!fewerMayFit(caught, last - first)) {
            m_output.writeHeartbeat(caught);
        }
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    m_writing = false;
    ++m_attempts;
    m_lastSign = Clock::now();
    if (failure) {
        m_failure = failure;
    } else if (writeProblem && fewerMayFit(*writeProblem, last - first)) {
        m_maxStepsNow = (last - first) / 2;
        m_wanted = std::max(m_wanted, first + m_maxStepsNow);
    } else if (writeProblem) {
        noteProblem(*writeProblem);
    } else {
        noteSuccess(last, m_lastSign - began);
    }
    if (m_failure) {
        m_failed.store(true, std::memory_order_release);
        m_output.giveUp();
    }
    m_progressed.notify_all();
}

void Committer::noteSuccess(std::size_t committed, std::chrono::duration<double> took)
{
    m_writeProblem.reset();
    m_retry.afterSuccess();
    m_maxStepsNow = m_maxSteps;
    m_committed.store(committed, std::memory_order_release);
    m_commits.fetch_add(1, std::memory_order_relaxed);
    m_longestCommit.store(std::max(m_longestCommit.load(), took.count()), std::memory_order_relaxed);
    m_buffer.release(committed);
}

WriterStatistics Committer::statistics() const noexcept
{
    return {.committedSteps = committedSteps(),
            .commits = m_commits.load(std::memory_order_relaxed),
            .waits = m_waits.load(std::memory_order_relaxed),
            .waitSeconds = m_waitSeconds.load(std::memory_order_relaxed),
            .longestCommit = m_longestCommit.load(std::memory_order_relaxed)};
}

void Committer::noteProblem(const CommitFailure& failure)
{
    m_writeProblem = failure;
    if (const auto next = m_retry.afterFailure(failure.writeProblem())) {
        m_retryAt = *next;
    } else {
        m_failure = std::make_exception_ptr(failure);
    }
}

void Committer::writeHeartbeatWhenIdle(Lock& lock)
{
    if (m_writing || Clock::now() - m_lastSign < kHeartbeatInterval) {
        return;
    }
    m_lastSign = Clock::now();
    m_writing = true;
    lock.unlock();
    m_output.writeHeartbeatWhenIdle();
    lock.lock();
    m_writing = false;
    m_progressed.notify_all();
}

/// Throws for a caller that does not wait any longer.
void Committer::throwProblem(Wait wait) const
{
    const std::string cause = m_writeProblem ? m_writeProblem->reason() : "there is no room in the buffer";
    if (isInterrupted() || wait == Wait::GivenUp) {
        throw InterruptedError(m_output.path(), "cannot commit",
                               std::string(isInterrupted() ? "Writer::interrupt()" : "the host program") +
                                   " has ended the wait (" + cause +
                                   "); steps appended before are still in memory");
    }
    if (m_writeProblem) {
        throw CommitFailure(*m_writeProblem);
    }
    throw Error(m_output.path(), "cannot append", "the program is ending, and its run is finished");
}

void Committer::throwFailure() const
{
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
}

} // namespace h5pulse
