// SPDX-License-Identifier: MIT
#include "h5/header_extent.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "h5/validation/bytes.h"

#include <string_view>

namespace h5pulse::h5 {

namespace {

using validation::Bytes;

constexpr std::size_t kChecksumBytes = 4;
constexpr unsigned kDataspace = 1; ///< type of its message
constexpr unsigned kShared = 2;    ///< flag of a message that is stored elsewhere
constexpr int kSizeBytes = 8;      ///< in the files whose headers are read here

std::optional<std::vector<hsize_t>> dataspace(Bytes message)
{
    const unsigned version = message.u8();
    const unsigned rank = message.u8();
    message.skip(version == 1 ? 6 : 2);
    if (version < 1 || version > 2 || rank > H5S_MAX_RANK) {
        return std::nullopt;
    }
    std::vector<hsize_t> dimensions(rank);
    for (hsize_t& size : dimensions) {
        size = message.number(kSizeBytes);
    }
    return dimensions;
}

std::optional<HeaderExtent> parse(std::span<const unsigned char> block)
{
    Bytes prefix(block);
    const auto signature = prefix.take(4);
    const unsigned version = prefix.u8();
    const unsigned flags = prefix.u8();
    prefix.skip((flags & 0x20U ? 16 : 0) + (flags & 0x10U ? 4 : 0));
    Bytes messages(prefix.take(prefix.number(1 << (flags & 3U))));
    const std::size_t size = block.size() - prefix.left();
    if (std::string_view(reinterpret_cast<const char*>(signature.data()), 4) != "OHDR" || version != 2 ||
        prefix.number(kChecksumBytes) != lookup3(block.data(), size)) {
        return std::nullopt;
    }
    const std::size_t messagePrefix = flags & 4U ? 6 : 4;
    while (messages.left() >= messagePrefix) {
        const unsigned type = messages.u8();
        const std::uint64_t bytes = messages.u16();
        const unsigned messageFlags = messages.u8();
        messages.skip(messagePrefix - 4);
        const Bytes message(messages.take(bytes));
        if (type == kDataspace && (messageFlags & kShared) == 0) {
            const auto dimensions = dataspace(message);
            return dimensions ? std::optional(HeaderExtent{size + kChecksumBytes, *dimensions})
                              : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<HeaderExtent> parseHeaderExtent(std::span<const unsigned char> block)
{
    try {
        return parse(block);
    } catch (const validation::Refused&) {
        return std::nullopt;
    }
}

} // namespace h5pulse::h5
