// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/request.h>

#include <chrono>
#include <functional>

namespace h5pulse {

class ServiceThread;

/// Answers requests about one run, on a thread of its own that owns the Reader.
///
/// This is the seam between a client and the file: request and reply are plain values, the latest request wins, and
/// no call waits for the file system. A client that shows many things posts one request with all its queries.
///
/// Thread-safety: one thread calls the members. `replied` is called on the service's thread, and may call take() and
/// post() instead of that thread.
class RunService
{
public:
    /// @param replied  called when take() has something and had nothing before
    explicit RunService(std::function<void()> replied);
    /// Ends the thread; abandons it if a file system keeps it for more than 200 ms.
    ~RunService();

    RunService(const RunService&) = delete;
    RunService& operator=(const RunService&) = delete;

    void post(const RunRequest& request);
    /// Empties the slot.
    std::optional<RunReply> take();

    /// Duration of the service's current turn; long if the file system does not answer.
    std::chrono::milliseconds busyFor() const;
    /// Path of an abandoned thread that has not come back; empty: none. It may hold HDF5's lock, which all other
    /// threads of the process need.
    std::string stuckOn() const;
    /// Replaces a thread that is stuck on another file than the one that is wanted. Call it a few times per second.
    void replaceIfStuck();

private:
    std::function<void()> m_replied;
    RunRequest m_request;
    std::map<std::uint64_t, std::string> m_paths; // by RunRequest::opening, from that of the current turn on
    std::unique_ptr<ServiceThread> m_thread;
    std::unique_ptr<ServiceThread> m_stuck; // abandoned
    std::string m_stuckOn;
};

/// Number of threads that were abandoned and have not come back. While it is not 0, a normal end of the process may wait
/// for HDF5's lock for ever.
int abandonedThreads();

} // namespace h5pulse
