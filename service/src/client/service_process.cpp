// SPDX-License-Identifier: MIT
#include <h5pulse/service/service_process.h>

#include "client/connection.h"
#include "client/status_story.h"

#include <h5pulse/service/remote_command.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <thread>

namespace h5pulse {

namespace {

using Clock = Connection::Clock;
using TryAgain = ConnectionLost::TryAgain;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kLook{250};           // between looks at the clock while a process serves
constexpr Milliseconds kStuck{500};          // silence after which reopening the file replaces the process
constexpr std::chrono::seconds kGoodFor{30}; // a process that served for so long may be started again at once

} // namespace

/// The thread that talks to the process, and what it shares with the caller.
class ServiceProcess::Work
{
public:
    Work(ServiceCommands commands, std::function<void()> replied)
        : m_commands(std::move(commands))
        , m_replied(std::move(replied))
        , m_waker(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (!m_waker) {
            throw std::system_error(errno, std::generic_category(), "cannot create an eventfd");
        }
        m_thread = std::thread([this] { run(); });
    }

    ~Work()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        wake();
        m_thread.join();
    }

    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    void post(const RunRequest& request)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_posted = request;
        }
        wake();
    }

    std::optional<RunReply> take()
    {
        std::optional<RunReply> reply;
        {
            const std::lock_guard lock(m_mutex);
            reply.swap(m_reply);
            m_taken = m_inSlot;
        }
        if (reply) {
            wake();
        }
        return reply;
    }

    ServiceState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }

