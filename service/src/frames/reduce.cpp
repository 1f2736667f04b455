// SPDX-License-Identifier: MIT
#include "frames/reduce.h"

#include <algorithm>
#include <cmath>

namespace h5pulse {

namespace {

/// Outside of the visible part, a profile has this part of the points, for a first sight when the user pans.
constexpr std::size_t kCoarser = 8;

std::size_t ceilDivide(std::size_t a, std::size_t b)
{
    return (a + b - 1) / b;
}

/// Adds the indices of the smallest and largest value in [first, last); adds `first` if no value is finite.
void addExtremes(const std::vector<double>& values, std::size_t first, std::size_t last,
                 std::vector<std::size_t>& kept)
{
    std::size_t low = first;
    std::size_t high = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        if (values[i] < values[low] || std::isnan(values[low])) {
            low = i;
        }
        if (values[i] > values[high] || std::isnan(values[high])) {
            high = i;
        }
    }
    kept.push_back(low);
    kept.push_back(high);
}

double farthestFromMean(const std::vector<double>& image, std::size_t columns, std::size_t row0,
                        std::size_t row1, std::size_t column0, std::size_t column1)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t r = row0; r < row1; ++r) {
        for (std::size_t c = column0; c < column1; ++c) {
            if (const double value = image[r * columns + c]; std::isfinite(value)) {
                sum += value;
                ++count;
            }
        }
    }
    if (count == 0) {
        return image[row0 * columns + column0];
    }
    const double mean = sum / static_cast<double>(count);
    double farthest = mean;
    for (std::size_t r = row0; r < row1; ++r) {
        for (std::size_t c = column0; c < column1; ++c) {
            const double value = image[r * columns + c];
            if (std::isfinite(value) && std::abs(value - mean) > std::abs(farthest - mean)) {
                farthest = value;
            }
        }
    }
    return farthest;
}

/// The extremes of each part are seen.
std::size_t pointsPerPixel(const Frame& frame)
{
    return frame.imaginary.empty() ? 2 : 4;
}

/// Adds the indices of the points of [first, last) that can be seen in a number of columns of pixels.
void addVisible(const Frame& frame, std::size_t first, std::size_t last, std::size_t pixels,
                std::vector<std::size_t>& kept)
{
    if (last - first <= pointsPerPixel(frame) * pixels) {
        for (std::size_t i = first; i < last; ++i) {
            kept.push_back(i);
        }
        return;
    }
    const std::size_t blockSize = ceilDivide(last - first, pixels);
    std::vector<std::size_t> block;
    for (; first < last; first += std::min(blockSize, last - first)) {
        block.clear();
        const std::size_t end = first + std::min(blockSize, last - first);
        addExtremes(frame.real, first, end, block);
        if (!frame.imaginary.empty()) {
            addExtremes(frame.imaginary, first, end, block);
        }
        std::ranges::sort(block);
        kept.insert(kept.end(), block.begin(), std::unique(block.begin(), block.end()));
    }
}

/// Indices of the points that can be seen, ascending.
std::vector<std::size_t> visiblePoints(const Frame& frame, std::size_t pixels,
                                       const std::optional<ProfileWindow>& window)
{
    const std::size_t count = frame.real.size();
    std::vector<std::size_t> kept;
    if (!window) {
        addVisible(frame, 0, count, pixels, kept);
        return kept;
    }
    const auto indexOf = [&](auto found) { return static_cast<std::size_t>(found - frame.x->begin()); };
    const std::size_t first = indexOf(std::ranges::lower_bound(*frame.x, window->first));
    const std::size_t last = std::max(first, indexOf(std::ranges::upper_bound(*frame.x, window->last)));
    const std::size_t outside = std::max<std::size_t>(1, pixels / kCoarser);
    addVisible(frame, 0, first, outside, kept);
    addVisible(frame, first, last, pixels, kept);
    addVisible(frame, last, count, outside, kept);
    return kept;
}

/// Number of neighbouring rows or columns that become one, so that each pixel still has one.
std::size_t blockOf(std::size_t side, std::size_t pixels)
{
    const std::size_t seen = pixels == 0 ? 1 : std::max<std::size_t>(1, side / pixels);
    return std::max(seen, ceilDivide(side, kMaxImageSide));
}

} // namespace

void reduceProfile(Frame& frame, const FrameDetail& detail)
{
    const std::size_t most = kMaxProfilePoints / pointsPerPixel(frame);
    const std::size_t pixels = detail.pixels == 0 ? most : std::min(detail.pixels, most);
    const std::vector<std::size_t> kept = visiblePoints(frame, pixels, detail.window);
    if (kept.size() == frame.real.size()) {
        return;
    }
    auto x = std::make_shared<std::vector<double>>();
    auto components = std::make_shared<std::vector<std::uint64_t>>();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        x->push_back((*frame.x)[kept[i]]);
        components->push_back(frame.componentAt(kept[i]));
        frame.real[i] = frame.real[kept[i]]; // `kept` ascends, so values are read before they are overwritten
        if (!frame.imaginary.empty()) {
            frame.imaginary[i] = frame.imaginary[kept[i]];
        }
    }
    frame.real.resize(kept.size());
    frame.real.shrink_to_fit();
    if (!frame.imaginary.empty()) {
        frame.imaginary.resize(kept.size());
        frame.imaginary.shrink_to_fit();
    }
    frame.x = std::move(x);
    frame.components = std::move(components);
}

void reduceImage(Frame& frame, const FrameDetail& detail)
{
    const std::size_t blockRows = blockOf(frame.rows, detail.pixels);
    const std::size_t blockColumns = blockOf(frame.columns, detail.pixels);
    if (blockRows <= 1 && blockColumns <= 1) {
        return;
    }
    const std::size_t rows = ceilDivide(frame.rows, blockRows);
    const std::size_t columns = ceilDivide(frame.columns, blockColumns);
    std::vector<double> reduced(rows * columns);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            reduced[r * columns + c] = farthestFromMean(
                frame.real, frame.columns, r * blockRows, std::min((r + 1) * blockRows, frame.rows),
                c * blockColumns, std::min((c + 1) * blockColumns, frame.columns));
        }
    }
    frame.real = std::move(reduced);
    frame.rows = rows;
    frame.columns = columns;
    frame.blockRows = blockRows;
    frame.blockColumns = blockColumns;
}

} // namespace h5pulse
