// SPDX-License-Identifier: GPL-3.0-or-later
// Maps and diagnostics of a live run, from the file to the plot.
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "ui/views/view_dock.h"
#include "views/diagnostics/diagnostics_view.h"
#include "views/map/map_view.h"
#include "window_fixture.h"

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

class WindowOverTime : public WindowTest
{
protected:
    template <typename T>
    T& open(const QString& kind)
    {
        return static_cast<T&>(m_window->views().open(kind)->view());
    }

    /// Waits until the map is complete and has this many steps.
    bool waitForMap(MapView& view, std::size_t steps)
    {
        return waitFor([&] {
            view.drawNow();
            return view.isComplete() && view.data().matrix.size() == 64 * steps;
        });
    }
};

} // namespace

TEST_F(WindowOverTime, AMapShowsTheFileAndGrowsWithIt)
{
    LiveWriter writer(m_path);
    writer.append(50);
    WindowTest::open();
    ASSERT_TRUE(waitForStep(49));
    auto& view = open<MapView>(QStringLiteral("map"));
    for (const std::size_t steps : {std::size_t{50}, std::size_t{80}}) {
        if (steps == 80) {
            writer.append(30);
        }
        ASSERT_TRUE(waitForMap(view, steps)) << view.data().matrix.size();
        const ViewData data = view.data();
        for (std::size_t i = 0; i < 64; ++i) {
            for (std::size_t step = 0; step < steps; ++step) {
                ASSERT_NEAR(data.matrix[i * steps + step],
                            static_cast<double>(step) + 1e-3 * static_cast<double>(i), 1e-12);
            }
        }
        EXPECT_NEAR(data.columnCoordinates.values.back(), 0.1 * static_cast<double>(steps - 1), 1e-9);
        EXPECT_NEAR(data.rowCoordinates.values[20], 10.0, 1e-9);
    }
    EXPECT_GT(view.plot().xAxis->range().upper, 0.1 * 79 * 1.1) << "ahead of the run";
    EXPECT_EQ(view.colorScale().label(), "y [V]");
    view.colorControl().chooseLogarithmic(true);
    const QString omission = QStringLiteral("   1 values ≤ 0 not shown");
    EXPECT_TRUE(view.header().title().endsWith(omission)) << "the first component of the first step is 0";
    EXPECT_NEAR(view.colorScale().dataRange().lower, 1e-3, 1e-9);
    EXPECT_NEAR(view.colorScale().dataRange().upper, 79.063, 1e-9);
    QTest::qWait(0);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(view.colorControl().isLogarithmic()) << "taken back";
    EXPECT_FALSE(view.header().title().endsWith(omission));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(view.colorControl().isLogarithmic());

    PlotWidget& plot = view.plot();
    const auto position = [&] { // waits until the layout is stable
        std::optional<QPoint> last;
        EXPECT_TRUE(waitFor([&] {
            view.drawNow();
            const QPoint now(static_cast<int>(std::lround(plot.xAxis->coordToPixel(4.2))),
                             static_cast<int>(std::lround(plot.yAxis->coordToPixel(10.0))));
            return std::exchange(last, now) == now;
        }));
        return *last;
    };
    QTest::mouseClick(&plot, Qt::LeftButton, Qt::ControlModifier, position());
    const TraceId id{"y", 20, Part::Real};
    EXPECT_TRUE(std::ranges::find(document().traceIds(), id) != document().traceIds().end());
    EXPECT_TRUE(document().cursor().live);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, position());
    EXPECT_TRUE(waitForStep(42)) << document().frame()->step;
    EXPECT_FALSE(document().cursor().live);
}

