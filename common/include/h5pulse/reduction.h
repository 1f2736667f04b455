// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace h5pulse {

/// Which part of complex numbers; real ones have only the first.
enum class Part { Real, Imaginary };

/// Consecutive steps of some components of a field, divided into bins: what a plot of many steps needs.
///
/// Bin b is made of the steps [edges[b], edges[b + 1]), each of them and no others, so that no extreme is
/// lost. The other arrays hold bins() * components values, the component varying fastest.
struct Reduction
{
    std::vector<std::size_t> edges{};       ///< ascending; one more than there are bins, or empty
    std::size_t firstComponent = 0;         ///< row-major index into the field's shape
    std::size_t components = 0;             ///< how many, from the first on
    std::vector<double> minimum{};          ///< of the finite values; NaN: none is
    std::vector<double> maximum{};          ///< of the finite values; NaN: none is
    std::vector<double> mean{};             ///< of the finite values; NaN: none is
    std::vector<std::uint64_t> nonFinite{}; ///< how many values are not finite
    /// Of a reduction that is still being built: how many steps of each bin were looked at. Empty: all.
    std::vector<std::size_t> seen{};

    std::size_t bins() const noexcept { return edges.empty() ? 0 : edges.size() - 1; }
};

} // namespace h5pulse
