// SPDX-License-Identifier: MIT
#include "life/live_writer.h"

#include "h5/at_exit.h"
#include "h5/driver.h"
#include "os/fork_safety.h"

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace h5pulse {

namespace {

constexpr std::chrono::seconds kMaxWait{5}; ///< for a child that was forked while its parent ended

struct Writers
{
    std::mutex mutex;
    std::vector<LiveWriter*> all;
};

/// Never destroyed, because writers may be static objects.
Writers& writers()
{
    static Writers& writers = *new Writers;
    return writers;
}

/// Polls, because ThreadSanitizer does not understand how std::timed_mutex waits.
bool lockWithin(std::unique_lock<std::mutex>& lock, std::chrono::steady_clock::duration wait)
{
    const auto end = std::chrono::steady_clock::now() + wait;
    while (!lock.try_lock()) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

void endAll() noexcept
{
    // A signal handler may have interrupted a writer: its committed steps are safe, and recover() repairs the
    // rest.
    std::unique_lock lock(writers().mutex, std::defer_lock);
    if (!InsideCall::here() && lockWithin(lock, kMaxWait)) {
        for (LiveWriter* writer : writers().all) {
            writer->endAtExit();
        }
    }
    h5::abandonOpenFiles();
}

} // namespace

void LiveWriter::enlist()
{
    static const bool once = (h5::runBeforeHdf5Ends(endAll), true);
    static_cast<void>(once);
    const InsideCall inside;
    const ForkHeldBack whole;
    const std::lock_guard lock(writers().mutex);
    writers().all.push_back(this);
}

void LiveWriter::unlist() noexcept
{
    const InsideCall inside;
    const ForkHeldBack whole;
    const std::lock_guard lock(writers().mutex);
    std::erase(writers().all, this);
}

} // namespace h5pulse
