// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/request.h>

#include <chrono>
#include <filesystem>
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
    /// @param replied        called when take() has something and had nothing before
    /// @param beforeOpening  called on the service's thread before it opens a file; throws what opening may throw
    explicit RunService(std::function<void()> replied,
                        std::function<void(const std::filesystem::path& path)> beforeOpening = nullptr);
    /// Ends the thread; abandons it if a file system keeps it for more than 200 ms.
    ~RunService();

    RunService(const RunService&) = delete;
    RunService& operator=(const RunService&) = delete;

    void post(const RunRequest& request);
    /// Empties the slot.
    std::optional<RunReply> take();

    /// Duration of the service's current turn; long if the file system does not answer.
    std::chrono::milliseconds busyFor() const;
    /// Time that a processor has worked for the service's current turn.
    std::chrono::milliseconds workedFor() const;

private:
    std::unique_ptr<ServiceThread> m_thread;
};

} // namespace h5pulse
