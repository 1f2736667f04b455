// SPDX-License-Identifier: MIT
#include "dataset/chunk_shape.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxShare = std::size_t{256} << 10;
constexpr std::size_t kMinShare = std::size_t{8} << 10;
constexpr std::size_t kAllShares = std::size_t{2} << 20;
constexpr hsize_t kMaxRows = 8192;
constexpr hsize_t kMaxChunk = hsize_t{16} << 20;

hsize_t bytesOf(const std::vector<hsize_t>& chunk, std::size_t elementBytes)
{
    return std::accumulate(chunk.begin(), chunk.end(), hsize_t{elementBytes}, std::multiplies<>());
}

} // namespace

std::vector<hsize_t> chunkShape(const std::vector<std::size_t>& stepShape, std::size_t elementBytes,
                                std::size_t fieldCount)
{
    std::vector<hsize_t> chunk{1};
    chunk.insert(chunk.end(), stepShape.begin(), stepShape.end());
    for (std::size_t i = 1; i < chunk.size(); ++i) {
        while (chunk[i] > 1 && bytesOf(chunk, elementBytes) > kMaxChunk) {
            chunk[i] = (chunk[i] + 1) / 2;
        }
    }
    const std::size_t share =
        std::clamp(kAllShares / std::max<std::size_t>(fieldCount, 1), kMinShare, kMaxShare);
    chunk.front() = std::bit_floor(std::clamp<hsize_t>(share / bytesOf(chunk, elementBytes), 1, kMaxRows));
    return chunk;
}

std::size_t batchSteps(std::size_t stepBytes, std::size_t fieldCount, std::size_t bufferBytes) noexcept
{
    const std::size_t chunks = std::max(kAllShares, fieldCount * kMinShare);
    return std::bit_floor(std::max<std::size_t>(std::min(chunks, bufferBytes / 4) / stepBytes, 1));
}

} // namespace h5pulse
