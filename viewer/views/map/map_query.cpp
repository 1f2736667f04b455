// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_query.h"

#include "core/row_reduction.h"
#include "core/run_times.h"
#include "views/map/map_rows.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kMostRows = 1024; // components beyond are read together
constexpr std::size_t kMostCells = std::size_t{1} << 20U;
constexpr std::size_t kFewestCells = 16; // of a side, also in a plot that is only a few pixels large
constexpr qint64 kPauses = 4;            // between results, so many times as long as one takes to be made
constexpr qint64 kPauseAtLeast = 50;     // milliseconds

class MapRunner : public QueryRunner
{
public:
    MapRunner(RunDescriptionPtr run, FieldPtr field, MapWanted wanted)
        : m_run(std::move(run))
        , m_field(std::move(field))
        , m_source(sourceOf(*m_field, wanted))
        , m_rows(*m_field, m_source)
        , m_reduction(m_source)
        , m_times(m_run->hasTimes)
    {
        setWanted(std::move(wanted));
    }

    bool followsCursor() const override { return false; }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const MapQuery*>(&query);
        if (!other || other->wanted().field != m_wanted.field || other->wanted().part != m_wanted.part ||
            other->wanted().firstComponent != m_wanted.firstComponent) {
            return false;
        }
        setWanted(other->wanted());
        return true;
    }

    void aim(Reader& reader, const QueryAim& aim) override
    {
        m_steps = std::min(aim.steps, m_source.available(reader));
        m_times.aim(m_steps);
        m_reduction.aim(reader, m_steps);
        m_due = true;
    }

    bool wantsMore() const override { return m_due || m_reading; }

    void advance(Reader& reader) override
    {
        m_reading = m_times.wantsMore(reader) || m_reduction.wantsMore(reader);
        if (m_times.wantsMore(reader)) {
            m_times.advance(reader);
            if (m_times.visible() != m_visible) {
                m_visible = m_times.visible();
                m_reduction.setVisible(m_visible);
            }
        } else if (m_reduction.wantsMore(reader)) {
            m_reduction.advance(reader);
        }
        m_reading = m_times.wantsMore(reader) || m_reduction.wantsMore(reader);
        m_due = m_due || m_shownChanges != m_reduction.changes() + m_times.changes();
        if (m_due && (!m_reading || !m_sincePublished.isValid() || m_sincePublished.elapsed() >= m_pause)) {
            publish(reader);
        }
    }

    QueryResultPtr take() override { return std::exchange(m_result, nullptr); }

