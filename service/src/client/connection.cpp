// SPDX-License-Identifier: MIT
#include "client/connection.h"

#include "text/utf8.h"

#include <h5pulse/service/remote_command.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace h5pulse {

using TryAgain = ConnectionLost::TryAgain;

namespace {

constexpr std::uint64_t kMaxUnanswered = 2; // requests
constexpr std::chrono::seconds kPingAfter{2}; // without any sign
constexpr std::size_t kPiece = std::size_t{256} << 10U;
constexpr std::size_t kMostAtOnce = std::size_t{4} << 20U; // bytes of one receive()
constexpr std::size_t kMostErrors = 4096;                  // bytes that are kept
constexpr std::size_t kMostLine = 300;

std::chrono::milliseconds since(Connection::Clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Connection::Clock::now() - start);
}

/// The text without what a terminal or a label could misunderstand.
std::string printable(std::string_view text)
{
    std::string result;
    while (!text.empty() && result.size() < kMostLine) {
        std::uint32_t point = 0;
        const std::size_t length = decodeUtf8(text, point);
        const bool good = length > 0 && point >= ' ' && point != 0x7f;
        result += good ? std::string(text.substr(0, length)) : "?";
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return result;
}

/// Whether ssh says that the user was not let in. To ask for a password again by itself would be a nuisance.
bool wasRefused(const std::string& line)
{
    return line.find("Permission denied") != std::string::npos ||
           line.find("verification failed") != std::string::npos ||
           line.find("Too many authentication") != std::string::npos;
}

} // namespace

Connection::Connection(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                       const RunAddress& address, RunDescriptionPtr run)
    : m_address(address)
    , m_child(words, environment)
    , m_decoder(std::move(run))
    , m_piece(kPiece)
{
}

bool Connection::takesRequest() const
{
    return m_greeted && !hasUnsent() && m_pings - m_pongs < kMaxUnanswered;
}

std::chrono::milliseconds Connection::busy() const
{
    return m_busy > std::chrono::milliseconds(0) ? m_busy + since(m_lastSign) : m_busy;
}

std::chrono::milliseconds Connection::deafness() const
{
    const bool expectsSign = m_greeted ? m_pings > m_pongs : !m_address.isRemote(); // a login may take long
    return expectsSign ? since(m_lastSign) : std::chrono::milliseconds(0);
}

void Connection::queue(const std::optional<RunRequest>& request, std::uint64_t taken)
{
    ClientMessage message{.request = request};
    if (owes(taken)) {
        message.acknowledged = m_acknowledged = taken;
    }
    if (request) {
        message.ping = ++m_pings;
        for (const auto& [name, query] : request->queries) {
            m_asked.insert(name);
        }
    }
    m_unsent = encode(message).bytes();
    m_written = 0;
}

void Connection::queuePing()
{
    if (m_greeted && !hasUnsent() && m_pings == m_pongs && since(m_lastSign) > kPingAfter) {
        m_unsent = encode(ClientMessage{.ping = ++m_pings}).bytes();
        m_written = 0;
    }
}

void Connection::send()
{
    while (hasUnsent()) {
        const ssize_t written =
            ::send(m_child.input(), m_unsent.data() + m_written, m_unsent.size() - m_written, MSG_NOSIGNAL);
        if (written < 0) {
            if (!saysTryAgain(errno)) {
                m_written = m_unsent.size(); // receive() says why it has ended
            }
            return;
        }
        m_written += static_cast<std::size_t>(written);
    }
}

