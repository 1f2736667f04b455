// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace h5pulse {

/// No sum of 2^64 finite numbers overflows when each is multiplied with this. Exact but for values below
/// 1e-270.
inline constexpr double kMeanScale = 0x1p-64;

/// Of one component in some rows.
struct RowSummary
{
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    double scaledSum = 0.0; ///< of the finite values, times kMeanScale
    std::uint64_t nonFinite = 0;
};

/// What rows are added up in: integers as long as they cannot overflow within kKernelRows.
template <typename T>
using RowSum = std::conditional_t<
    std::is_floating_point_v<T> || sizeof(T) == 8, double,
    std::conditional_t<sizeof(T) == 4, std::int64_t,
                       std::conditional_t<std::is_signed_v<T>, std::int32_t, std::uint32_t>>>;

inline constexpr std::size_t kKernelRows = 32'768;

/// Doubles are added up after this, which keeps even sums of the largest within a double.
template <typename T>
inline constexpr double kSumScale = std::is_same_v<T, double> ? 0x1p-16 : 1.0;

/// `Lanes` neighbouring components at once, so that the compiler can use vectors. At most kKernelRows rows.
template <typename T, std::size_t Lanes, std::size_t ElementStride>
struct RowKernel
{
    std::array<T, Lanes> low;
    std::array<T, Lanes> high;
    std::array<RowSum<T>, Lanes> sum{};
    std::array<std::uint32_t, Lanes> nonFinite{};

    RowKernel(const T* values, std::size_t rows, std::size_t rowStride) noexcept
    {
        low.fill(std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity()
                                                      : std::numeric_limits<T>::max());
        high.fill(std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity()
                                                       : std::numeric_limits<T>::min());
        for (std::size_t row = 0; row < rows; ++row, values += rowStride) {
            for (std::size_t i = 0; i < Lanes; ++i) {
                add(i, values[i * ElementStride]);
            }
        }
    }

    void add(std::size_t i, T value) noexcept
    {
        if constexpr (std::is_floating_point_v<T>) {
            const bool finite = std::abs(value) <= std::numeric_limits<T>::max();
            const T lower = finite ? value : std::numeric_limits<T>::infinity();
            const T upper = finite ? value : -std::numeric_limits<T>::infinity();
            low[i] = lower < low[i] ? lower : low[i];
            high[i] = upper > high[i] ? upper : high[i];
            sum[i] += finite ? static_cast<double>(value) * kSumScale<T> : 0.0;
            nonFinite[i] += finite ? 0 : 1;
        } else {
            low[i] = std::min(low[i], value);
            high[i] = std::max(high[i], value);
            sum[i] += static_cast<RowSum<T>>(value);
        }
    }

    RowSummary summary(std::size_t i) const noexcept
    {
        return {.minimum = static_cast<double>(low[i]),
                .maximum = static_cast<double>(high[i]),
                .scaledSum = static_cast<double>(sum[i]) * (kMeanScale / kSumScale<T>),
                .nonFinite = nonFinite[i]};
    }
};

namespace detail {

template <std::size_t Lanes, std::size_t ElementStride, typename T, typename Add>
void summarizeLanes(const T* values, std::size_t rows, std::size_t rowStride, std::size_t component,
                    const Add& add)
{
    const RowKernel<T, Lanes, ElementStride> kernel(values + component * ElementStride, rows, rowStride);
    for (std::size_t i = 0; i < Lanes; ++i) {
        add(component + i, kernel.summary(i));
    }
}

/// One component whose values stand one after the other: here the lanes are neighbouring rows.
template <std::size_t ElementStride, typename T, typename Add>
void summarizeSeries(const T* values, std::size_t count, const Add& add)
{
    constexpr std::size_t lanes = 16;
    const auto toFirst = [&add](std::size_t, const RowSummary& found) { add(0, found); };
    if (count >= lanes) {
        summarizeLanes<lanes, ElementStride>(values, count / lanes, lanes * ElementStride, 0, toFirst);
    }
    if (const std::size_t rest = count % lanes; rest > 0) {
        summarizeLanes<1, ElementStride>(values + (count - rest) * ElementStride, rest, ElementStride, 0,
                                         toFirst);
    }
}

template <std::size_t ElementStride, typename T, typename Add>
void summarizeBlock(const T* values, std::size_t rows, std::size_t rowStride, std::size_t components,
                    const Add& add)
{
    if (components == 1 && rowStride == ElementStride) {
        return summarizeSeries<ElementStride>(values, rows, add);
    }
    std::size_t component = 0;
    for (; components - component >= 16; component += 16) {
        summarizeLanes<16, ElementStride>(values, rows, rowStride, component, add);
    }
    for (; components - component >= 4; component += 4) {
        summarizeLanes<4, ElementStride>(values, rows, rowStride, component, add);
    }
    for (; component < components; ++component) {
        summarizeLanes<1, ElementStride>(values, rows, rowStride, component, add);
    }
}

} // namespace detail

/// Calls add(component, RowSummary) for each component, one or more times.
/// @param rowStride      from one row to the next, in numbers
/// @param elementStride  from one component to the next: 1, or 2 for a part of complex numbers
template <typename T, typename Add>
void summarizeRows(const T* values, std::size_t rows, std::size_t rowStride, std::size_t components,
                   std::size_t elementStride, const Add& add)
{
    for (std::size_t done = 0; done < rows;) {
        const std::size_t count = std::min(rows - done, kKernelRows);
        const T* from = values + done * rowStride;
        if (elementStride == 1) {
            detail::summarizeBlock<1>(from, count, rowStride, components, add);
        } else {
            detail::summarizeBlock<2>(from, count, rowStride, components, add);
        }
        done += count;
    }
}

} // namespace h5pulse
