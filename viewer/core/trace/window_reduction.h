// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/column.h"

namespace h5pulse::viewer {

/// Some steps of a column in finer bins than those of the whole run. By the file's overview in one turn; in
/// files without one all steps are read, in pieces of a turn's length.
class WindowReduction
{
public:
    /// So many steps and bytes are read step by step at most.
    static constexpr std::uint64_t kMostSteps = 500'000;
    static constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20U;

    /// Whether so many steps can be had.
    static bool canRead(const Reader& reader, const Column& column, std::uint64_t steps);

    /// @param steps    what is read
    /// @param visible  the part of it that is looked at
    /// @param bins     about so many
    WindowReduction(Column column, StepRange steps, std::uint64_t visible, std::size_t bins);

    /// Whether it serves as well for another view of the same steps.
    bool serves(const StepRange& visible) const;
    /// The run has grown: more steps behind those that there are. False: better begin anew.
    bool extend(std::uint64_t end);

    bool wantsMore() const { return m_next < m_steps.end; }
    void advance(Reader& reader);

    const StepRange& steps() const { return m_steps; }
    /// What was read so far.
    const Reduction& result() const { return m_result; }

private:
    void readPiece(Reader& reader, std::uint64_t count);

    Column m_column;
    StepRange m_steps;
    std::uint64_t m_visible;
    std::uint64_t m_stepsPerBin;
    std::size_t m_mostBins;
    std::uint64_t m_next;
    std::uint64_t m_pieceSteps = 0; // without an overview; 0: not known yet
    Reduction m_result;
};

} // namespace h5pulse::viewer
