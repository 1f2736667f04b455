// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/whole_reduction.h"
#include "core/trace/window_reduction.h"

#include <QString>

namespace h5pulse::viewer {

/// What is drawn of a column: the whole run in bins, and the steps that are looked at in finer ones where
/// these are wider than a pixel.
class ColumnReduction
{
public:
    explicit ColumnReduction(Column column);

    /// How many pixels show the steps that are looked at.
    void setPixels(std::size_t pixels);
    /// Which steps are looked at; none: all.
    void setVisible(std::optional<StepRange> visible);
    /// The run has so many steps now. What failed is tried again.
    void aim(std::uint64_t steps);

    bool wantsMore(const Reader& reader) const;
    /// Whether what is looked at is not yet as fine as it can be.
    bool wantsWindow(const Reader& reader) const;
    /// Reads for about a turn. Throws nothing but h5pulse::ChangedError: other problems are kept.
    void advance(Reader& reader);

    const WholeReduction& whole() const { return m_whole; }
    /// Empty: that of the whole run serves.
    const Reduction& window() const { return m_fine; }
    /// Steps that can be read.
    std::uint64_t available(const Reader& reader) const { return m_column.available(reader); }
    /// The steps that are looked at are too many for finer bins.
    bool isCoarse() const { return m_coarse; }
    /// Why it cannot be read; empty: it can.
    const QString& problem() const { return m_problem; }

private:
    void plan(const Reader& reader);
    bool keepWindow(const Reader& reader, const StepRange& visible);
    /// The steps to read for those that are looked at: some more at both sides, so that one can pan.
    std::optional<StepRange> readable(const Reader& reader, const StepRange& visible) const;

    Column m_column;
    WholeReduction m_whole;
    std::optional<WindowReduction> m_window;
    Reduction m_fine; // of the latest window that is complete
    std::optional<StepRange> m_visible;
    std::size_t m_pixels = kFewestBins / 2;
    std::uint64_t m_steps = 0;
    bool m_planDue = false;
    bool m_coarse = false;
    QString m_problem;
};

} // namespace h5pulse::viewer
