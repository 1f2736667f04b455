// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/result.h>

#include <optional>

namespace h5pulse {

/// Asks how often values occur in a field at the cursor. Answered with a HistogramResult.
struct HistogramQuery
{
    static constexpr std::size_t kMaxBins = 10'000;

    std::string field;
    std::size_t bins = 100; ///< 1 to kMaxBins

    friend bool operator==(const HistogramQuery&, const HistogramQuery&) = default;
};

/// Number of values in bins of equal width, from the smallest finite value of the field to the largest. All values of
/// the step count, also those that an image or a profile leaves out. Of complex fields the magnitudes count.
///
/// The bins of integers are whole numbers wide, and there may be fewer than asked for: else some bins would contain
/// more of the possible values than others.
struct HistogramResult : QueryResult
{
    HistogramQuery query;
    FieldPtr field;
    std::uint64_t step = 0;
    double time = 0.0;
    double low = 0.0;   ///< lower edge of the first bin
    double width = 0.0; ///< of a bin
    std::vector<std::uint64_t>
        counts;                  ///< of each bin, which contains its lower edge; empty: no value is finite
    std::uint64_t values = 0;    ///< all values of the field
    std::uint64_t nonFinite = 0; ///< values that are in no bin
    double mean = 0.0;           ///< of the finite values
    double deviation = 0.0;      ///< standard deviation of the finite values: divided by their number

    /// Lower edge of a bin; of counts.size() the upper edge of the last one.
    double edge(std::size_t bin) const { return low + static_cast<double>(bin) * width; }
    /// The bin that contains a value; none: it is outside of all bins.
    std::optional<std::size_t> binAt(double value) const;
};

} // namespace h5pulse
