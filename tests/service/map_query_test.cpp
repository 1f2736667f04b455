// SPDX-License-Identifier: MIT
// Compares maps with the values in the file. Each cell has the reduction of its values, and no value is lost.
#include "query_driver.h"
#include "temporary_folder.h"

#include <h5pulse/service/map.h>
#include <h5pulse/writer.h>

#include <cmath>
#include <random>

namespace h5pulse::test {

namespace {

class MapOfFile : public testing::TestWithParam<Overview>
{
protected:
    void begin(std::size_t components, std::vector<double> coordinates = {})
    {
        FieldSpec field{.name = "u", .shape = {components}, .units = "V"};
        RunSpec run{.timeUnits = "s"};
        if (!coordinates.empty()) {
            field.axes = {"x"};
            run.axes = {{.name = "x", .values = coordinates, .units = "mm"}};
        }
        run.fields = {field};
        m_components = components;
        m_writer.emplace(
            m_path, run,
            WriterOptions{.overviewStepBytes = GetParam() == Overview::With ? std::size_t{1} << 20U : 0U});
    }

    /// A run with uneven times, some values that are not finite, and some spikes.
    void append(std::size_t steps)
    {
        std::normal_distribution<double> noise;
        for (std::size_t i = 0; i < steps; ++i) {
            const auto k = static_cast<double>(m_times.size());
            m_times.push_back(1e-6 * k * k + 1e-3 * k);
            std::vector<double> row(m_components);
            for (double& value : row) {
                value = noise(m_random) + 0.01 * static_cast<double>(&value - row.data());
            }
            row[m_times.size() % m_components] = m_times.size() % 7 == 0 ? NAN : -50.0 - k;
            m_writer->append(m_times.back(), row);
            m_rows.push_back(std::move(row));
        }
        m_writer->commit();
        if (!m_driver) {
            m_driver.emplace(m_path);
            ASSERT_EQ(m_driver->reader().hasOverview("u"), GetParam() == Overview::With);
        }
    }

    static MapQuery wanted(MapMode mode, std::optional<TraceWindow> window = {})
    {
        return {.field = "u", .mode = mode, .window = window, .columns = 640, .rows = 320};
    }

    double trueValue(MapMode mode, const StepRange& steps, const std::vector<std::size_t>& components) const
    {
        double low = NAN;
        double high = NAN;
        double sum = 0.0;
        double count = 0.0;
        for (std::uint64_t step = steps.first; step < steps.end; ++step) {
            for (const std::size_t component : components) {
                const double value = m_rows[step][component];
                if (std::isfinite(value)) {
                    low = std::fmin(low, value);
                    high = std::fmax(high, value);
                    sum += value;
                    count += 1.0;
                }
            }
        }
        switch (mode) {
        case MapMode::Mean:
            return sum / count;
        case MapMode::Minimum:
            return low;
        case MapMode::Maximum:
            return high;
        case MapMode::MaxMagnitude:
            return std::abs(low) > std::abs(high) ? low : high;
        }
        return NAN;
    }

    /// Checks that every cell has the value of its steps and components, and lies at their times.
    void expectTruth(const MapResult& map, const MapCells& cells, const StepRange& all) const
    {
        const std::size_t columns = cells.columns.cells.size();
        ASSERT_EQ(cells.values.size(), map.rows.size() * columns);
        ASSERT_EQ(cells.steps.size(), columns);
        std::uint64_t next = all.first;
        for (std::size_t column = 0; column < columns; ++column) {
            const StepRange& steps = cells.steps[column];
            ASSERT_LE(steps.first, next) << "no step is left out";
            next = std::max(next, steps.end);
            // The middle of the cell's times lies in the cell, or in the gap to a neighbouring time.
            const double middle = 0.5 * (m_times[steps.first] + m_times[steps.end - 1]);
            const double center = cells.columns.centerOf(column);
            if (std::abs(middle - center) > 0.5 * cells.columns.size()) {
                const double width = m_times[steps.end - 1] - m_times[steps.first];
                const double gap =
                    std::max(steps.first > 0 ? m_times[steps.first] - m_times[steps.first - 1] : 0.0,
                             steps.end < m_times.size() ? m_times[steps.end] - m_times[steps.end - 1] : 0.0);
                ASSERT_LE(std::abs(middle - center), 0.5 * width + 0.5 * gap + 1e-9) << column;
            }
        }
        ASSERT_EQ(next, all.end);
        // The overview has means to 1e-5 of the range of the values.
        const double range = 60.0 + static_cast<double>(m_times.size());
        const double precision = (GetParam() == Overview::With ? 1.1e-5 : 1e-12) * range;
        std::mt19937 random(3);
        for (int i = 0; i < 3000; ++i) {
            const std::size_t column = random() % columns;
            const std::size_t row = random() % map.rows.size();
            ASSERT_EQ(map.rows[row].components, 1U);
            const double value = cells.values[row * columns + column];
            const double truth = trueValue(map.query.mode, cells.steps[column], {map.rows[row].component});
            if (std::isnan(truth)) {
                ASSERT_TRUE(std::isnan(value));
            } else {
                ASSERT_NEAR(value, truth, map.query.mode == MapMode::Mean ? precision : 0.0)
                    << "steps " << cells.steps[column].first << " to " << cells.steps[column].end;
            }
        }
    }

