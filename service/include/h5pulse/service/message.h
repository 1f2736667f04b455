// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace h5pulse {

/// The other end sent something that docs/protocol.md does not allow. what() is a sentence.
class ProtocolError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Replies that a service may send before the client acknowledges one.
inline constexpr std::uint64_t kMaxRepliesUnderWay = 8;

/// One message between a client and a service: a JSON object, and the arrays that it refers to.
struct Message
{
    static constexpr std::size_t kMaxText = std::size_t{16} << 20U;    ///< bytes
    static constexpr std::size_t kMaxArrays = std::size_t{512} << 20U; ///< bytes

    std::string text;
    std::string arrays;

    /// The message as it is sent. Throws ProtocolError if it exceeds a limit.
    std::string bytes() const;
};

/// Finds the messages in a stream of bytes that arrives in pieces.
class MessageParser
{
public:
    /// Adds bytes of the stream.
    void feed(std::string_view bytes) { m_bytes.append(bytes); }
    /// The next complete message; none: more bytes are needed. Throws ProtocolError if the stream holds something else;
    /// then it cannot be used any more.
    std::optional<Message> next();

private:
    std::string m_bytes;
    std::size_t m_begin = 0; // of the next message in m_bytes
};

/// Version of the protocol. Both ends must have the same one.
inline constexpr int kProtocolVersion = 1;

/// The first line of each end, such as "h5pulse-serve 1 0.1.0": its role, kProtocolVersion, and its release.
std::string serviceGreeting();
std::string clientGreeting();

/// Finds the first line of the other end. A login shell may print other lines before it; those are skipped.
class GreetingParser
{
public:
    static constexpr std::size_t kMaxNoise = std::size_t{64} << 10U; ///< bytes before the line

    /// @param role  "h5pulse-serve" or "h5pulse-client"
    explicit GreetingParser(std::string role)
        : m_role(std::move(role))
    {
    }

    /// Adds bytes of the stream. True: the line was found, and rest() is what follows it. Throws ProtocolError if the
    /// other end has another version, or if there is no such line in the first kMaxNoise bytes.
    bool feed(std::string_view bytes);
    std::string_view rest() const { return m_rest; }
    /// The release of the other end.
    const std::string& release() const { return m_release; }
    /// What came before the line, at most kMaxNoise bytes: often the reason why there is no line.
    const std::string& noise() const { return m_noise; }

private:
    std::string m_role;
    std::string m_line;
    std::string m_noise;
    std::string m_rest;
    std::string m_release;
};

} // namespace h5pulse
