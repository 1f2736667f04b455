// SPDX-License-Identifier: MIT
#include "over_time/row_pass.h"

namespace h5pulse {

namespace {

constexpr std::size_t kPieceCells = 100'000; // components times bins of one call; takes some milliseconds
constexpr std::uint64_t kFirstPieceBytes = std::uint64_t{1} << 20U;
constexpr std::size_t kMaxGrowth = 2; // maximum number of bins, as a multiple of the initial number

/// Whether the bins from `first` on have the edges of the reduction.
bool sameEdges(const RowBins& bins, std::size_t first, const Reduction& reduction)
{
    bool same = bins.bins.size() - first == reduction.bins();
    for (std::size_t bin = 0; same && bin < reduction.bins(); ++bin) {
        same = bins.bins[first + bin] == StepRange{reduction.edges[bin], reduction.edges[bin + 1]};
    }
    return same;
}

} // namespace

RowPass::RowPass(RowSource source, const StepRange& steps, std::size_t bins)
    : m_source(std::move(source))
    , m_steps(steps)
    , m_bins(std::max<std::size_t>(bins, 1))
    , m_stepsPerBin(std::max<std::uint64_t>(1, (steps.count() + m_bins - 1) / m_bins))
    , m_step(steps.first)
{
    m_result.rows = m_source.rows();
}

double RowPass::progress() const
{
    if (!wantsMore()) {
        return 1.0;
    }
    const double components = static_cast<double>(m_component) / static_cast<double>(m_source.components);
    const double steps = static_cast<double>(m_step - m_steps.first) / static_cast<double>(m_steps.count());
    return std::max(components, steps);
}

void RowPass::advance(Reader& reader)
{
    if (m_steps.count() == 1 || reader.hasOverview(m_source.field)) {
        readComponents(reader);
    } else {
        readSteps(reader);
    }
}

bool RowPass::extend(std::uint64_t end)
{
    const std::uint64_t more = (end - m_steps.end + m_stepsPerBin - 1) / m_stepsPerBin;
    if (wantsMore() || m_result.bins.size() + more > kMaxGrowth * m_bins) {
        return false;
    }
    m_steps.end = end;
    m_component = 0;
    m_firstBin = m_result.bins.size();
    return true;
}

void RowPass::readComponents(Reader& reader)
{
    const std::uint64_t steps = m_steps.end - m_step;
    const std::size_t bins = (steps + m_stepsPerBin - 1) / m_stepsPerBin;
    const std::size_t count =
        std::min(m_source.components - m_component, std::max<std::size_t>(1, kPieceCells / bins));
    const Reduction piece = reader.reduce(m_source.field, m_source.firstComponent + m_component, count,
                                          m_step, steps, bins, m_source.part);
    if (m_component == 0) {
        m_result.append(m_source, piece);
    } else if (!sameEdges(m_result, m_firstBin, piece)) {
        m_result = {.rows = m_source.rows()}; // the overview has changed: start again
        m_step = m_steps.first;
        m_component = m_firstBin = 0;
        return;
    } else {
        for (std::size_t bin = 0; bin < piece.bins(); ++bin) {
            m_result.addValues(m_firstBin + bin, m_source, piece, bin);
        }
    }
    m_component += count;
    if (m_component == m_source.components) {
        m_step = m_steps.end;
    }
}

void RowPass::readSteps(Reader& reader)
{
    if (m_pieceSteps == 0) {
        m_pieceSteps = std::max<std::uint64_t>(1, kFirstPieceBytes / bytesOfStep(reader, m_source));
    }
    // A piece has whole bins, at least one.
    const std::uint64_t bins = std::max<std::uint64_t>(1, m_pieceSteps / m_stepsPerBin);
    const std::uint64_t count = std::min(m_steps.end - m_step, bins * m_stepsPerBin);
    const auto began = std::chrono::steady_clock::now();
    m_result.append(m_source,
                    reader.reduce(m_source.field, m_source.firstComponent, m_source.components, m_step, count,
                                  (count + m_stepsPerBin - 1) / m_stepsPerBin, m_source.part));
    m_step += count;
    const auto took = std::chrono::steady_clock::now() - began;
    if (took > kReadingTurn) {
        m_pieceSteps = std::max<std::uint64_t>(1, m_pieceSteps / 2);
    } else if (took < kReadingTurn / 4) {
        m_pieceSteps *= 2;
    }
}

} // namespace h5pulse
