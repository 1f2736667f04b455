// SPDX-License-Identifier: MIT
#include "committer.h"

#include "h5/check.h"

#include <algorithm>
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
    , m_background(mayUseThread(options))
    , m_policy(options)
    , m_gathering(rowBytes, capacityOf(rowBytes, options.bufferBytes))
    , m_writing(rowBytes, m_background ? capacityOf(rowBytes, options.bufferBytes) : 0)
{
    if (m_background) {
        m_thread = std::thread([this] { run(); });
    }
}

Committer::~Committer()
{
    try {
        stop();
    } catch (const std::exception&) {
        // Reported by close(); here nobody listens.
    }
}

void Committer::append(double t, std::span<const StepValues> values)
{
    std::unique_lock lock(m_mutex);
    m_moved.wait(lock, [this] { return !m_gathering.full() || m_failure; });
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
    } else if (due || (m_interval.count() > 0 && Clock::now() - m_lastCommit >= m_interval)) {
        commitGathered(lock);
        throwFailure();
    }
}

void Committer::commit()
{
    std::unique_lock lock(m_mutex);
    const std::size_t wanted = m_steps;
    if (!m_background) {
        throwFailure();
        commitGathered(lock);
    } else if (m_committed < wanted) {
        m_requested = true;
        m_work.notify_one();
        m_moved.wait(lock, [&] { return m_committed >= wanted || m_failure; });
    }
    throwFailure();
}

void Committer::stop()
{
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_work.notify_one();
        m_thread.join();
    }
    std::unique_lock lock(m_mutex);
    if (!m_failure) {
        commitGathered(lock);
    }
    throwFailure();
}

void Committer::run()
{
    const h5::Silence silence;
    std::unique_lock lock(m_mutex);
    while (!m_stopping && !m_failure) {
        const auto pause = m_interval.count() > 0
                               ? std::min<std::chrono::milliseconds>(m_interval, kHeartbeatInterval)
                               : std::chrono::milliseconds(kHeartbeatInterval);
        m_work.wait_for(lock, pause, [this] { return m_requested || m_stopping; });
        if (commitIsDue()) {
            commitGathered(lock);
        } else {
            beatWhenIdle(lock);
        }
    }
}

bool Committer::commitIsDue() const
{
    return m_requested || (m_interval.count() > 0 && Clock::now() - m_lastCommit >= m_interval);
}

/// Takes the gathered batch away and writes it, with the lock open: append() goes on meanwhile.
void Committer::commitGathered(std::unique_lock<std::mutex>& lock)
{
    m_requested = false;
    m_lastCommit = Clock::now();
    if (m_gathering.empty()) {
        return;
    }
    Batch& batch = m_background ? m_writing : m_gathering;
    if (m_background) {
        std::swap(m_gathering, m_writing);
    }
    m_moved.notify_all();
    lock.unlock();
    std::exception_ptr failure;
    try {
        const h5::Silence silence;
        m_output.commit(batch);
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    if (failure) {
        m_failure = failure;
    } else {
        m_committed.fetch_add(batch.size(), std::memory_order_release);
        batch.clear();
    }
    m_lastSign = Clock::now();
    m_moved.notify_all();
}

void Committer::beatWhenIdle(std::unique_lock<std::mutex>& lock)
{
    if (Clock::now() - m_lastSign < kHeartbeatInterval) {
        return;
    }
    lock.unlock();
    std::exception_ptr failure;
    try {
        m_output.beat();
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    m_failure = failure;
    m_lastSign = Clock::now();
    m_moved.notify_all();
}

void Committer::throwFailure() const
{
    if (m_failure) {
        std::rethrow_exception(m_failure);
    }
}

} // namespace h5pulse
