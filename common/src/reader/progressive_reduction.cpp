// SPDX-License-Identifier: MIT
#include <h5pulse/progressive_reduction.h>

#include "reader/reader_impl.h"
#include "reduction/bin_values.h"
#include "reduction/block_order.h"
#include "reduction/row_scan.h"

#include <bit>
#include <optional>

namespace h5pulse {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFirstBlocks = std::size_t{1} << 24;
constexpr std::size_t kMaxBlocks = std::size_t{1} << 28;

/// Steps that are read together.
struct Stretch
{
    std::size_t first = 0;
    std::size_t end = 0;
};

/// A stretch of which some components were read.
struct Begun
{
    BinGrid grid{};
    std::size_t parts = 0;
    std::size_t part = 0; ///< index of the next part
    BinValues values{};
};

} // namespace

class ProgressiveReduction::Impl
{
public:
    Impl(std::string field, std::size_t firstComponent, std::size_t components, Part part, std::size_t bins)
        : m_field(std::move(field))
        , m_firstComponent(firstComponent)
        , m_components(components)
        , m_part(part)
        , m_maxBins(std::max<std::size_t>(bins, 1))
        , m_values(0, components)
    {
    }

    template <typename ReaderImpl>
    void advance(ReaderImpl& reader, Clock::time_point end)
    {
        const auto selected = reader.select(m_field, m_firstComponent, m_components, m_part);
        reader.requireSize(saturatedProduct(std::min(m_maxBins, selected.steps), m_components),
                           BinValues::kBytes);
        RowScan rows(selected.dataset, m_firstComponent, m_components, m_part);
        if (selected.steps > m_steps) {
            if (m_steps > 0 && selected.steps / m_blockSteps > kMaxBlocks) {
                throw Error(reader.m_path, "cannot be reduced further", "it has grown too much; begin anew");
            }
            grow(selected.steps, rows.rowsTogether());
        }
        const auto pause = [&] { reader.opened().file.requireTime(); };
        while (begin(rows)) {
            Begun& begun = *m_begun;
            if (begun.part < begun.parts) {
                // Merge a part only after it is certain that the file has not changed meanwhile.
                BinValues values(begun.grid.bins(), m_components);
                reader.guarded([&] {
                    rows.addPart(begun.part, begun.grid.first, begun.grid.end, begun.grid, values, pause);
                });
                for (std::size_t bin = 0; bin < values.bins(); ++bin) {
                    begun.values.merge(bin, values, bin);
                }
                ++begun.part;
            }
            if (begun.part >= begun.parts) {
                rows.count(begun.grid.first, begun.grid.end, begun.grid, begun.values);
                keep(begun);
                m_begun.reset();
            }
            if (Clock::now() >= end) {
                return;
            }
        }
    }

    Reduction result() const
    {
        const BinGrid grid{.first = 0, .end = m_steps, .width = m_width};
        Reduction result = BinValues(m_values).take(grid.edges(), m_firstComponent);
        if (m_seen < m_steps) {
            result.seen = m_values.seen();
        }
        return result;
    }

    const std::string& field() const { return m_field; }
    std::size_t seen() const { return m_seen; }

private:
    void grow(std::size_t steps, std::size_t blockSteps)
    {
        if (m_steps == 0) {
            // An extent does not prove that there is data: limit even the memory of one bit per block.
            m_blockSteps = blockSteps * (steps / blockSteps / kFirstBlocks + 1);
            m_width = std::bit_ceil((steps - 1) / m_maxBins + 1);
        }
        while ((steps - 1) / m_width >= m_maxBins) {
            m_values.mergePairs();
            m_width *= 2;
        }
        m_values.resize((steps - 1) / m_width + 1);
        m_order.grow(steps / m_blockSteps);
        m_steps = steps;
    }

    /// Continues the current stretch or begins the next one; false if there is nothing left to read.
    bool begin(const RowScan& rows)
    {
        if (m_begun && m_begun->parts == rows.parts()) {
            return true;
        }
        m_begun.reset();
        if (const auto stretch = next()) {
            const BinGrid grid{.first = stretch->first, .end = stretch->end, .width = m_width};
            m_begun.emplace(Begun{grid, rows.parts(), 0, BinValues(grid.bins(), m_components)});
        }
        return m_begun.has_value();
    }

    /// The next stretch: first the new steps at the end of the run, then blocks.
    std::optional<Stretch> next()
    {
        const std::size_t whole = m_steps / m_blockSteps * m_blockSteps;
        if (m_tail.end > m_tail.first && m_tail.first < whole) {
            // A block that was incomplete when it was the last one.
            return Stretch{m_tail.end, m_tail.first + m_blockSteps};
        }
        const std::size_t from = std::max(whole, m_tail.end);
        if (from < m_steps) {
            return Stretch{from, m_steps};
        }
        const auto block = m_order.next();
        return block ? std::optional(Stretch{*block * m_blockSteps, (*block + 1) * m_blockSteps})
                     : std::nullopt;
    }

    void keep(const Begun& begun)
    {
        const Stretch stretch{begun.grid.first, begun.grid.end};
        // Bins may have become wider meanwhile.
        std::size_t step = stretch.first;
        for (std::size_t bin = 0; bin < begun.values.bins(); ++bin) {
            m_values.merge(step / m_width, begun.values, bin);
            step = begun.grid.endOf(step);
        }
        m_seen += stretch.end - stretch.first;
        if (stretch.end % m_blockSteps != 0) {
            m_tail = {stretch.first / m_blockSteps * m_blockSteps, stretch.end};
            return;
        }
        m_order.visited(stretch.first / m_blockSteps);
        if (stretch.first / m_blockSteps == m_tail.first / m_blockSteps) {
            m_tail = {};
        }
    }

    std::string m_field;
    std::size_t m_firstComponent;
    std::size_t m_components;
    Part m_part;
    std::size_t m_maxBins;
    BinValues m_values;
    std::size_t m_width = 1;      ///< steps of a bin: a power of two
    std::size_t m_blockSteps = 1; ///< steps of a block that is read at once
    std::size_t m_steps = 0;
    std::size_t m_seen = 0;
    BlockOrder m_order; ///< order of the complete blocks
    std::optional<Begun> m_begun;
    Stretch m_tail; ///< the part of the incomplete last block that was read; empty: nothing
};

ProgressiveReduction::ProgressiveReduction(std::string field, std::size_t firstComponent,
                                           std::size_t components, Part part, std::size_t bins)
    : m_impl(std::make_unique<Impl>(std::move(field), firstComponent, components, part, bins))
{
}

ProgressiveReduction::~ProgressiveReduction() = default;
ProgressiveReduction::ProgressiveReduction(ProgressiveReduction&&) noexcept = default;
ProgressiveReduction& ProgressiveReduction::operator=(ProgressiveReduction&&) noexcept = default;

bool ProgressiveReduction::wantsMore(const Reader& reader) const
{
    const std::string& field = m_impl->field();
    return m_impl->seen() < (field.empty() ? reader.steps() : reader.steps(field));
}

void ProgressiveReduction::advance(Reader& reader, std::chrono::milliseconds budget)
{
    m_impl->advance(*reader.m_impl, Clock::now() + budget);
}

std::size_t ProgressiveReduction::seen() const noexcept
{
    return m_impl->seen();
}

Reduction ProgressiveReduction::result() const
{
    return m_impl->result();
}

} // namespace h5pulse
