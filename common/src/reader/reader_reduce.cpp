// SPDX-License-Identifier: MIT
#include "reader/reader_impl.h"
#include "reduction/bin_values.h"
#include "reduction/plan.h"
#include "reduction/row_scan.h"

namespace h5pulse {

namespace {

/// One call of Reader::reduce() on the open file.
class Reducer
{
public:
    Reducer(OpenedRun& opened, std::optional<std::size_t> field, std::size_t steps,
            std::size_t firstComponent, std::size_t components, Part part)
        : m_opened(opened)
        , m_steps(steps)
        , m_firstComponent(firstComponent)
        , m_components(components)
        , m_part(part)
        , m_place(opened.overview ? opened.overview->find(field) : std::nullopt)
    {
    }

    OverviewLevels levels() const
    {
        OverviewLevels levels;
        for (std::size_t level = 0; m_place && level < kOverviewLevels; ++level) {
            levels.blockSteps[level] = m_opened.overview->blockSteps(*m_place, level);
            levels.blocks[level] = m_opened.overview->blocks(*m_place, level, m_steps);
        }
        return levels;
    }

    /// Nothing if a part of the overview could not be read; levels() does not contain that part any more.
    std::optional<Reduction> run(const ReductionPlan& plan, RowScan& rows)
    {
        const auto pause = [this] { m_opened.file.requireTime(); };
        BinValues bins(plan.grid.bins(), m_components);
        for (const ReductionPiece& piece : plan.pieces) {
            if (!piece.level) {
                rows.add(piece.first, piece.end, plan.grid, bins, pause);
            } else if (!addBlocks(piece, plan.grid, bins, pause)) {
                return std::nullopt;
            }
        }
        return bins.take(plan.grid.edges(), m_firstComponent);
    }

private:
    bool addBlocks(const ReductionPiece& piece, const BinGrid& grid, BinValues& bins,
                   const std::function<void()>& pause)
    {
        OverviewFile& overview = *m_opened.overview;
        const std::size_t steps = overview.blockSteps(*m_place, *piece.level);
        try {
            overview.add(*m_place, *piece.level, piece.first / steps, piece.end / steps, m_firstComponent,
                         m_part, grid, bins, pause);
            return true;
        } catch (const Error&) {
            pause(); // too late to try otherwise?
            m_opened.requireUnchanged();
            overview.giveUp(*m_place, *piece.level);
            return false;
        }
    }

    OpenedRun& m_opened;
    std::size_t m_steps;
    std::size_t m_firstComponent;
    std::size_t m_components;
    Part m_part;
    std::optional<OverviewPlace> m_place;
};

} // namespace

bool Reader::hasOverview(std::string_view name) const
{
    const h5::SuppressHdf5Errors silence;
    const auto field = name.empty() ? std::nullopt : std::optional<std::size_t>(m_impl->indexOf(name));
    OpenedRun& opened = m_impl->opened();
    if (!opened.overview) {
        return false;
    }
    opened.file.startClock(m_impl->m_options.callLimit);
    return opened.overview->find(field).has_value();
}

Reduction Reader::reduce(std::string_view name, std::size_t firstComponent, std::size_t components,
                         std::size_t first, std::size_t count, std::size_t bins, Part part)
{
    const Impl::Selection selected = m_impl->select(name, firstComponent, components, part);
    m_impl->requireSteps(name.empty() ? "the run" : "field '" + std::string(name) + "'", selected.steps,
                         first, count);
    m_impl->requireSize(saturatedProduct(std::min(bins, count), components), BinValues::kBytes);
    if (count == 0 || bins == 0) {
        return {.firstComponent = firstComponent, .components = components};
    }
    std::optional<Reduction> result;
    m_impl->guarded([&] {
        m_impl->opened().file.touch();
        const FieldDataset* dataset = selected.dataset;
        const std::size_t rowBytes =
            dataset ? saturatedProduct(dataset->info().components(), sizeOf(dataset->info().type)) : 0;
        RowScan rows(dataset, firstComponent, components, part);
        Reducer reducer(m_impl->opened(), selected.field, m_impl->m_steps, firstComponent, components, part);
        while (!result) {
            result = reducer.run(planReduction(reducer.levels(), first, count, bins, rowBytes), rows);
        }
    });
    return std::move(*result);
}

} // namespace h5pulse
