// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/column.h"

#include <h5pulse/progressive_reduction.h>

#include <optional>

namespace h5pulse::viewer {

/// A column over the whole run, in a bounded number of bins, kept up to date while the run grows. By the
/// file's overview, then each advance() does all; or, in files without one, little by little.
class WholeReduction
{
public:
    explicit WholeReduction(Column column);

    /// How many bins are wanted; read again where there is an overview.
    void setBins(std::size_t bins);
    /// Whether advance() would read something.
    /// @param steps  of the run, as many as shall be shown
    bool wantsMore(const Reader& reader, std::uint64_t steps) const;
    void advance(Reader& reader, std::uint64_t steps);

    const Reduction& result() const { return m_result; }
    /// Steps looked at.
    std::uint64_t seen() const;
    /// Whether it is built little by little.
    bool isProgressive() const { return m_progressive.has_value(); }
    /// Of a bin, about.
    std::uint64_t stepsPerBin() const;

private:
    std::uint64_t covered() const { return m_result.edges.empty() ? 0 : m_result.edges.back(); }

    Column m_column;
    std::size_t m_bins = kFewestBins;
    std::size_t m_usedBins = 0; // that m_result was made with
    std::optional<ProgressiveReduction> m_progressive;
    Reduction m_result;
};

} // namespace h5pulse::viewer
