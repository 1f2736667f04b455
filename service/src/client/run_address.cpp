// SPDX-License-Identifier: MIT
#include <h5pulse/service/run_address.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <stdexcept>

namespace h5pulse {

namespace {

constexpr std::string_view kScheme = "ssh://";

[[noreturn]] void refuse(std::string_view text, const std::string& reason)
{
    throw std::invalid_argument("'" + std::string(text) + "' names no run: " + reason);
}

bool isLetterOrDigit(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Whether "user@host" consists of characters that users and hosts have.
bool canBeHost(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return isLetterOrDigit(c) || std::string_view("._-@[]:%+").find(c) != std::string_view::npos;
    });
}

/// Position of the colon after the host in "user@host:path" and "user@[::1]:path"; npos: no such colon.
std::size_t endOfHost(std::string_view text)
{
    const std::size_t bracket = text.find('[');
    const std::size_t colon = text.find(':');
    if (bracket < colon && (bracket == 0 || text[bracket - 1] == '@')) {
        const std::size_t close = text.find("]:", bracket);
        return close == std::string_view::npos ? close : close + 1;
    }
    return colon;
}

/// The host without brackets around an IPv6 address.
std::string checkedHost(std::string_view text, std::string_view host)
{
    std::string result(host);
    std::erase_if(result, [](char c) { return c == '[' || c == ']'; });
    const std::size_t at = result.find('@');
    if (result.empty() || at == 0 || at == result.size() - 1) {
        refuse(text, "it has no host");
    }
    if (!canBeHost(host) || result.front() == '-' || (at != std::string::npos && result[at + 1] == '-')) {
        refuse(text, "'" + std::string(host) + "' is not the name of a host");
    }
    return result;
}

std::string checkedPath(std::string_view text, std::string_view path)
{
    if (path.starts_with("~/")) {
        path.remove_prefix(2);
    }
    if (path.empty() || path.back() == '/') {
        refuse(text, "it has no file; write host:path or ssh://host/path");
    }
    if (path.find('\0') != std::string_view::npos) {
        refuse(text, "a path cannot contain NUL");
    }
    return std::string(path);
}

std::string decoded(std::string_view text, std::string_view url)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        unsigned byte = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() < 2 || error != std::errc() || end != digits.data() + 2) {
            refuse(url, "'%' needs two hexadecimal digits; '%25' is the character itself");
        }
        result += static_cast<char>(byte);
        i += 2;
    }
    return result;
}

RunAddress parseUrl(std::string_view text)
{
    const std::string_view rest = text.substr(kScheme.size());
    const std::size_t slash = rest.find('/');
    std::string_view host = rest.substr(0, slash);
    RunAddress address;
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        const std::string_view digits = host.substr(colon + 1);
        std::uint16_t port = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error != std::errc() || end != digits.data() + digits.size() || port == 0) {
            refuse(text, "'" + std::string(digits) + "' is not a port");
        }
        address.port = port;
        host = host.substr(0, colon);
    }
    address.host = checkedHost(text, host);
    std::string path = slash == std::string_view::npos ? std::string() : decoded(rest.substr(slash), text);
    if (path.starts_with("/~/")) {
        path.erase(0, 1);
    }
    address.path = checkedPath(text, path);
    return address;
}

} // namespace

RunAddress parseAddress(std::string_view text)
{
    if (text.starts_with(kScheme)) {
        return parseUrl(text);
    }
    const std::size_t end = endOfHost(text);
    const std::string_view host = text.substr(0, end);
    if (end == std::string_view::npos || end == 0 || !canBeHost(host)) {
        return {.host = {}, .path = std::string(text)};
    }
    const std::string_view path = text.substr(end + 1);
    if (end == 1 && std::isalpha(static_cast<unsigned char>(text[0])) != 0 &&
        (path.starts_with('\\') || path.starts_with('/'))) {
        refuse(text, "it looks like a path of Windows; for a host of one letter write ssh://" +
                         std::string(host) + "/path");
    }
    RunAddress address;
    address.host = checkedHost(text, host);
    address.path = checkedPath(text, path);
    return address;
}

std::string RunAddress::text() const
{
    if (!isRemote()) {
        return path;
    }
    const std::size_t at = host.find('@') == std::string::npos ? 0 : host.find('@') + 1;
    const bool brackets = host.find(':') != std::string::npos;
    const std::string name = brackets ? host.substr(0, at) + "[" + host.substr(at) + "]" : host;
    if (!port) {
        return name + ":" + path;
    }
    std::string url =
        std::string(kScheme) + name + ":" + std::to_string(*port) + (path.starts_with('/') ? "" : "/~/");
    for (const char c : path) {
        url += c == '%' ? "%25" : std::string(1, c);
    }
    return url;
}

RunAddress resolveAddress(const std::string& text)
{
    const auto isHere = [&] {
        std::error_code error;
        return std::filesystem::exists(text, error);
    };
    try {
        if (RunAddress address = parseAddress(text); !address.isRemote() || !isHere()) {
            return address;
        }
    } catch (const std::invalid_argument&) {
        if (!isHere()) {
            throw;
        }
    }
    return {.host = {}, .path = text};
}

} // namespace h5pulse
