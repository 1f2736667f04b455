// SPDX-License-Identifier: MIT
#include <h5pulse/service/stdio_server.h>

#include "os/descriptor.h"
#include "run/send_window.h"

#include <h5pulse/service/codec.h>
#include <h5pulse/service/run_service.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::chrono::minutes kMostWork{2}; // for one turn; usually it takes milliseconds
constexpr int kLookInterval = 250;           // milliseconds between looks at the service
constexpr std::size_t kPiece = std::size_t{64} << 10U;

[[noreturn]] void fail(const char* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

void setNonBlocking(int descriptor)
{
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0 || ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) {
        fail("cannot use the connection to the client");
    }
}

/// Wakes poll() from another thread.
class Waker
{
public:
    Waker()
        : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (!m_descriptor) {
            fail("cannot create an eventfd");
        }
    }

    int descriptor() const { return m_descriptor.get(); }
    void wake() { static_cast<void>(::eventfd_write(m_descriptor.get(), 1)); }
    void clear()
    {
        eventfd_t count = 0;
        static_cast<void>(::eventfd_read(m_descriptor.get(), &count));
    }

private:
    Descriptor m_descriptor;
};

class Server
{
public:
    Server(int input, int output, Box* box)
        : m_input(input)
        , m_output(output)
        , m_service([this] { m_waker.wake(); },
                    box ? [box](const std::filesystem::path& path) { box->confineReader(path); }
                        : std::function<void(const std::filesystem::path&)>())
    {
        if (box) {
            box->confineTalker(); // after the other thread has been started, which would inherit this
        }
        setNonBlocking(input);
        setNonBlocking(output);
        m_unsent = serviceGreeting();
    }

    void run()
    {
        while (send()) {
            wait();
            if (!receive()) {
                return;
            }
            m_waker.clear();
            if (m_service.workedFor() > kMostWork) {
                throw std::runtime_error(
                    "a processor has worked for two minutes to read this file, which may be damaged");
            }
            sendNews();
        }
    }

private:
    /// Writes what the connection takes. False: the client is gone.
    bool send()
    {
        while (hasUnsent()) {
            const ssize_t written =
                ::write(m_output, m_unsent.data() + m_written, m_unsent.size() - m_written);
            if (written >= 0) {
                m_written += static_cast<std::size_t>(written);
            } else if (errno == EPIPE || errno == ECONNRESET) {
                return false;
            } else if (saysTryAgain(errno)) {
                return true;
            } else {
                fail("cannot write to the client");
            }
        }
        return true;
    }

    void wait()
    {
        std::array<pollfd, 3> wanted{pollfd{m_input, POLLIN, 0}, pollfd{m_waker.descriptor(), POLLIN, 0},
                                     pollfd{hasUnsent() ? m_output : -1, POLLOUT, 0}};
        if (::poll(wanted.data(), wanted.size(), kLookInterval) < 0 && errno != EINTR) {
            fail("cannot wait for the client");
        }
    }

    /// Reads what has arrived. False: the client has closed the connection.
    bool receive()
    {
        std::array<char, kPiece> piece;
        for (;;) {
            const ssize_t count = ::read(m_input, piece.data(), piece.size());
            if (count == 0) {
                return false;
            }
            if (count < 0 && saysTryAgain(errno)) {
                return true;
            }
            if (count < 0) {
                fail("cannot read from the client");
            }
            accept({piece.data(), static_cast<std::size_t>(count)});
        }
    }

    void accept(std::string_view bytes)
    {
        if (!m_greeted) {
            m_greeted = m_greeting.feed(bytes);
            bytes = m_greeted ? m_greeting.rest() : std::string_view();
        }
        m_parser.feed(bytes);
        while (const std::optional<Message> message = m_parser.next()) {
            const ClientMessage received = decodeClientMessage(*message);
            if (received.request) {
                m_service.post(*received.request);
            }
            if (received.acknowledged > m_sent) {
                throw ProtocolError("the client acknowledged a reply that was not sent");
            }
            if (received.acknowledged > m_acknowledged) {
                m_window.onAcknowledged(received.acknowledged - m_acknowledged, SendWindow::Clock::now());
                m_acknowledged = received.acknowledged;
            }
            m_ping = std::max(m_ping, received.ping);
        }
    }

    void sendNews()
    {
        if (!m_greeted || hasUnsent()) {
            return; // what is not sent yet would be old before it is
        }
        if (m_window.isOpen()) {
            if (std::optional<RunReply> reply = m_service.take()) {
                queue({.number = ++m_sent, .reply = std::move(*reply)});
                m_window.onSent(m_unsent.size(), SendWindow::Clock::now());
                return;
            }
        }
        const auto busy = static_cast<std::uint64_t>(m_service.busyFor().count());
        if (busy > kLookInterval || m_busySaid || m_ping > m_pong) {
            m_busySaid = busy > kLookInterval;
            queue({.busy = m_busySaid ? busy : 0});
        }
    }

    bool hasUnsent() const { return m_written < m_unsent.size(); }

    void queue(ServiceMessage message)
    {
        message.pong = std::exchange(m_pong, m_ping) == m_ping ? 0 : m_ping;
        m_unsent = m_encoder.encode(message).bytes();
        m_written = 0;
    }

    int m_input;
    int m_output;
    Waker m_waker;
    RunService m_service;
    GreetingParser m_greeting{"h5pulse-client"};
    MessageParser m_parser;
    ReplyEncoder m_encoder;
    SendWindow m_window;
    std::string m_unsent;
    std::size_t m_written = 0;        // bytes of m_unsent
    std::uint64_t m_sent = 0;         // replies
    std::uint64_t m_acknowledged = 0; // of them
    std::uint64_t m_ping = 0;         // the newest sign of life that the client wants
    std::uint64_t m_pong = 0;         // and that it got
    bool m_greeted = false;
    bool m_busySaid = false;
};

} // namespace

void serve(int input, int output, Box* box)
{
    Server(input, output, box).run();
}

} // namespace h5pulse
