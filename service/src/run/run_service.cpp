// SPDX-License-Identifier: MIT
#include <h5pulse/service/run_service.h>

#include "run/run_loop.h"

#include <atomic>
#include <mutex>
#include <pthread.h>
#include <thread>

namespace h5pulse {

namespace {

constexpr std::chrono::milliseconds kPatienceAtEnd{200}; // a turn usually ends sooner
constexpr std::int64_t kPatienceToOpen = 500;            // milliseconds, with a turn for another file

std::atomic<int> abandoned{0};

} // namespace

/// A RunLoop with its thread.
class ServiceThread
{
public:
    explicit ServiceThread(std::function<void()> replied)
        : m_shared(std::make_shared<Shared>(std::move(replied)))
        , m_thread([shared = m_shared] { work(*shared); })
    {
    }

    ServiceThread(const ServiceThread&) = delete;
    ServiceThread& operator=(const ServiceThread&) = delete;

    /// Waits for the end of the current turn, or abandons the thread.
    ~ServiceThread()
    {
        if (m_thread.joinable()) {
            abandon(kPatienceAtEnd);
        }
    }

    RunLoop& loop() { return m_shared->loop; }
    const RunLoop& loop() const { return m_shared->loop; }

    /// Detaches a thread that does not end in time. A thread in a system call cannot be stopped; it ends
    /// after the call.
    void abandon(std::chrono::milliseconds patience)
    {
        m_shared->loop.stop();
        std::unique_lock lock(m_shared->mutex);
        if (m_shared->changed.wait_for(lock, patience, [this] { return m_shared->ended; })) {
            lock.unlock();
            m_thread.join();
            return;
        }
        m_shared->abandoned = true;
        ++abandoned;
        m_thread.detach();
    }

    bool hasEnded() const
    {
        const std::lock_guard lock(m_shared->mutex);
        return m_shared->ended;
    }

private:
    struct Shared
    {
        explicit Shared(std::function<void()> replied)
            : loop(std::move(replied))
        {
        }

        RunLoop loop;
        mutable std::mutex mutex;
        std::condition_variable changed;
        bool ended = false;
        bool abandoned = false;
    };

    static void work(Shared& shared)
    {
        ::pthread_setname_np(::pthread_self(), "h5pulse reader"); // for debuggers
        shared.loop.run();
        const std::lock_guard lock(shared.mutex);
        shared.ended = true;
        if (shared.abandoned) {
            --abandoned;
        }
        shared.changed.notify_all();
    }

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

RunService::RunService(std::function<void()> replied)
    : m_replied(std::move(replied))
    , m_thread(std::make_unique<ServiceThread>(m_replied))
{
}

RunService::~RunService() = default;

void RunService::post(const RunRequest& request)
{
    m_request = request;
    m_paths.erase(m_paths.begin(), m_paths.lower_bound(m_thread->loop().openingAtWork()));
    m_paths[request.opening] = request.path;
    replaceIfStuck();
    m_thread->loop().post(m_request);
}

std::optional<RunReply> RunService::take()
{
    return m_thread->loop().take();
}

std::chrono::milliseconds RunService::busyFor() const
{
    return std::chrono::milliseconds(m_thread->loop().busyFor());
}

std::string RunService::stuckOn() const
{
    return m_stuck && !m_stuck->hasEnded() ? m_stuckOn : std::string();
}

void RunService::replaceIfStuck()
{
    const RunLoop& loop = m_thread->loop();
    if (loop.busyFor() <= kPatienceToOpen || loop.openingAtWork() == m_request.opening) {
        return;
    }
    m_stuckOn = m_paths[loop.openingAtWork()];
    m_stuck = std::move(m_thread);
    m_stuck->abandon(std::chrono::milliseconds(0));
    m_thread = std::make_unique<ServiceThread>(m_replied);
    m_thread->loop().post(m_request);
}

int abandonedThreads()
{
    return abandoned;
}

} // namespace h5pulse
