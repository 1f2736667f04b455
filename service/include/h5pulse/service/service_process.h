// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/request.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace h5pulse {

/// How services are started.
struct ServiceCommands
{
    std::string here = "h5pulse";           ///< the program of this machine; without '/': found by PATH
    std::vector<std::string> environment{}; ///< "NAME=VALUE" for ssh
    /// Start a process of this machine at once, for the first run, so that it is ready when the run is known.
    bool ahead = false;
    std::chrono::milliseconds deaf{10'000}; ///< a service that gives no sign for so long is replaced
    std::chrono::milliseconds pause{250};   ///< before the first new start; doubles with each
    std::chrono::milliseconds maxPause{30'000};
};

/// What is known about the process that serves.
struct ServiceState
{
    enum class Phase {
        None,     ///< no run is wanted
        Starting, ///< it has been started, and has not said anything yet
        Ready,
        Lost ///< it has ended, or was given up
    };

    Phase phase = Phase::None;
    std::string problem{}; ///< why it was lost, as a sentence without full stop; empty after the next reply
    int losses = 0;        ///< how often it was lost
    std::string lastProblem{};          ///< why the last time
    bool startsAgain = false;           ///< Lost: it will be started again by itself, after `pause`
    std::chrono::milliseconds pause{0}; ///< until then
    std::chrono::milliseconds busy{0};  ///< since the file system there has answered; 0: it answers
    std::chrono::milliseconds deafness{
        0};     ///< since the service has given a sign that it should have given; 0: it does
    int id = 0; ///< of the process on this machine; 0: no process runs
};

/// Answers requests about one run by a service in a process of its own: `h5pulse serve --stdio`, here or on the machine
/// of the run by ssh. The seam is that of RunService.
///
/// RunRequest::path is an address (see parseAddress()). Each path has a process of its own. A process that ends, gives no
/// sign, or sends what docs/protocol.md does not allow is replaced, with growing pauses, and goes on with the same
/// request: the same run is the same RunDescriptionPtr as before. One that hangs is left behind.
///
/// Thread-safety: one thread calls the members; none waits for the process. `replied` is called on another thread, and
/// may not call members.
class ServiceProcess
{
public:
    /// @param replied  called when take() has something and had nothing before
    ServiceProcess(ServiceCommands commands, std::function<void()> replied);
    /// Asks the process to end, and does not wait for that.
    ~ServiceProcess();

    ServiceProcess(const ServiceProcess&) = delete;
    ServiceProcess& operator=(const ServiceProcess&) = delete;

    void post(const RunRequest& request);
    /// Empties the slot. RunStatus::path is the path that was asked for.
    std::optional<RunReply> take();
    ServiceState state() const;

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

} // namespace h5pulse