TEST_F(WindowOverTime, AMapIsReadFinerWhereOneZoomsIn)
{
    LiveWriter writer(m_path);
    writer.append(20'000);
    WindowTest::open();
    ASSERT_TRUE(waitForStep(19'999));
    auto& view = open<MapView>(QStringLiteral("map"));
    const auto settle = [&] {
        return waitFor([&] {
            view.drawNow();
            return view.isComplete() && !view.data().isEmpty();
        });
    };
    ASSERT_TRUE(settle());
    EXPECT_LT(view.data().columnCoordinates.values.size(), 5000U);
    view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 1000.0, 1005.0});
    ASSERT_TRUE(settle());
    const ViewData data = view.data();
    const std::vector<double>& times = data.columnCoordinates.values;
    ASSERT_LT(times.size(), 200U);
    for (std::size_t column = 0; column < times.size(); ++column) {
        ASSERT_NEAR(data.matrix[column], 10.0 * times[column], 1e-6) << "single steps";
    }
    ASSERT_TRUE(waitFor([&] { return document().traces() && document().traces()->isComplete(); }));
}

TEST_F(WindowOverTime, DiagnosticsAreThoseOfTheFileAndGrowWithIt)
{
    LiveWriter writer(m_path);
    writer.append(50);
    WindowTest::open();
    ASSERT_TRUE(waitForStep(49));
    auto& view = open<DiagnosticsView>(QStringLiteral("diagnostics"));
    for (const std::size_t steps : {std::size_t{50}, std::size_t{80}}) {
        if (steps == 80) {
            writer.append(30);
        }
        ASSERT_TRUE(waitFor([&] {
            return view.isComplete() && !view.data().isEmpty() &&
                   view.data().columns[0].values.size() == steps;
        }));
        const std::vector<ViewData::Column> columns = view.data().columns;
        for (std::size_t row = 0; row < steps; ++row) {
            const auto step = static_cast<double>(row);
            double squares = 0.0;
            for (int i = 0; i < 64; ++i) {
                squares += (step + 1e-3 * i) * (step + 1e-3 * i);
            }
            ASSERT_EQ(columns[2].values[row], step) << "minimum";
            ASSERT_EQ(columns[3].values[row], step + 0.063) << "maximum";
            ASSERT_NEAR(columns[4].values[row], step + 0.0315, 1e-3) << "mean";
            ASSERT_NEAR(columns[5].values[row], std::sqrt(squares), 1e-9) << "norm";
            const auto drawn = view.plot().graph(3)->data()->at(static_cast<int>(row));
            ASSERT_EQ(drawn->value, columns[5].values[row]) << "the norm, as it is drawn";
            if (row > 0) {
                ASSERT_NEAR(columns[6].values[row], 8.0, 1e-9) << "64 components change by 1";
            }
        }
    }
    view.valueControl(Measure::Minimum).chooseLogarithmic(true);
    EXPECT_TRUE(std::isnan(view.plot().graph(0)->data()->at(0)->value)) << "0 at the first step";
    EXPECT_EQ(view.plot().graph(0)->data()->at(1)->value, 1.0);
    EXPECT_EQ(view.valueControl(Measure::Minimum).omission(), QStringLiteral("   1 values ≤ 0 not shown"));
}

TEST_F(WindowOverTime, EndsWithTheFileAndFollowsTheSelectedField)
{
    LiveWriter writer(m_path);
    writer.append(10);
    WindowTest::open();
    ASSERT_TRUE(waitForStep(9));
    auto& view = open<MapView>(QStringLiteral("map"));
    ASSERT_TRUE(waitForMap(view, 10));
    document().selectField("energy");
    EXPECT_TRUE(waitFor([&] { return !view.placeholder().isEmpty(); }));
    document().selectField("y");
    EXPECT_TRUE(waitForMap(view, 10));
    m_path = m_folder / "other.h5";
    LiveWriter other(m_path, 500.0);
    other.append(5);
    WindowTest::open();
    EXPECT_TRUE(waitForMap(view, 5));
    EXPECT_EQ(view.data().matrix.front(), 500.0);
}

} // namespace h5pulse::viewer::test
