// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/window_reduction.h"

#include "core/trace/join_reductions.h"

namespace h5pulse::viewer {

namespace {

constexpr std::uint64_t kFirstPieceBytes = std::uint64_t{1} << 20U;
constexpr std::size_t kGrowth = 2; // a window that has grown gets as many times its bins before it is redone

std::uint64_t bytesOfStep(const Reader& reader, const Column& column)
{
    if (column.field.empty()) {
        return sizeof(double);
    }
    const FieldInfo& field = reader.field(column.field);
    return std::max<std::uint64_t>(1, field.components() * sizeOf(field.type));
}

} // namespace

bool WindowReduction::canRead(const Reader& reader, const Column& column, std::uint64_t steps)
{
    return reader.hasOverview(column.field) ||
           (steps <= kMostSteps && steps <= kMostBytes / bytesOfStep(reader, column));
}

WindowReduction::WindowReduction(Column column, StepRange steps, std::uint64_t visible, std::size_t bins)
    : m_column(std::move(column))
    , m_steps(steps)
    , m_visible(visible)
    , m_stepsPerBin(std::max<std::uint64_t>(1, (steps.count() + bins - 1) / bins))
    , m_mostBins(kGrowth * bins)
    , m_next(steps.first)
{
}

bool WindowReduction::serves(const StepRange& visible) const
{
    return m_steps.contains(visible) && (m_stepsPerBin == 1 || visible.count() >= m_visible / 2);
}

bool WindowReduction::extend(std::uint64_t end)
{
    const std::uint64_t more = (end - m_next + m_stepsPerBin - 1) / m_stepsPerBin;
    if (m_result.bins() + more > m_mostBins) {
        return false;
    }
    m_steps.end = end;
    return true;
}

void WindowReduction::advance(Reader& reader)
{
    const std::uint64_t left = m_steps.end - m_next;
    if (reader.hasOverview(m_column.field)) {
        readPiece(reader, left);
    } else {
        if (m_pieceSteps == 0) {
            m_pieceSteps = kFirstPieceBytes / bytesOfStep(reader, m_column);
        }
        // Whole bins, at least one.
        const std::uint64_t bins = std::max<std::uint64_t>(1, m_pieceSteps / m_stepsPerBin);
        const auto began = std::chrono::steady_clock::now();
        readPiece(reader, std::min(left, bins * m_stepsPerBin));
        const auto took = std::chrono::steady_clock::now() - began;
        if (took > kReadingTurn) {
            m_pieceSteps = std::max<std::uint64_t>(1, m_pieceSteps / 2);
        } else if (took < kReadingTurn / 4) {
            m_pieceSteps *= 2;
        }
    }
}

void WindowReduction::readPiece(Reader& reader, std::uint64_t count)
{
    const std::uint64_t bins = (count + m_stepsPerBin - 1) / m_stepsPerBin;
    append(m_result,
           reader.reduce(m_column.field, m_column.component, 1, m_next, count, bins, m_column.part));
    m_next += count;
}

} // namespace h5pulse::viewer
