// SPDX-License-Identifier: MIT
#pragma once

#include "format/value_summary.h"
#include "reduction/add_rows.h"

#include <h5pulse/reduction.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace h5pulse {

/// a * b, or the largest std::size_t if that overflows.
inline std::size_t saturatedProduct(std::size_t a, std::size_t b) noexcept
{
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return b > 0 && a > most / b ? most : a * b;
}

/// Summaries of the values that were added so far, for some components in some bins.
class BinValues
{
public:
    BinValues() = default;
    BinValues(std::size_t bins, std::size_t components);

    std::size_t bins() const noexcept { return m_seen.size(); }
    std::size_t components() const noexcept { return m_components; }
    const std::vector<std::size_t>& seen() const noexcept { return m_seen; }
    /// Bytes of memory per component and bin.
    static constexpr std::size_t kBytes = sizeof(ValueSummary);

    /// Counts this number of steps of a bin as added.
    void see(std::size_t bin, std::size_t steps) noexcept { m_seen[bin] += steps; }

    /// Adds rows to one bin, for as many components as the rows have columns.
    void addRows(std::size_t bin, std::size_t firstComponent, const NumberRows& values);

    /// Adds blocks of an overview, of `steps` steps each, for consecutive components from `firstComponent`
    /// on. The distance between their records is `stride`.
    template <typename Record>
    void addBlock(std::size_t bin, std::size_t firstComponent, std::size_t components, const Record* records,
                  std::size_t stride, std::size_t steps) noexcept;

    /// Adds consecutive numbers to a bin of one component.
    void addNumbers(std::size_t bin, std::size_t first, std::size_t count) noexcept;

    /// Adds a bin of other values of the same components to a bin of these.
    void merge(std::size_t bin, const BinValues& others, std::size_t other) noexcept;
    /// Merges each two neighbouring bins, which halves the number of bins.
    void mergePairs();
    /// Adds empty bins at the end, or removes bins there.
    void resize(std::size_t bins);

    /// Moves the reduction out of this object, which is empty afterwards.
    Reduction take(std::vector<std::size_t> edges, std::size_t firstComponent);

private:
    std::size_t m_components = 0;
    ValueSummary at(std::size_t place) const noexcept;
    void add(std::size_t place, const ValueSummary& more) noexcept;
    template <typename SummaryAt>
    void addEach(std::size_t place, std::size_t count, const SummaryAt& summaryAt) noexcept;

    /// The result so far. Until take() is called, `mean` holds ValueSummary::scaledSum.
    Reduction m_values;
    std::vector<ValueSummary> m_rows; ///< summaries of the rows that are being added
    std::vector<std::size_t> m_seen;
};

} // namespace h5pulse