std::vector<RunReply> Connection::receive()
{
    readErrors();
    std::vector<RunReply> replies;
    for (std::size_t total = 0; total < kMostAtOnce;) {
        const ssize_t count = ::read(m_child.output(), m_piece.data(), m_piece.size());
        if (count < 0 && saysTryAgain(errno)) {
            break;
        }
        if (count <= 0) {
            explainEnd();
        }
        m_lastSign = Clock::now();
        total += static_cast<std::size_t>(count);
        try {
            accept({m_piece.data(), static_cast<std::size_t>(count)}, replies);
        } catch (const ProtocolError& error) {
            const std::string who = m_address.isRemote() ? " on '" + m_address.host + "'" : std::string();
            throw ConnectionLost("the process that reads this run" + who +
                                     " sent something wrong: " + error.what(),
                                 m_greeted ? TryAgain::Always : TryAgain::Never);
        }
    }
    return replies;
}

void Connection::accept(std::string_view bytes, std::vector<RunReply>& replies)
{
    if (!m_greeted) {
        m_greeted = m_greeting.feed(bytes);
        bytes = m_greeted ? m_greeting.rest() : std::string_view();
    }
    m_parser.feed(bytes);
    while (const std::optional<Message> message = m_parser.next()) {
        ServiceMessage received = m_decoder.decode(*message);
        check(received);
        m_pongs = std::max(m_pongs, received.pong);
        m_busy = std::chrono::milliseconds(received.busy);
        if (received.number != 0) {
            m_received = received.number;
            replies.push_back(std::move(received.reply));
        }
    }
}

void Connection::check(const ServiceMessage& message) const
{
    constexpr std::uint64_t kMostBusy = 1'000'000'000'000; // milliseconds
    if (message.pong > m_pings || message.busy > kMostBusy) {
        throw ProtocolError("an answer to something that was not asked");
    }
    if (message.number == 0) {
        return;
    }
    if (message.number != m_received + 1 || message.number > m_acknowledged + kMaxRepliesUnderWay) {
        throw ProtocolError("more replies than were asked for");
    }
    for (const auto& [name, reply] : message.reply.results) {
        if (!m_asked.contains(name)) {
            throw ProtocolError("a result of a query that was not asked");
        }
    }
}

void Connection::readErrors()
{
    std::array<char, kMostErrors> piece;
    const ssize_t count = ::read(m_child.errors(), piece.data(), piece.size());
    m_errorsOpen = count > 0 || (count < 0 && saysTryAgain(errno));
    if (count > 0) {
        m_errors.append(piece.data(), static_cast<std::size_t>(count));
        m_errors.erase(0, m_errors.size() - std::min(m_errors.size(), kMostErrors));
    }
}

std::string Connection::lastErrorLine() const
{
    std::string_view text = m_errors;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    const std::size_t line = text.rfind('\n');
    return printable(line == std::string_view::npos ? text : text.substr(line + 1));
}

void Connection::explainEnd()
{
    constexpr int kLooks = 50; // of 10 ms: a process that closes its streams as it ends is not gone yet
    for (int i = 0; i < kLooks && !m_child.status(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    readErrors();
    const std::string line = lastErrorLine();
    const std::optional<int> status = m_child.status();
    const bool exited = status && WIFEXITED(*status);
    if (m_address.isRemote() && exited) {
        const int code = WEXITSTATUS(*status);
        const std::string problem = sshProblem(code, m_address, line.empty() ? "ssh said nothing" : line);
        if (!problem.empty()) {
            throw ConnectionLost(problem, code == kSshFailed && !wasRefused(line) ? TryAgain::IfReadyOnce
                                                                                  : TryAgain::Never);
        }
    }
    const std::string how = !status  ? "it closed its output"
                            : exited ? "exit status " + std::to_string(WEXITSTATUS(*status))
                                     : std::string("signal ") + std::to_string(WTERMSIG(*status)) + ", " +
                                           ::strsignal(WTERMSIG(*status)); // NOLINT(concurrency-mt-unsafe)
    const std::string who = m_address.isRemote() ? "the connection to '" + m_address.host + "'"
                                                 : "the process that reads this run";
    throw ConnectionLost(who + " ended unexpectedly (" + how + ")" + (line.empty() ? "" : ": " + line),
                         m_address.isRemote() ? TryAgain::IfReadyOnce : TryAgain::Always);
}

} // namespace h5pulse
