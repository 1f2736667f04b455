// SPDX-License-Identifier: MIT
#include "last_error.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace h5pulse::c {

namespace {

constexpr std::size_t kMaxText = 4096;
constexpr std::string_view kCut = " ...";

struct Text
{
    char bytes[kMaxText];
    std::size_t size;
};

thread_local constinit Text t_lastError{};
thread_local constinit int t_lastErrorCode = 0;
thread_local constinit Text t_nullReason{};

/// Returns where to cut a UTF-8 text without splitting a character.
std::size_t cutBefore(std::string_view text, std::size_t size)
{
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return size;
}

void assign(Text& target, std::string_view text)
{
    const bool fits = text.size() < kMaxText;
    const std::size_t size = fits ? text.size() : cutBefore(text, kMaxText - 1 - kCut.size());
    std::memmove(target.bytes, text.data(), size);
    target.size = size;
    if (!fits) {
        std::memcpy(target.bytes + size, kCut.data(), kCut.size());
        target.size += kCut.size();
    }
    target.bytes[target.size] = '\0';
}

} // namespace

const char* lastError() noexcept
{
    return t_lastError.bytes;
}

int lastErrorCode() noexcept
{
    return t_lastErrorCode;
}

void setLastError(int code, std::string_view text) noexcept
{
    t_lastErrorCode = code;
    assign(t_lastError, text);
}

void rememberNullReason() noexcept
{
    t_nullReason = t_lastError;
}

std::string_view nullReason() noexcept
{
    return {t_nullReason.bytes, t_nullReason.size};
}

} // namespace h5pulse::c
