// SPDX-License-Identifier: MIT
#include <h5pulse/service/message.h>

#include "bytes/little_endian.h"

#include <h5pulse/version.h>

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::string_view kMagic = "h5pm";
constexpr std::size_t kTextSizeAt = 4;
constexpr std::size_t kArraysSizeAt = 8;
constexpr std::size_t kHeader = 16;

std::uint64_t numberIn(std::string_view bytes)
{
    return loadLittle(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
}

void checkSizes(std::uint64_t text, std::uint64_t arrays)
{
    if (text > Message::kMaxText || arrays > Message::kMaxArrays) {
        throw ProtocolError("a message of " + std::to_string(text) + " bytes of text and " +
                            std::to_string(arrays) + " bytes of arrays is larger than the limits of " +
                            std::to_string(Message::kMaxText) + " and " +
                            std::to_string(Message::kMaxArrays));
    }
}

std::string greeting(std::string_view role)
{
    return std::string(role) + " " + std::to_string(kProtocolVersion) + " " H5PULSE_VERSION "\n";
}

} // namespace

std::string Message::bytes() const
{
    checkSizes(text.size(), arrays.size());
    std::string bytes;
    bytes.reserve(kHeader + text.size() + arrays.size());
    bytes += kMagic;
    bytes.resize(kHeader);
    auto* header = reinterpret_cast<unsigned char*>(bytes.data());
    storeLittle(header + kTextSizeAt, text.size(), kArraysSizeAt - kTextSizeAt);
    storeLittle(header + kArraysSizeAt, arrays.size(), kHeader - kArraysSizeAt);
    bytes += text;
    bytes += arrays;
    return bytes;
}

std::optional<Message> MessageParser::next()
{
    const std::string_view rest = std::string_view(m_bytes).substr(m_begin);
    const std::string_view magic = rest.substr(0, kMagic.size());
    if (magic != kMagic.substr(0, magic.size())) {
        throw ProtocolError("the other end sent something that is not a message");
    }
    if (rest.size() < kHeader) {
        return std::nullopt;
    }
    const std::uint64_t text = numberIn(rest.substr(kTextSizeAt, kArraysSizeAt - kTextSizeAt));
    const std::uint64_t arrays = numberIn(rest.substr(kArraysSizeAt, kHeader - kArraysSizeAt));
    checkSizes(text, arrays);
    if (rest.size() - kHeader < text + arrays) {
        // Bytes of earlier messages make room for the rest of this one.
        m_bytes.erase(0, m_begin);
        m_begin = 0;
        return std::nullopt;
    }
    Message message{std::string(rest.substr(kHeader, text)),
                    std::string(rest.substr(kHeader + text, arrays))};
    m_begin += kHeader + text + arrays;
    if (m_begin == m_bytes.size()) {
        m_bytes.clear();
        m_begin = 0;
    }
    return message;
}

std::string serviceGreeting()
{
    return greeting("h5pulse-serve");
}

std::string clientGreeting()
{
    return greeting("h5pulse-client");
}

bool GreetingParser::feed(std::string_view bytes)
{
    const std::string role = m_role + " ";
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const bool whole = end != std::string_view::npos;
        m_line += bytes.substr(0, end);
        bytes.remove_prefix(whole ? end + 1 : bytes.size());
        if (m_noise.size() + m_line.size() > kMaxNoise) {
            throw ProtocolError("the other end does not speak h5pulse's protocol: no line begins with '" +
                                m_role + "'");
        }
        if (!whole) {
            return false;
        }
        // A program that was started before may have left the cursor within a line.
        const std::size_t at = m_line.find(role);
        if (at == std::string::npos) {
            m_noise += m_line + "\n";
            m_line.clear();
            continue;
        }
        const std::string_view words = std::string_view(m_line).substr(at + role.size());
        const std::string_view number = words.substr(0, words.find(' '));
        m_release =
            words.size() > number.size() ? std::string(words.substr(number.size() + 1)) : std::string();
        m_release.erase(std::ranges::find_if(m_release, [](unsigned char c) { return c < '!' || c > '~'; }),
                        m_release.end());
        if (number != std::to_string(kProtocolVersion)) {
            throw ProtocolError("the other end is h5pulse " + m_release + " and speaks version " +
                                std::string(number.substr(0, 20)) +
                                " of the protocol; this is h5pulse " H5PULSE_VERSION " and speaks version " +
                                std::to_string(kProtocolVersion));
        }
        m_rest = bytes;
        return true;
    }
    return false;
}

} // namespace h5pulse
