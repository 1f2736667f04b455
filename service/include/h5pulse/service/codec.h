// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/known_runs.h>
#include <h5pulse/service/message.h>
#include <h5pulse/service/request.h>

#include <memory>
#include <optional>

namespace h5pulse {

class TraceMemory;

/// A message of a client: a new request, that it has taken a reply, or a question for a sign of life.
struct ClientMessage
{
    std::optional<RunRequest> request{};
    std::uint64_t acknowledged = 0; ///< number of the reply; 0: none
    std::uint64_t ping = 0;         ///< a number that grows, and that the service sends back; 0: none
};

/// A message of a service: a reply, how long its current turn has taken, or a sign of life.
struct ServiceMessage
{
    std::uint64_t number = 0; ///< of the reply, from 1 on; 0: no reply
    RunReply reply{};
    std::uint64_t busy = 0; ///< milliseconds; 0: between turns, or a turn that has just begun
    std::uint64_t pong = 0; ///< the newest ClientMessage::ping; 0: none
};

/// Messages of a client. docs/protocol.md describes them.
Message encode(const ClientMessage& message);
/// Throws ProtocolError.
ClientMessage decodeClientMessage(const Message& message);

/// Turns replies into messages. A run is described once, and later referred to. A trace that grows is sent without the
/// bins that were sent before.
class ReplyEncoder
{
public:
    ReplyEncoder();
    ~ReplyEncoder();
    Message encode(const ServiceMessage& message);

private:
    KnownRuns m_runs;
    std::unique_ptr<TraceMemory> m_traces;
};

/// Turns the messages of one ReplyEncoder into replies, in their order.
class ReplyDecoder
{
public:
    /// @param previous  a run that an earlier service described: if this one describes the same first, it is the same
    explicit ReplyDecoder(RunDescriptionPtr previous = nullptr);
    ~ReplyDecoder();

    /// Results of one run have the same QueryResult::run, as on the other side. Every result is consistent: the sizes
    /// of its parts fit together, and its field is one of its run. Throws ProtocolError for other messages; then the
    /// stream cannot be used any more.
    ServiceMessage decode(const Message& message);

private:
    RunDescriptionPtr m_previous; // null after the first description
    KnownRuns m_runs;
    std::unique_ptr<TraceMemory> m_traces;
};

} // namespace h5pulse
