// SPDX-License-Identifier: MIT
#pragma once

#include "client/child_process.h"

#include <h5pulse/service/codec.h>
#include <h5pulse/service/run_address.h>

#include <chrono>
#include <set>
#include <stdexcept>

namespace h5pulse {

/// A connection ended that was not closed by this side. what() is a sentence without full stop.
class ConnectionLost : public std::runtime_error
{
public:
    enum class TryAgain {
        Never,       ///< only the user can change the reason
        IfReadyOnce, ///< an address that has never answered may be wrong
        Always
    };

    ConnectionLost(const std::string& sentence, TryAgain again)
        : std::runtime_error(sentence)
        , tryAgain(again)
    {
    }

    TryAgain tryAgain;
};

/// One process that serves, from its start to its end. Trusts nothing that it sends.
class Connection
{
public:
    using Clock = std::chrono::steady_clock;

    /// @param run  the description of a run that the last connection had: the same run keeps it. May be null
    Connection(const std::vector<std::string>& words, const std::vector<std::string>& environment,
               const RunAddress& address, RunDescriptionPtr run);

    const ChildProcess& child() const { return m_child; }
    bool isReady() const { return m_greeted; }
    /// Whether it may still print errors.
    bool hasErrors() const { return m_errorsOpen; }
    /// Whether bytes wait to be sent.
    bool hasUnsent() const { return m_written < m_unsent.size(); }
    /// Whether a message with a request could be sent now. A slow line carries only a few at a time, because the newest
    /// should not wait for old ones.
    bool takesRequest() const;
    /// Replies that arrived, from 1 on.
    std::uint64_t received() const { return m_received; }
    /// How long the service's turn has taken; 0: it is between turns.
    std::chrono::milliseconds busy() const;
    /// How long the service has given no sign although it should have.
    std::chrono::milliseconds deafness() const;

    /// Queues a message for send(): a request, if there is one, and that all replies up to a number were taken.
    void queue(const std::optional<RunRequest>& request, std::uint64_t taken);
    /// Queues a question for a sign of life if the last sign is old.
    void queuePing();
    bool owes(std::uint64_t taken) const { return taken > m_acknowledged; }
    /// Writes what the pipe takes.
    void send();
    /// Reads some of what has arrived, and returns the replies in it. Throws ConnectionLost.
    std::vector<RunReply> receive();

private:
    [[noreturn]] void explainEnd();
    void readErrors();
    std::string lastErrorLine() const;
    void accept(std::string_view bytes, std::vector<RunReply>& replies);
    void check(const ServiceMessage& message) const;

    RunAddress m_address;
    ChildProcess m_child;
    GreetingParser m_greeting{"h5pulse-serve"};
    MessageParser m_parser;
    ReplyDecoder m_decoder;
    std::string m_unsent = clientGreeting();
    std::size_t m_written = 0;     // bytes of m_unsent
    std::string m_errors;          // the end of what it printed
    std::set<std::string> m_asked; // names of queries
    std::uint64_t m_pings = 0;
    std::uint64_t m_pongs = 0;
    std::uint64_t m_received = 0;
    std::uint64_t m_acknowledged = 0;
    std::chrono::milliseconds m_busy{0};
    Clock::time_point m_lastSign = Clock::now();
    bool m_greeted = false;
    bool m_errorsOpen = true;
    std::vector<char> m_piece; // what was read last
};

} // namespace h5pulse
