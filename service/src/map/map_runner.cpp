// SPDX-License-Identifier: MIT
#include "map/map_rows.h"
#include "over_time/over_time_runner.h"
#include "over_time/row_reduction.h"

#include <h5pulse/service/map.h>

#include <cmath>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxRows = 1024; // fields with more components are read in rows of several
constexpr std::size_t kMaxCells = std::size_t{1} << 20U;
constexpr std::size_t kMinCells = 16; // per side, also in a plot of a few pixels

class MapRunner : public OverTimeRunner
{
public:
    MapRunner(RunDescriptionPtr run, const FieldPtr& field, MapQuery query)
        : OverTimeRunner(std::move(run), field)
        , m_source(sourceOf(*field, query))
        , m_rows(*field, m_source)
        , m_reduction(m_source)
    {
        setQuery(std::move(query));
    }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<MapQuery>(&query);
        if (!other || other->field != m_query.field || other->part != m_query.part ||
            other->firstComponent != m_query.firstComponent) {
            return false;
        }
        setQuery(*other);
        return true;
    }

protected:
    std::uint64_t available(const Reader& reader) const override { return m_source.available(reader); }
    void setTargetValues(Reader& reader) override { m_reduction.setTarget(reader, steps()); }
    void setVisible(const std::optional<StepRange>& visible) override { m_reduction.setVisible(visible); }
    bool wantsValues(const Reader& reader) const override { return m_reduction.wantsMore(reader); }
    void advanceValues(Reader& reader) override { m_reduction.advance(reader); }
    std::uint64_t changes() const override { return m_reduction.changes(); }

    std::shared_ptr<QueryResult> makeResult(const Reader& reader) override
    {
        auto result = std::make_shared<MapResult>();
        describe(*result);
        result->query = m_query;
        result->distance = m_reduction.distance();
        result->coarse = m_reduction.isCoarse();
        result->progress = m_reduction.progress(reader);
        result->coordinates = m_rows.coordinates();
        result->rowGrid = divide(m_rows.placement(), std::clamp(m_query.rows, kMinCells, kMaxRows));
        for (const CellGrid::Items& places : result->rowGrid.cells) {
            result->rows.push_back(m_rows.describe(places));
        }
        const std::shared_ptr<const RowBins> whole = m_reduction.whole();
        result->nonFinite = whole->nonFiniteInAll();
        result->whole = cellsOf(*whole, *result, times());
        if (const auto& window = m_reduction.window()) {
            result->window = cellsOf(*window, *result, times());
        }
        return result;
    }

private:
    static RowSource sourceOf(const FieldDescription& field, const MapQuery& query)
    {
        const std::size_t components = field.shape.empty() ? 1 : field.shape.back();
        return {.field = field.name,
                .part = query.part,
                .firstComponent = query.firstComponent,
                .components = components,
                .perRow = (components + kMaxRows - 1) / kMaxRows};
    }

    void setQuery(MapQuery query)
    {
        m_query = std::move(query);
        setWindow(m_query.window, m_query.columns);
        m_reduction.setPixels(m_query.columns);
    }

    MapCells cellsOf(const RowBins& from, const MapResult& result, const TimeAxis& times) const
    {
        MapCells cells;
        const std::size_t bins = from.bins.size();
        if (bins == 0) {
            return cells;
        }
        std::vector<double> first(bins);
        std::vector<double> last(bins);
        TimeAxis::Walk walk(times);
        for (std::size_t bin = 0; bin < bins; ++bin) {
            const StepRange& steps = from.bins[bin];
            const bool overTime = result.axis == TraceWindow::Axis::Time;
            first[bin] = overTime ? walk.timeOf(steps.first) : static_cast<double>(steps.first);
            last[bin] = overTime ? walk.timeOf(steps.end - 1) : static_cast<double>(steps.end - 1);
        }
        const std::size_t rows = result.rowGrid.cells.size();
        // More cells than pixels, so that edges are accurate. Evenly spaced bins are cells themselves.
        cells.columns = divide(Placement(std::move(first), std::move(last)),
                               std::clamp(2 * m_query.columns, kMinCells, kMaxCells / rows));
        const std::size_t columns = cells.columns.cells.size();
        cells.values.resize(rows * columns);
        for (std::size_t column = 0; column < columns; ++column) {
            const CellGrid::Items& items = cells.columns.cells[column];
            cells.steps.push_back({from.bins[items.first].first, from.bins[items.end - 1].end});
            for (std::size_t row = 0; row < rows; ++row) {
                cells.values[row * columns + column] = valueOf(from, items, result.rowGrid.cells[row]);
            }
        }
        cells.extent = extentOf({cells.values});
        return cells;
    }

    /// Value of a cell according to the mode, from all its bins and rows.
    double valueOf(const RowBins& from, const CellGrid::Items& bins, const CellGrid::Items& places) const
    {
        double value = std::numeric_limits<double>::quiet_NaN();
        double weight = 0.0;
        for (std::size_t bin = bins.first; bin < bins.end; ++bin) {
            for (std::size_t place = places.first; place < places.end; ++place) {
                const std::size_t at = bin * from.rows + m_rows.rowAt(place);
                if (from.weight[at] == 0.0) {
                    continue;
                }
                switch (m_query.mode) {
                case MapMode::Mean: {
                    const double part = from.weight[at] / (weight + from.weight[at]);
                    value = weight == 0.0 ? from.mean[at] : (1.0 - part) * value + part * from.mean[at];
                    weight += from.weight[at];
                    break;
                }
                case MapMode::Minimum:
                    value = std::fmin(value, from.minimum[at]);
                    break;
                case MapMode::Maximum:
                    value = std::fmax(value, from.maximum[at]);
                    break;
                case MapMode::MaxMagnitude: {
                    const double low = from.minimum[at];
                    const double high = from.maximum[at];
                    const double farther = std::abs(low) > std::abs(high) ? low : high;
                    value = std::isnan(value) || std::abs(farther) > std::abs(value) ? farther : value;
                    break;
                }
                }
            }
        }
        return value;
    }

    RowSource m_source;
    MapRows m_rows;
    RowReduction m_reduction;
    MapQuery m_query;
};

} // namespace

std::unique_ptr<QueryRunner> start(const MapQuery& query, const RunDescriptionPtr& run)
{
    if (const std::string problem = problemOf(*run, query.field); !problem.empty()) {
        return problemRunner(run, problem);
    }
    const FieldPtr field = run->field(query.field);
    const std::size_t along = field->shape.empty() ? 1 : field->shape.back();
    if (query.firstComponent + along > field->components() ||
        (query.part == Part::Imaginary && !field->isComplex())) {
        return problemRunner(run, "'" + query.field + "' has no such values.");
    }
    return std::make_unique<MapRunner>(run, field, query);
}

} // namespace h5pulse
