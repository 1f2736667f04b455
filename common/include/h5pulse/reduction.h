// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace h5pulse {

/// Part of a complex number. Real numbers have only the real part.
enum class Part { Real, Imaginary };

/// Minimum, maximum and mean of some components of a field in bins of consecutive steps, as a plot of many
/// steps needs them.
///
/// Bin b covers exactly the steps [edges[b], edges[b + 1]), so that no extreme is lost. The other arrays
/// hold bins() * components values, the component varying fastest.
struct Reduction
{
    std::vector<std::size_t> edges{};       ///< ascending; one more than the number of bins, or empty
    std::size_t firstComponent = 0;         ///< row-major index into the field's shape
    std::size_t components = 0;             ///< number of components, from firstComponent on
    std::vector<double> minimum{};          ///< of the finite values; NaN: no value is finite
    std::vector<double> maximum{};          ///< of the finite values; NaN: no value is finite
    std::vector<double> mean{};             ///< of the finite values; NaN: no value is finite
    std::vector<std::uint64_t> nonFinite{}; ///< number of values that are not finite
    /// Number of steps of each bin that were read, in a reduction that is still being built. Empty: all
    /// steps.
    std::vector<std::size_t> seen{};

    std::size_t bins() const noexcept { return edges.empty() ? 0 : edges.size() - 1; }
};

} // namespace h5pulse
