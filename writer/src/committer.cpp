// SPDX-License-Identifier: MIT
#include "committer.h"

#include "h5/check.h"

#include <algorithm>
#include <csignal>
#include <numeric>

namespace h5pulse {

namespace {

constexpr std::chrono::seconds kHeartbeatInterval{1};

/// Half of the memory for each batch, and at least one step.
std::size_t capacityOf(std::span<const std::size_t> rowBytes, std::size_t bufferBytes)
{
    const std::size_t stepBytes = std::accumulate(rowBytes.begin(), rowBytes.end(), sizeof(double));
    return std::max<std::size_t>(bufferBytes / 2 / stepBytes, 1);
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
    , m_background(mayUseThread(options))
    , m_policy(options)
    , m_retry(options)
    , m_gathering(rowBytes, capacityOf(rowBytes, options.bufferBytes))
    , m_writing(rowBytes, m_background ? capacityOf(rowBytes, options.bufferBytes) : 0)
    , m_steps(output.steps())
    , m_committed(output.steps())
{
    if (m_background) {
        // Signals are the program's: its handlers run in its own threads.
        sigset_t all;
        sigset_t before;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before);
        m_thread = std::thread([this] { run(); });
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
}

Committer::~Committer()
{
    endThread();
}

void Committer::append(double t, std::span<const StepValues> values)
{
    Lock lock(m_mutex);
    if (m_gathering.full()) {
        makeRoom(lock);
    }
    throwFailure();
    m_gathering.push(t, values);
    m_steps.fetch_add(1, std::memory_order_relaxed);
    const bool due = m_policy.afterStep(t) || m_gathering.full();
    if (m_background) {
        if (due && !m_requested) {
            m_requested = true;
            lock.unlock();
            m_work.notify_one();
        }
    } else {
        m_requested = m_requested || due;
        if (commitIsDue()) {
            attempt(lock);
            throwFailure();
        }
    }
}

/// Waits until there is room for a step. Throws where it shall not wait.
void Committer::makeRoom(Lock& lock)
{
    if (!m_background) {
        commitHere(lock);
        return;
    }
    m_moved.wait(lock, [this] { return !m_gathering.full() || m_failure || givesUpOnTrouble(); });
    throwFailure();
    if (m_gathering.full()) {
        throw CommitFailure(*m_trouble);
    }
}

void Committer::commit()
{
    Lock lock(m_mutex);
    throwFailure();
    const std::size_t wanted = m_steps;
    if (!m_background) {
        commitHere(lock);
        return;
    }
    const std::size_t attempts = m_attempts;
    m_requested = m_committed < wanted;
    m_retryAt = {}; // who asks now wants to know now
    m_work.notify_one();
    m_moved.wait(lock, [&] {
        return m_committed >= wanted || m_failure || (givesUpOnTrouble() && m_attempts > attempts);
    });
    throwFailure();
    if (m_committed < wanted) {
        throw CommitFailure(*m_trouble);
    }
}

/// Commits in the caller's thread, as often as it takes or the options allow.
void Committer::commitHere(Lock& lock)
{
    for (;;) {
        attempt(lock);
        throwFailure();
        if (!m_trouble) {
            return;
        }
        if (givesUpOnTrouble()) {
            throw CommitFailure(*m_trouble);
        }
        m_moved.wait_until(lock, m_retryAt, [] { return false; });
    }
}

void Committer::stop()
{
    try {
        commit();
    } catch (const CommitFailure&) {
        if (m_failure) {
            endThread();
        }
        throw;
    } catch (...) {
        endThread();
        throw;
    }
    endThread();
}

void Committer::endThread()
{
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_work.notify_one();
        m_thread.join();
    }
}

void Committer::run()
{
    const h5::Silence silence;
    Lock lock(m_mutex);
    while (!m_stopping && !m_failure) {
        m_work.wait_until(lock, nextLook(), [this] { return m_stopping || (m_requested && commitIsDue()); });
        if (m_stopping) {
            return;
        }
        if (commitIsDue()) {
            attempt(lock);
        } else {
            beatWhenIdle(lock);
        }
    }
}

/// When the thread looks at the clock, if nobody wakes it.
Committer::Clock::time_point Committer::nextLook() const
{
    if (m_trouble) {
        return m_retryAt;
    }
    const auto pause = m_interval.count() > 0
                           ? std::min<std::chrono::milliseconds>(m_interval, kHeartbeatInterval)
                           : std::chrono::milliseconds(kHeartbeatInterval);
    return Clock::now() + pause;
}

bool Committer::commitIsDue() const
{
    if (m_trouble) {
        return Clock::now() >= m_retryAt;
    }
    return m_requested || (m_interval.count() > 0 && Clock::now() - m_lastCommit >= m_interval);
}

/// Writes the batch that is to be tried again, or else takes the gathered one away and writes that: with the
/// lock open, so that append() goes on meanwhile.
void Committer::attempt(Lock& lock)
{
    m_lastCommit = Clock::now();
    if (!m_background || m_writing.empty()) {
        m_requested = false;
        if (m_gathering.empty()) {
            return;
        }
    }
    if (m_background && m_writing.empty()) {
        std::swap(m_gathering, m_writing);
    }
    Batch& batch = m_background ? m_writing : m_gathering;
    m_moved.notify_all();
    lock.unlock();
    std::exception_ptr failure;
    std::optional<CommitFailure> trouble;
    try {
        m_output.commit(batch);
    } catch (const CommitFailure& caught) {
        m_output.beat(caught);
        trouble = caught;
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    ++m_attempts;
    m_lastSign = Clock::now();
    if (failure) {
        m_failure = failure;
    } else if (trouble) {
        noteTrouble(*trouble);
    } else {
        m_trouble.reset();
        m_retry.afterSuccess();
        m_committed.fetch_add(batch.size(), std::memory_order_release);
        batch.clear();
    }
    if (m_failure) {
        m_output.giveUp();
    }
    m_moved.notify_all();
}

void Committer::noteTrouble(const CommitFailure& failure)
{
    m_trouble = failure;
    if (const auto next = m_retry.afterFailure(failure.trouble())) {
        m_retryAt = *next;
    } else {
        m_failure = std::make_exception_ptr(failure);
    }
}

void Committer::beatWhenIdle(Lock& lock)
{
    if (Clock::now() - m_lastSign < kHeartbeatInterval) {
        return;
    }
    m_lastSign = Clock::now();
    lock.unlock();
    m_output.beatWhenIdle();
    lock.lock();
}

void Committer::throwFailure() const
{
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
}

} // namespace h5pulse