private:
    static RowSource sourceOf(const FieldDescription& field, const MapWanted& wanted)
    {
        const std::size_t components = field.shape.empty() ? 1 : field.shape.back();
        return {.field = field.name.toStdString(),
                .part = wanted.part == TracePart::Real ? Part::Real : Part::Imaginary,
                .firstComponent = wanted.firstComponent,
                .components = components,
                .perRow = (components + kMostRows - 1) / kMostRows};
    }

    void setWanted(MapWanted wanted)
    {
        m_wanted = std::move(wanted);
        m_times.setWindow(m_wanted.window, m_wanted.columns);
        m_reduction.setPixels(m_wanted.columns);
        m_due = true;
    }

    void publish(const Reader& reader)
    {
        QElapsedTimer timer;
        timer.start();
        m_due = false;
        m_shownChanges = m_reduction.changes() + m_times.changes();
        auto result = std::make_shared<MapResult>();
        result->run = m_run;
        result->wanted = m_wanted;
        result->field = m_field;
        result->problem = m_times.problem();
        result->complete = !m_reading;
        result->steps = m_steps;
        result->distance = m_reduction.distance();
        result->coarse = m_reduction.isCoarse();
        result->progress = m_reduction.progress(reader);
        result->coordinates = m_rows.coordinates();
        const TimeAxis& times = m_times.axis();
        const bool overTime = m_run->hasTimes && times.ascends();
        result->axis = overTime ? TraceWindow::Axis::Time : TraceWindow::Axis::Step;
        if (times.isKnown()) {
            const auto rowPixels = std::clamp(m_wanted.rows, kFewestCells, kMostRows);
            result->rowGrid = divide(m_rows.placement(), rowPixels);
            for (const CellGrid::Items& places : result->rowGrid.cells) {
                result->rows.push_back(m_rows.describe(places));
            }
            const std::shared_ptr<const RowBins> whole = m_reduction.whole();
            result->nonFinite = whole->nonFiniteInAll();
            result->whole = cellsOf(*whole, *result, times);
            if (const auto& window = m_reduction.window()) {
                result->window = cellsOf(*window, *result, times);
            }
            TimeAxis::Walk walk(times);
            result->firstKey = overTime ? walk.timeOf(0) : 0.0;
            result->lastKey = overTime ? walk.timeOf(m_steps - 1) : static_cast<double>(m_steps - 1);
        }
        m_result = std::move(result);
        m_pause = std::max(kPauseAtLeast, kPauses * timer.elapsed());
        m_sincePublished.start();
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
        // Somewhat more than pixels, so that edges are where they belong; bins that are even are cells.
        cells.columns = divide(Placement(std::move(first), std::move(last)),
                               std::clamp(2 * m_wanted.columns, kFewestCells, kMostCells / rows));
        const std::size_t columns = cells.columns.cells.size();
        cells.values.resize(rows * columns);
        cells.minimum = std::numeric_limits<double>::quiet_NaN();
        cells.maximum = cells.minimum;
        for (std::size_t column = 0; column < columns; ++column) {
            const CellGrid::Items& items = cells.columns.cells[column];
            cells.steps.push_back({from.bins[items.first].first, from.bins[items.end - 1].end});
            for (std::size_t row = 0; row < rows; ++row) {
                const double value = valueOf(from, items, result.rowGrid.cells[row]);
                cells.values[row * columns + column] = value;
                // fmin and fmax pass over NaN.
                cells.minimum = std::fmin(cells.minimum, value);
                cells.maximum = std::fmax(cells.maximum, value);
            }
        }
        return cells;
    }

    /// By the mode, of all bins and rows that share a cell.
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
                switch (m_wanted.mode) {
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
                case MapMode::Farthest: {
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

    RunDescriptionPtr m_run;
    FieldPtr m_field;
    RowSource m_source;
    MapRows m_rows;
    RowReduction m_reduction;
    RunTimes m_times;
    MapWanted m_wanted;
    std::uint64_t m_steps = 0;
    std::optional<StepRange> m_visible;
    bool m_reading = false;
    bool m_due = false; // there is something that the last result does not say
    std::uint64_t m_shownChanges = 0;
    QElapsedTimer m_sincePublished;
    qint64 m_pause = 0;
    QueryResultPtr m_result;
};

/// Says why there is no map.
class NoMapRunner : public QueryRunner
{
public:
    NoMapRunner(RunDescriptionPtr run, QString problem)
        : m_result(std::make_shared<MapResult>())
    {
        m_result->run = std::move(run);
        m_result->problem = std::move(problem);
    }

    bool followsCursor() const override { return false; }
    void aim(Reader&, const QueryAim&) override {}
    bool wantsMore() const override { return false; }
    void advance(Reader&) override {}
    QueryResultPtr take() override { return std::exchange(m_result, nullptr); }

private:
    std::shared_ptr<MapResult> m_result;
};

} // namespace

bool MapQuery::equals(const Query& other) const
{
    const auto* map = dynamic_cast<const MapQuery*>(&other);
    return map && map->m_wanted == m_wanted;
}

std::unique_ptr<QueryRunner> MapQuery::start(const RunDescriptionPtr& run) const
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("h5pulse::viewer::MapQuery", text);
    };
    const FieldPtr field = run->field(m_wanted.field);
    if (!field) {
        return std::make_unique<NoMapRunner>(run, tr("There is no field '%1'.").arg(m_wanted.field));
    }
    const std::size_t along = field->shape.empty() ? 1 : field->shape.back();
    if (along == 0 || m_wanted.firstComponent + along > field->components() ||
        (m_wanted.part == TracePart::Imaginary && !field->isComplex())) {
        return std::make_unique<NoMapRunner>(run, tr("'%1' has no such values.").arg(m_wanted.field));
    }
    return std::make_unique<MapRunner>(run, field, m_wanted);
}

} // namespace h5pulse::viewer
