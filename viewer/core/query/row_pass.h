// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/row_bins.h"

namespace h5pulse::viewer {

/// Reads some steps of some components in bins once, a piece at a time. By the file's overview, or of single
/// steps, in groups of components; without an overview in groups of steps.
class RowPass
{
public:
    /// @param bins  about so many
    RowPass(RowSource source, const StepRange& steps, std::size_t bins);

    bool wantsMore() const { return m_step < m_steps.end; }
    void advance(Reader& reader);

    const StepRange& steps() const { return m_steps; }
    /// 0 to 1.
    double progress() const;
    /// Whole when nothing more is wanted.
    const RowBins& result() const { return m_result; }

private:
    void readComponents(Reader& reader);
    void readSteps(Reader& reader);

    RowSource m_source;
    StepRange m_steps;
    std::size_t m_bins;
    std::uint64_t m_step;         // the next, of readSteps()
    std::size_t m_component = 0;  // the next, of readComponents()
    std::size_t m_pieceSteps = 0; // 0: not known yet
    RowBins m_result;
};

} // namespace h5pulse::viewer
