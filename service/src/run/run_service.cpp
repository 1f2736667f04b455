// SPDX-License-Identifier: MIT
#include <h5pulse/service/run_service.h>

#include "run/run_loop.h"

#include <mutex>
#include <pthread.h>
#include <thread>

namespace h5pulse {

namespace {

constexpr std::chrono::milliseconds kPatienceAtEnd{200}; // a turn usually ends sooner

} // namespace

/// A RunLoop with its thread.
class ServiceThread
{
public:
    ServiceThread(std::function<void()> replied, OpeningHook beforeOpening)
        : m_shared(std::make_shared<Shared>(std::move(replied), std::move(beforeOpening)))
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
        m_thread.detach();
    }

private:
    struct Shared
    {
        Shared(std::function<void()> replied, OpeningHook beforeOpening)
            : loop(std::move(replied), std::move(beforeOpening))
        {
        }

        RunLoop loop;
        mutable std::mutex mutex;
        std::condition_variable changed;
        bool ended = false;
    };

    static void work(Shared& shared)
    {
        ::pthread_setname_np(::pthread_self(), "h5pulse reader"); // for debuggers
        shared.loop.run();
        const std::lock_guard lock(shared.mutex);
        shared.ended = true;
        shared.changed.notify_all();
    }

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

RunService::RunService(std::function<void()> replied, OpeningHook beforeOpening)
    : m_thread(std::make_unique<ServiceThread>(std::move(replied), std::move(beforeOpening)))
{
}

RunService::~RunService() = default;

void RunService::post(const RunRequest& request)
{
    m_thread->loop().post(request);
}

std::optional<RunReply> RunService::take()
{
    return m_thread->loop().take();
}

std::chrono::milliseconds RunService::busyFor() const
{
    return std::chrono::milliseconds(m_thread->loop().busyFor());
}

std::chrono::milliseconds RunService::workedFor() const
{
    return m_thread->loop().workedFor();
}

} // namespace h5pulse
