// SPDX-License-Identifier: MIT
#include "frames/reduce.h"

#include <algorithm>
#include <cmath>

namespace h5pulse {

namespace {

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

} // namespace

void reduceProfile(Frame& frame, std::size_t maximumPoints)
{
    const std::size_t count = frame.real.size();
    if (count <= maximumPoints) {
        return;
    }
    const std::size_t perBlock = frame.imaginary.empty() ? 2 : 4;
    const std::size_t blockSize = ceilDivide(count, std::max<std::size_t>(1, maximumPoints / perBlock));
    std::vector<std::size_t> kept;
    std::vector<std::size_t> block;
    for (std::size_t first = 0; first < count; first += blockSize) {
        const std::size_t last = std::min(first + blockSize, count);
        block.clear();
        addExtremes(frame.real, first, last, block);
        if (!frame.imaginary.empty()) {
            addExtremes(frame.imaginary, first, last, block);
        }
        std::ranges::sort(block);
        kept.insert(kept.end(), block.begin(), std::unique(block.begin(), block.end()));
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

void reduceImage(Frame& frame, std::size_t maximumSide)
{
    const std::size_t blockRows = ceilDivide(frame.rows, maximumSide);
    const std::size_t blockColumns = ceilDivide(frame.columns, maximumSide);
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