private:
    void wake() { static_cast<void>(::eventfd_write(m_waker.get(), 1)); }

    void run()
    {
        ::pthread_setname_np(::pthread_self(), "h5pulse client"); // for debuggers
        while (takePosted()) {
            try {
                converse();
            } catch (const ConnectionLost& lost) {
                giveUp(lost.what(), lost.tryAgain);
            } catch (const std::exception& error) { // no memory, no descriptors
                giveUp(error.what(), TryAgain::Always);
            }
            publishState();
            wait();
        }
    }

    /// Takes over what the caller wants. False: to end.
    bool takePosted()
    {
        const std::lock_guard lock(m_mutex);
        if (m_posted) {
            const std::string path = std::exchange(m_request.path, m_posted->path);
            const bool reopened = m_posted->opening != m_request.opening;
            m_request = *std::exchange(m_posted, std::nullopt);
            m_requestDue = true;
            if (path != m_request.path) {
                forget();
            } else if (reopened &&
                       (!m_connection || std::max(m_connection->busy(), m_connection->deafness()) > kStuck)) {
                m_connection.reset();
                m_startAt = Clock::now();
                m_pause = m_commands.pause;
            }
        }
        return !m_stopping;
    }

    /// Begins with another path.
    void forget()
    {
        m_address = {};
        m_aheadDue = false;
        if (m_isAhead) {
            stayAhead(); // it may have ended
        }
        if (!std::exchange(m_isAhead, false) || !isHere(m_request.path)) {
            m_connection.reset();
        }
        m_wasReady = false;
        m_story.begin(m_request.path);
        m_problem.clear();
        m_pause = m_commands.pause;
        m_startAt = Clock::now();
    }

    static bool isHere(const std::string& path)
    {
        try {
            return !path.empty() && !parseAddress(path).isRemote();
        } catch (const std::invalid_argument&) {
            return false; // start() says why
        }
    }

    /// Starts a process that no run needs yet, or looks after it. Nobody has to know if it ends.
    void stayAhead()
    {
        try {
            if (std::exchange(m_aheadDue, false)) {
                m_isAhead = true;
                m_connection.emplace(wordsHere(), m_commands.environment, RunAddress{}, nullptr);
            } else if (m_connection) {
                m_connection->receive();
                m_connection->send();
            }
        } catch (const std::exception&) {
            m_connection.reset();
            m_isAhead = false;
        }
    }

    std::vector<std::string> wordsHere() const { return {m_commands.here, "serve", "--stdio"}; }

    void converse()
    {
        if (m_request.path.empty()) {
            stayAhead();
            return;
        }
        if (m_startAt && m_connection) { // it was started ahead
            beginWith(parseAddress(m_request.path));
            m_isUnproven = !m_connection->isReady();
        }
        if (!m_connection) {
            if (!m_startAt || Clock::now() < *m_startAt) {
                return;
            }
            start();
        }
        for (RunReply& reply : m_connection->receive()) {
            accept(std::move(reply));
        }
        m_wasReady = m_wasReady || m_connection->isReady();
        m_isUnproven = m_isUnproven && !m_connection->isReady();
        if (m_connection->deafness() > m_commands.deaf) {
            throw ConnectionLost("the process that reads this run gives no sign", TryAgain::Always);
        }
        if (m_requestDue && m_connection->takesRequest()) {
            RunRequest request = m_request;
            request.path = m_address.path;
            m_connection->queue(request, taken());
            m_requestDue = false;
        } else if (m_connection->isReady() && !m_connection->hasUnsent() && m_connection->owes(taken())) {
            m_connection->queue(std::nullopt, taken());
        }
        m_connection->queuePing();
        m_connection->send();
    }

    /// Begins with a process that has not been asked anything.
    void beginWith(RunAddress address)
    {
        m_startAt.reset();
        m_startedAt = Clock::now();
        m_requestDue = true;
        m_repliesBefore = 0;
        {
            const std::lock_guard lock(m_mutex);
            m_inSlot = m_taken = 0;
        }
        m_story.onNewProcess();
        m_address = std::move(address);
    }

    void start()
    {
        beginWith({});
        try {
            m_address = parseAddress(m_request.path);
            const std::vector<std::string> words =
                m_address.isRemote() ? sshCommand(m_address, "serve --stdio") : wordsHere();
            m_connection.emplace(words, m_commands.environment, m_address, m_story.run());
        } catch (const std::invalid_argument& error) { // what the user wrote
            throw ConnectionLost(error.what(), TryAgain::Never);
        } catch (const std::system_error& error) {
            throw ConnectionLost(
                error.what() +
                    std::string(
                        m_address.isRemote()
                            ? "; install an ssh client, or name one with H5PULSE_SSH"
                            : "; it reads runs for this window: install the h5pulse command beside the "
                              "viewer, or name it with H5PULSE_COMMAND"),
                TryAgain::Never);
        }
    }

    void accept(RunReply reply)
    {
        m_problem.clear();
        if (reply.status) {
            reply.status = m_story.next(*reply.status);
        }
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            wasEmpty = !m_reply;
            if (wasEmpty) {
                m_reply.emplace();
            }
            addNews(*m_reply, std::move(reply));
            m_inSlot = ++m_repliesBefore;
        }
        if (wasEmpty) {
            m_replied();
        }
    }

    std::uint64_t taken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }

    void giveUp(const std::string& problem, TryAgain again)
    {
        if (std::exchange(m_isUnproven, false)) { // another one says why, or works
            m_connection.reset();
            m_startAt = Clock::now();
            return;
        }
        const bool ranWell = m_connection && m_connection->isReady() && Clock::now() - m_startedAt > kGoodFor;
        m_connection.reset();
        m_problem = m_lastProblem = problem;
        ++m_losses;
        if (ranWell) {
            m_pause = m_commands.pause;
        }
        m_startAt.reset();
        if (again == TryAgain::Always || (again == TryAgain::IfReadyOnce && m_wasReady)) {
            m_startAt = Clock::now() + m_pause;
            m_pause = std::min(m_pause * 2, m_commands.maxPause);
        }
    }

    void publishState()
    {
        ServiceState state;
        state.problem = m_problem;
        state.losses = m_losses;
        state.lastProblem = m_lastProblem;
        if (m_connection && !m_isAhead) {
            state.phase =
                m_connection->isReady() ? ServiceState::Phase::Ready : ServiceState::Phase::Starting;
            state.busy = m_connection->busy();
            state.deafness = m_connection->deafness();
            state.id = m_connection->child().id();
        } else if (!m_request.path.empty()) {
            state.phase = ServiceState::Phase::Lost;
            state.startsAgain = m_startAt.has_value();
            if (m_startAt) {
                state.pause = std::max(Milliseconds(0),
                                       std::chrono::duration_cast<Milliseconds>(*m_startAt - Clock::now()));
            }
        }
        const std::lock_guard lock(m_mutex);
        m_state = std::move(state);
    }

    /// Until something arrives, can be sent or is due.
    void wait()
    {
        std::optional<Milliseconds> timeout;
        if (ChildProcess::tendLeftBehind() || m_connection) {
            timeout = kLook;
        } else if (m_startAt && !m_request.path.empty()) {
            timeout = std::clamp(std::chrono::ceil<Milliseconds>(*m_startAt - Clock::now()), Milliseconds(0),
                                 kLook);
        }
        std::array<pollfd, 4> wanted{pollfd{m_waker.get(), POLLIN, 0}, pollfd{-1, POLLIN, 0},
                                     pollfd{-1, POLLIN, 0}, pollfd{-1, POLLOUT, 0}};
        if (m_connection) {
            const ChildProcess& child = m_connection->child();
            wanted[1].fd = child.output();
            wanted[2].fd = m_connection->hasErrors() ? child.errors() : -1;
            wanted[3].fd = m_connection->hasUnsent() ? child.input() : -1;
        }
        ::poll(wanted.data(), wanted.size(), timeout ? static_cast<int>(timeout->count()) : -1);
        eventfd_t count = 0;
        static_cast<void>(::eventfd_read(m_waker.get(), &count));
    }

    const ServiceCommands m_commands;
    const std::function<void()> m_replied;
    const Descriptor m_waker;

    mutable std::mutex m_mutex;
    // Guarded by the mutex.
    std::optional<RunRequest> m_posted;
    std::optional<RunReply> m_reply;
    std::uint64_t m_inSlot = 0; // replies of this connection that are in m_reply, or were
    std::uint64_t m_taken = 0;  // of them
    ServiceState m_state;
    bool m_stopping = false;

    // Of the thread.
    RunRequest m_request;
    RunAddress m_address;
    std::optional<Connection> m_connection;
    StatusStory m_story;
    std::string m_problem;
    std::string m_lastProblem;
    int m_losses = 0;
    std::uint64_t m_repliesBefore = 0;          // of this connection
    std::optional<Clock::time_point> m_startAt; // none: not by itself
    Clock::time_point m_startedAt;
    Milliseconds m_pause{0}; // before the next start but one
    bool m_aheadDue = m_commands.ahead;
    bool m_isAhead = false;    // m_connection has been started before a run was known
    bool m_isUnproven = false; // it has not said anything yet
    bool m_requestDue = false;
    bool m_wasReady = false; // a service has answered at this address

    std::thread m_thread; // the last member: it uses the others
};

ServiceProcess::ServiceProcess(ServiceCommands commands, std::function<void()> replied)
    : m_work(std::make_unique<Work>(std::move(commands), std::move(replied)))
{
}

ServiceProcess::~ServiceProcess() = default;

void ServiceProcess::post(const RunRequest& request)
{
    m_work->post(request);
}

std::optional<RunReply> ServiceProcess::take()
{
    return m_work->take();
}

ServiceState ServiceProcess::state() const
{
    return m_work->state();
}

} // namespace h5pulse
