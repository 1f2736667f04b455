// SPDX-License-Identifier: MIT
#include "reduction/add_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

namespace h5pulse {

namespace {

/// Number of columns that are added up together; their sums stay in the first-level cache.
constexpr std::size_t kTileColumns = 512;

/// Number of rows that are added up before the sums are added to the summaries; see SumOf.
constexpr std::size_t kTileRows = 32'768;

/// Numbers of a wide row that is made of several narrow ones, and how many numbers make that worth it.
constexpr std::size_t kWideRow = 64;
constexpr std::size_t kWorthWide = 2048;

/// Type in which numbers are compared. SSE2 has no vector instructions that compare 8-byte integers.
template <typename T>
using ComparedAs = std::conditional_t<sizeof(T) == 8, double, T>;

/// Type in which numbers are added up: integers if they cannot overflow within kTileRows.
template <typename T>
using SumOf = std::conditional_t<
    std::is_floating_point_v<T> || sizeof(T) == 8, double,
    std::conditional_t<sizeof(T) == 4, std::int64_t,
                       std::conditional_t<std::is_signed_v<T>, std::int32_t, std::uint32_t>>>;

template <typename T>
T lesser(T a, T b) noexcept
{
    return a < b ? a : b;
}

template <typename T>
T greater(T a, T b) noexcept
{
    return a > b ? a : b;
}

/// Minimum, maximum and sum of each column as if all values were finite; the sum shows whether they are.
///
/// Along the rows, as memory likes it, and four at a time for fewer turns to the sums. The arguments say
/// that sums and rows do not overlap: otherwise there are no vectors. `kColumns` is 0, or `columns` where
/// that is known.
template <std::size_t kStride, std::size_t kColumns, typename T>
[[gnu::noinline]] void addFinite(const T* __restrict row, std::size_t rows, std::size_t rowStride,
                                 std::size_t columns, ComparedAs<T>* __restrict low,
                                 ComparedAs<T>* __restrict high, SumOf<T>* __restrict sum) noexcept
{
    using Value = ComparedAs<T>;
    using Sum = SumOf<T>;
    const std::size_t count = kColumns > 0 ? kColumns : columns;
    for (; rows >= 4; rows -= 4, row += 4 * rowStride) {
        const T* const second = row + rowStride;
        const T* const third = second + rowStride;
        const T* const fourth = third + rowStride;
        for (std::size_t i = 0; i < count; ++i) {
            const auto a = static_cast<Value>(row[i * kStride]);
            const auto b = static_cast<Value>(second[i * kStride]);
            const auto c = static_cast<Value>(third[i * kStride]);
            const auto d = static_cast<Value>(fourth[i * kStride]);
            low[i] = lesser(lesser(lesser(a, b), lesser(c, d)), low[i]);
            high[i] = greater(greater(greater(a, b), greater(c, d)), high[i]);
            sum[i] +=
                (static_cast<Sum>(a) + static_cast<Sum>(b)) + (static_cast<Sum>(c) + static_cast<Sum>(d));
        }
    }
    for (; rows > 0; --rows, row += rowStride) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = static_cast<Value>(row[i * kStride]);
            low[i] = lesser(value, low[i]);
            high[i] = greater(value, high[i]);
            sum[i] += static_cast<Sum>(value);
        }
    }
}

void addOne(double value, ValueSummary& to) noexcept
{
    if (std::abs(value) <= std::numeric_limits<double>::max()) {
        to.minimum = lesser(value, to.minimum);
        to.maximum = greater(value, to.maximum);
        to.scaledSum += value * kSumScale;
    } else {
        ++to.nonFinite;
    }
}

/// A block of numbers of one type.
template <typename T, std::size_t kStride>
struct Block
{
    const T* first;
    std::size_t rows;
    std::size_t rowStride;
    std::size_t columns;

    const T* at(std::size_t row, std::size_t column) const noexcept
    {
        return first + row * rowStride + column * kStride;
    }
};

/// Values that may not be finite, or whose sum may overflow.
template <typename T, std::size_t kStride>
void addWithCare(const Block<T, kStride>& block, ValueSummary* to) noexcept
{
    for (std::size_t row = 0; row < block.rows; ++row) {
        for (std::size_t column = 0; column < block.columns; ++column) {
            addOne(static_cast<double>(*block.at(row, column)), to[column]);
        }
    }
}

