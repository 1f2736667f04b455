// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_bins.h"

#include <chrono>

namespace h5pulse {

/// Duration of reading in one turn of the service, so that it serves a new request soon.
inline constexpr std::chrono::milliseconds kReadingTurn{15};

/// Reads a range of steps into bins, a piece at a time. A piece is a group of components if the file has an
/// overview or the range is a single step, else a group of steps.
class RowPass
{
public:
    /// @param bins  approximate number of bins
    RowPass(RowSource source, const StepRange& steps, std::size_t bins);

    bool wantsMore() const { return m_step < m_steps.end; }
    void advance(Reader& reader);
    /// Extends the range to `end`, in bins of the same width. False: there would be too many bins, or the
    /// pass is not finished; start another one.
    bool extend(std::uint64_t end);

    const StepRange& steps() const { return m_steps; }
    std::uint64_t stepsPerBin() const { return m_stepsPerBin; }
    /// 0 to 1.
    double progress() const;
    /// Complete when wantsMore() is false.
    const RowBins& result() const { return m_result; }

private:
    void readComponents(Reader& reader);
    void readSteps(Reader& reader);

    RowSource m_source;
    StepRange m_steps;
    std::size_t m_bins;
    std::uint64_t m_stepsPerBin;
    std::uint64_t m_step;         // earlier steps have been read
    std::size_t m_component = 0;  // next component of readComponents()
    std::size_t m_firstBin = 0;   // first bin from m_step on
    std::size_t m_pieceSteps = 0; // 0: unknown yet
    RowBins m_result;
};

} // namespace h5pulse