    std::uint64_t notFinite() const
    {
        std::uint64_t count = 0;
        for (const auto& row : m_rows) {
            count += static_cast<std::uint64_t>(
                std::ranges::count_if(row, [](double value) { return !std::isfinite(value); }));
        }
        return count;
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::optional<Writer> m_writer;
    std::optional<QueryDriver> m_driver;
    std::mt19937 m_random{11};
    std::size_t m_components = 0;
    std::vector<double> m_times;
    std::vector<std::vector<double>> m_rows;
};

} // namespace

TEST_P(MapOfFile, HasEachValueWhereItBelongsInEveryMode)
{
    begin(24);
    append(9000);
    for (const MapMode mode : {MapMode::Mean, MapMode::Minimum, MapMode::Maximum, MapMode::MaxMagnitude}) {
        const auto map = m_driver->ask<MapResult>(MapQuery(wanted(mode)));
        ASSERT_TRUE(map && map->problem.empty());
        EXPECT_EQ(map->axis, TraceWindow::Axis::Time);
        EXPECT_EQ(map->rows.size(), 24U);
        EXPECT_LE(map->whole.columns.cells.size(), 1280U);
        EXPECT_EQ(map->nonFinite, notFinite());
        EXPECT_EQ(map->firstKey, m_times.front());
        EXPECT_EQ(map->lastKey, m_times.back());
        EXPECT_TRUE(map->window.isEmpty());
        expectTruth(*map, map->whole, {0, 9000});
    }
    EXPECT_TRUE(m_driver->kept()) << "another mode reads nothing";
    EXPECT_LE(m_driver->turns(), 3);
}

TEST_P(MapOfFile, ShowsSingleStepsWhereOneZoomsIn)
{
    begin(24);
    append(9000);
    m_driver->ask<MapResult>(MapQuery(wanted(MapMode::Mean)));
    const TraceWindow window{TraceWindow::Axis::Time, m_times[5000], m_times[5060]};
    const auto map = m_driver->ask<MapResult>(MapQuery(wanted(MapMode::Maximum, window)));
    EXPECT_TRUE(m_driver->kept());
    ASSERT_FALSE(map->window.isEmpty());
    EXPECT_LE(map->window.columns.begin, window.first);
    EXPECT_GE(map->window.columns.end, window.last);
    EXPECT_LE(map->window.steps.back().end - map->window.steps.front().first, 200U) << "not much else";
    for (const StepRange& steps : map->window.steps) {
        ASSERT_EQ(steps.count(), 1U);
    }
    expectTruth(*map, map->window, {map->window.steps.front().first, map->window.steps.back().end});
    expectTruth(*map, map->whole, {0, 9000});
    const auto all = m_driver->ask<MapResult>(MapQuery(wanted(MapMode::Maximum)));
    EXPECT_TRUE(all->window.isEmpty());
}

TEST_P(MapOfFile, TakesInWhatComes)
{
    begin(16);
    append(1);
    auto map = m_driver->ask<MapResult>(MapQuery(wanted(MapMode::Minimum)));
    ASSERT_EQ(map->steps, 1U);
    EXPECT_EQ(map->whole.extent.low, *std::ranges::min_element(m_rows[0]));
    for (const std::size_t steps : {1U, 40U, 3000U, 1U, 2500U}) {
        append(steps);
        map = m_driver->refresh<MapResult>();
        ASSERT_EQ(map->steps, m_times.size());
        ASSERT_NO_FATAL_FAILURE(expectTruth(*map, map->whole, {0, m_times.size()}));
        EXPECT_EQ(map->nonFinite, notFinite());
    }
}

TEST_P(MapOfFile, FollowsCoordinatesThatAreUneven)
{
    // Shuffled components with a gap.
    begin(4, {10.0, 1.0, 100.0, 2.0});
    append(20);
    const auto map = m_driver->ask<MapResult>(MapQuery(wanted(MapMode::Mean)));
    ASSERT_TRUE(map->coordinates);
    EXPECT_EQ(map->rows.size(), 320U);
    const auto componentAt = [&](double x) {
        const auto row = static_cast<std::size_t>((x - map->rowGrid.begin) / map->rowGrid.size());
        return map->rows[row].component;
    };
    EXPECT_EQ(componentAt(1.1), 1U);
    EXPECT_EQ(componentAt(2.3), 3U);
    EXPECT_EQ(componentAt(12.0), 0U);
    EXPECT_EQ(componentAt(54.0), 0U);
    EXPECT_EQ(componentAt(56.0), 2U);
    expectTruth(*map, map->whole, {0, 20});
}

TEST_P(MapOfFile, JoinsComponentsThatAreMoreThanRows)
{
    begin(5000);
    append(30);
    for (const MapMode mode : {MapMode::Mean, MapMode::Minimum, MapMode::Maximum}) {
        const auto map = m_driver->ask<MapResult>(MapQuery(wanted(mode)));
        ASSERT_EQ(map->rows.size(), 320U);
        std::uint64_t next = 0;
        const std::size_t columns = map->whole.columns.cells.size();
        for (std::size_t row = 0; row < map->rows.size(); ++row) {
            const MapResult::Row& cell = map->rows[row];
            ASSERT_EQ(cell.first, static_cast<double>(next));
            next += cell.components;
            ASSERT_EQ(cell.last, static_cast<double>(next - 1));
            ASSERT_GE(cell.component, cell.first);
            ASSERT_LE(cell.component, cell.last);
            std::vector<std::size_t> components;
            for (std::size_t i = next - cell.components; i < next; ++i) {
                components.push_back(i);
            }
            for (const std::size_t column : {std::size_t{0}, columns / 2, columns - 1}) {
                ASSERT_NEAR(map->whole.values[row * columns + column],
                            trueValue(mode, map->whole.steps[column], components), 1e-9);
            }
        }
        EXPECT_EQ(next, 5000U);
    }
}

TEST_P(MapOfFile, SaysWhyThereIsNone)
{
    begin(4);
    append(2);
    MapQuery other = wanted(MapMode::Mean);
    other.field = "v";
    EXPECT_EQ(m_driver->ask<QueryResult>(MapQuery(other))->problem, "There is no field 'v'.");
    other = wanted(MapMode::Mean);
    other.firstComponent = 1;
    EXPECT_EQ(m_driver->ask<QueryResult>(MapQuery(other))->problem, "'u' has no such values.");
}

INSTANTIATE_TEST_SUITE_P(Files, MapOfFile, testing::Values(Overview::With, Overview::Without),
                         [](const auto& overview) {
                             return overview.param == Overview::With ? "overview" : "plain";
                         });

TEST(MapOfLargeField, IsReadAtSomeStepsAndAllItsComponents)
{
    constexpr std::size_t kComponents = 40'000;
    constexpr std::size_t kSteps = 2100;
    TemporaryFolder folder;
    Writer writer(folder / "run.h5",
                  {.fields = {{.name = "u", .shape = {kComponents}, .type = ElementType::Int8}}},
                  WriterOptions{.overviewStepBytes = 0});
    std::vector<std::int8_t> row(kComponents);
    for (std::size_t step = 0; step < kSteps; ++step) {
        std::ranges::fill(row, static_cast<std::int8_t>(step % 100));
        row[kComponents - 1] = -100;
        writer.append(static_cast<double>(step), row);
    }
    writer.commit();
    QueryDriver driver(folder / "run.h5");
    const MapQuery wanted{.field = "u", .mode = MapMode::Minimum, .columns = 300, .rows = 200};
    auto map = driver.ask<MapResult>(MapQuery(wanted));
    EXPECT_EQ(map->distance, 4U);
    const std::size_t columns = map->whole.columns.cells.size();
    for (std::size_t column = 0; column < columns; ++column) {
        const StepRange& steps = map->whole.steps[column];
        ASSERT_EQ(map->whole.values[(map->rows.size() - 1) * columns + column], -100.0);
        double least = 100.0; // lowest value of the steps that were read
        for (std::uint64_t step = steps.first; step < steps.end; ++step) {
            least = step % 4 == 0 || step + 1 == kSteps ? std::min(least, step % 100 * 1.0) : least;
        }
        ASSERT_EQ(map->whole.values[column], least);
    }
    MapQuery zoomed = wanted;
    zoomed.window = TraceWindow{TraceWindow::Axis::Time, 1000.0, 1050.0};
    map = driver.ask<MapResult>(MapQuery(zoomed));
    EXPECT_EQ(map->distance, 1U) << "of what is looked at each";
    for (std::uint64_t step = 1001; step < 1050; ++step) {
        const auto found = std::ranges::find_if(map->whole.steps, [&](const StepRange& steps) {
            return steps.first <= step && step < steps.end;
        });
        ASSERT_NE(found, map->whole.steps.end());
    }
}

TEST(MapOfLine, IsOneLineOfAnImageAndOnePartOfComplexNumbers)
{
    TemporaryFolder folder;
    Writer writer(folder / "run.h5",
                  {.fields = {{.name = "w", .shape = {3, 5}, .type = ElementType::Complex128}}});
    for (int step = 0; step < 4; ++step) {
        std::vector<std::complex<double>> row;
        for (int i = 0; i < 15; ++i) {
            row.emplace_back(100.0 * step + i, -i);
        }
        writer.append(step, row);
    }
    writer.commit();
    QueryDriver driver(folder / "run.h5");
    const auto map = driver.ask<MapResult>(
        MapQuery({.field = "w", .part = Part::Imaginary, .firstComponent = 10, .columns = 64, .rows = 64}));
    EXPECT_EQ(map->whole.values.size(), 20U);
    EXPECT_EQ(map->whole.values[0], -10.0);
    EXPECT_EQ(map->whole.values.back(), -14.0);
    EXPECT_EQ(map->rows[2].component, 12U);
    EXPECT_EQ(map->rows[2].first, 2.0) << "the index along the line";
}

} // namespace h5pulse::test
