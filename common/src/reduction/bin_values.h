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

/// What does not fit is the largest number there is.
inline std::size_t saturatedProduct(std::size_t a, std::size_t b) noexcept
{
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return b > 0 && a > most / b ? most : a * b;
}

/// What is known of the values of some components in some bins, so far.
class BinValues
{
public:
    BinValues() = default;
    BinValues(std::size_t bins, std::size_t components);

    std::size_t bins() const noexcept { return m_seen.size(); }
    std::size_t components() const noexcept { return m_components; }
    const std::vector<std::size_t>& seen() const noexcept { return m_seen; }
    /// Memory of a component of a bin.
    static constexpr std::size_t kBytes = sizeof(ValueSummary);

    /// Says that so many steps of a bin have been added.
    void see(std::size_t bin, std::size_t steps) noexcept { m_seen[bin] += steps; }

    /// Adds rows to one bin, for as many components as they have columns.
    void addRows(std::size_t bin, std::size_t firstComponent, const NumberRows& values);

    /// Blocks of an overview, of `steps` steps each, for consecutive components from `firstComponent` on,
    /// whose records are `stride` apart.
    template <typename Record>
    void addBlock(std::size_t bin, std::size_t firstComponent, std::size_t components, const Record* records,
                  std::size_t stride, std::size_t steps) noexcept;

    /// Consecutive numbers, of a bin of one component.
    void addNumbers(std::size_t bin, std::size_t first, std::size_t count) noexcept;

    /// Adds a bin of others of the same components to one of these.
    void merge(std::size_t bin, const BinValues& others, std::size_t other) noexcept;
    /// Bins become half as many, each of two neighbours.
    void mergePairs();
    /// More bins at the end, or fewer.
    void resize(std::size_t bins);

    /// Moves out; nothing is left here.
    Reduction take(std::vector<std::size_t> edges, std::size_t firstComponent);

private:
    std::size_t m_components = 0;
    ValueSummary at(std::size_t place) const noexcept;
    void add(std::size_t place, const ValueSummary& more) noexcept;
    template <typename SummaryAt>
    void addEach(std::size_t place, std::size_t count, const SummaryAt& summaryAt) noexcept;

    /// What is known so far, as it will be handed out: `mean` holds ValueSummary::scaledSum until then.
    Reduction m_values;
    std::vector<ValueSummary> m_rows; ///< of the rows that are being added
    std::vector<std::size_t> m_seen;
};

} // namespace h5pulse
