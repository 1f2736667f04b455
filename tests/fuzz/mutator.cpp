// SPDX-License-Identifier: MIT
#include "mutator.h"

#include "bytes/little_endian.h"
#include "checksums.h"

#include <algorithm>
#include <array>

namespace h5pulse::fuzz {

namespace {

/// A number that is likely to be taken for a size, an address or a count.
std::uint64_t interesting(std::span<const std::uint8_t> file, const std::vector<Block>& blocks,
                          std::mt19937& random)
{
    constexpr std::array<std::uint64_t, 20> limits{0,          1,          2,          3,
                                                   8,          0x7F,       0x80,       0xFF,
                                                   0x7FFF,     0x8000,     0xFFFF,     0x7FFFFFFF,
                                                   0x80000000, 0xFFFFFFFF, 1ULL << 40, 1ULL << 61,
                                                   1ULL << 63, ~0ULL,      ~0ULL - 1,  0x7FFFFFFFFFFFFFFF};
    switch (random() % 4) {
    case 0:
        return blocks.empty() ? 0 : blocks[random() % blocks.size()].offset;
    case 1:
        return file.size() + random() % 64 - 32;
    case 2:
        return random() % 64;
    default:
        return limits[random() % limits.size()];
    }
}

} // namespace

void mutate(std::span<std::uint8_t> file, std::mt19937& random)
{
    if (file.size() < 16) {
        return;
    }
    const std::vector<Block> blocks = findBlocks(file);
    for (std::size_t left = 1 + random() % 3; left > 0; --left) {
        std::size_t at = random() % file.size();
        if (!blocks.empty() && random() % 8 != 0) {
            const Block& block = blocks[random() % blocks.size()];
            at = block.offset + random() % std::clamp<std::size_t>(block.size, 64, 400);
        }
        at = std::min(at, file.size() - 9);
        if (random() % 2 == 0) {
            file[at] =
                static_cast<std::uint8_t>(random() % 3 == 0 ? file[at] ^ (1U << (random() % 8)) : random());
        } else {
            constexpr std::array<int, 6> widths{1, 2, 4, 8, 8, 8};
            storeLittle(&file[at], interesting(file, blocks, random), widths[random() % widths.size()]);
        }
    }
}

} // namespace h5pulse::fuzz
