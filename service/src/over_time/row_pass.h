// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_bins.h"

#include <chrono>

namespace h5pulse {

/// Duration of reading in one turn of the service, so that it serves a new request soon.
inline constexpr std::chrono::milliseconds kReadingTurn{15};

/// Reads some steps of some components in bins once, a piece at a time. By the file's overview, or of single
/// steps, in groups of components; without an overview in groups of steps.
class RowPass
{
public:
    /// @param bins  about so many
    RowPass(RowSource source, const StepRange& steps, std::size_t bins);

    bool wantsMore() const { return m_step < m_steps.end; }
    void advance(Reader& reader);
    /// Appends the steps up to `end`, in bins of the same width. False: there would be too many bins, or the pass
    /// is not finished; start another one.
    bool extend(std::uint64_t end);

    const StepRange& steps() const { return m_steps; }
    std::uint64_t stepsPerBin() const { return m_stepsPerBin; }
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
    std::uint64_t m_stepsPerBin;
    std::uint64_t m_step;         // those before are read
    std::size_t m_component = 0;  // the next of these steps, of readComponents()
    std::size_t m_firstBin = 0;   // of these steps
    std::size_t m_pieceSteps = 0; // 0: not known yet
    RowBins m_result;
};

} // namespace h5pulse