/// At most kTileRows and kTileColumns. The summaries follow each other around: column i belongs to
/// to[i % summaries].
template <typename T, std::size_t kStride>
void addTile(const Block<T, kStride>& tile, ValueSummary* to, std::size_t summaries) noexcept
{
    std::array<ComparedAs<T>, kTileColumns> low;
    std::array<ComparedAs<T>, kTileColumns> high;
    std::array<SumOf<T>, kTileColumns> sum;
    for (std::size_t i = 0; i < tile.columns; ++i) {
        low[i] = high[i] = static_cast<ComparedAs<T>>(*tile.at(0, i));
        sum[i] = 0;
    }
    const auto addRest = tile.columns == 1   ? addFinite<kStride, 1, T>
                         : tile.columns == 2 ? addFinite<kStride, 2, T>
                                             : addFinite<kStride, 0, T>;
    addRest(tile.first, tile.rows, tile.rowStride, tile.columns, low.data(), high.data(), sum.data());

    std::size_t firstBad = tile.columns;
    std::size_t endBad = 0;
    for (std::size_t i = 0, summary = 0; i < tile.columns; ++i) {
        if (!std::is_floating_point_v<T> || std::isfinite(static_cast<double>(sum[i]))) {
            to[summary].add({.minimum = static_cast<double>(low[i]),
                             .maximum = static_cast<double>(high[i]),
                             .scaledSum = static_cast<double>(sum[i]) * kSumScale});
        } else {
            firstBad = std::min(firstBad, i);
            endBad = i + 1;
        }
        summary = summary + 1 == summaries ? 0 : summary + 1;
    }
    if (firstBad < endBad) {
        std::array<ValueSummary, kTileColumns> careful;
        addWithCare(Block<T, kStride>{tile.at(0, firstBad), tile.rows, tile.rowStride, endBad - firstBad},
                    careful.data());
        for (std::size_t i = firstBad; i < endBad; ++i) {
            if (!std::isfinite(static_cast<double>(sum[i]))) {
                to[i % summaries].add(careful[i - firstBad]);
            }
        }
    }
}

template <typename T, std::size_t kStride>
void addBlock(Block<T, kStride> block, ValueSummary* to) noexcept
{
    if (block.rows <= 1 || block.columns == 0) {
        return addWithCare(block, to);
    }
    // Treat several narrow rows without gaps as one wide row, so that vector instructions can be used.
    const std::size_t together = kWideRow / block.columns;
    if (together > 1 && block.rows >= 2 * together && block.rows * block.columns >= kWorthWide &&
        block.rowStride == block.columns * kStride) {
        const std::size_t wideRows = block.rows / together;
        addTile(
            Block<T, kStride>{block.first, wideRows, block.rowStride * together, block.columns * together},
            to, block.columns);
        block.first = block.at(wideRows * together, 0);
        block.rows -= wideRows * together;
        return addWithCare(block, to);
    }
    for (std::size_t first = 0; first < block.columns; first += kTileColumns) {
        const std::size_t columns = std::min(block.columns - first, kTileColumns);
        addTile(Block<T, kStride>{block.at(0, first), block.rows, block.rowStride, columns}, to + first,
                columns);
    }
}

template <typename T, std::size_t kStride>
void addAll(const NumberRows& values, ValueSummary* to) noexcept
{
    const T* const first = reinterpret_cast<const T*>(values.first);
    for (std::size_t done = 0; done < values.rows; done += kTileRows) {
        addBlock(Block<T, kStride>{first + done * values.rowStride, std::min(values.rows - done, kTileRows),
                                   values.rowStride, values.columns},
                 to);
    }
}

} // namespace

void addRows(const NumberRows& values, ValueSummary* to) noexcept
{
    visitElementType(values.type, [&]<typename T>(std::type_identity<T>) {
        if (values.columnStride == 1) {
            addAll<RealOf<T>, 1>(values, to);
        } else {
            addAll<RealOf<T>, 2>(values, to);
        }
    });
}

} // namespace h5pulse
