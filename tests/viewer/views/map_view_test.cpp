// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_fixture.h"
#include "plot/plot_header.h"
#include "view_feed.h"
#include "waiting.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QSpinBox>

namespace h5pulse::viewer::test {

namespace {

const QColor kLowest(0x44, 0x01, 0x54); // the ends of viridis
const QColor kHighest(0xfd, 0xe7, 0x25);

class MapViewTest : public MapFixture
{
protected:
    void turnWheel(double key, int notches)
    {
        test::turnWheel(m_view.plot(), pixelAt(key, 1.0), notches);
        m_view.drawNow();
    }
};

} // namespace

TEST_F(MapViewTest, DrawsValuesAtTheirTimesAndCoordinates)
{
    std::vector<double> values = m_values;
    values[1 * 4 + 2] = NAN;
    auto map = makeMap(values);
    map->nonFinite = 1;
    giveResult(m_view, map);
    EXPECT_TRUE(isNear(colorAt(0.2, 0.0), kLowest));
    EXPECT_TRUE(isNear(colorAt(2.9, 2.0), kHighest));
    EXPECT_TRUE(isNear(colorAt(2.0, 1.0), lightTheme().border)) << "not finite";
    EXPECT_FALSE(isNear(colorAt(0.2, 1.0), kLowest));
    EXPECT_LT(pixelAt(0, 2).y(), pixelAt(0, 0).y()) << "coordinates ascend";
    EXPECT_EQ(m_view.plot().xAxis->label(), "t [s]");
    EXPECT_EQ(m_view.plot().yAxis->label(), "index");
    EXPECT_EQ(m_view.colorScale().label(), "u [V]");
    EXPECT_EQ(m_view.header().title(), "u over time   mean   1 values not finite");
    EXPECT_EQ(m_view.plot().xAxis->range().lower, 0.0) << "as the traces have it";
}

TEST_F(MapViewTest, DrawsFinerCellsOverTheCoarseOnes)
{
    auto map = makeMap(m_values);
    std::vector<double> fine(3 * 10, 1.0);
    fine[10 + 5] = 0.0; // at 1.55
    map->window = makeCells(1.0, 2.0, 10, fine, 10);
    giveResult(m_view, map);
    EXPECT_TRUE(isNear(colorAt(1.55, 1.0), kLowest));
    EXPECT_FALSE(isNear(colorAt(1.65, 1.0), kLowest));
    EXPECT_TRUE(isNear(colorAt(2.9, 2.0), kHighest)) << "beside them what is known";
}

TEST_F(MapViewTest, StaysExactWhereOneZoomsInFar)
{
    // A window of ten steps in a run of some hundred million, whose other cells are coarse.
    auto map = makeMap(m_values);
    std::vector<double> values(3 * 4000, 0.0);
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 2000; column < 4000; ++column) {
            values[row * 4000 + column] = 9.0;
        }
    }
    map->whole = makeCells(0.0, 4000.0, 4000, values);
    map->lastKey = 4000.0;
    giveResult(m_view, map);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 1999.99995, 2000.00005});
    EXPECT_TRUE(isNear(colorAt(1999.999975, 1.0), kLowest));
    EXPECT_TRUE(isNear(colorAt(2000.000025, 1.0), kHighest));
    EXPECT_TRUE(isNear(colorAt(1999.9999975, 1.0), kLowest));
    EXPECT_TRUE(isNear(colorAt(2000.0000025, 1.0), kHighest));
}

TEST_F(MapViewTest, AClickGoesToTheStepAndWithCtrlFollowsTheComponent)
{
    giveResult(m_view, makeMap(m_values));
    m_view.drawNow();
    QSignalSpy steps(&m_view, &View::stepWanted);
    QSignalSpy times(&m_view, &View::timeWanted);
    QSignalSpy traces(&m_view, &View::traceWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(1.8, 1.0));
    ASSERT_EQ(steps.count(), 1);
    EXPECT_EQ(steps[0][0].toULongLong(), 2U) << "the one that is drawn there";
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, Qt::ControlModifier, pixelAt(1.8, 2.0));
    ASSERT_EQ(traces.count(), 1);
    EXPECT_EQ(traces[0][0].value<TraceId>(), (TraceId{"u", 2, Part::Real}));
    EXPECT_EQ(steps.count(), 1);
    auto coarse = makeMap(m_values);
    coarse->whole = makeCells(-0.5, 3.5, 4, m_values, 0, 100);
    giveResult(m_view, coarse);
    m_view.drawNow();
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(1.25, 1.0));
    ASSERT_EQ(times.count(), 1) << "many steps share the cell";
    EXPECT_NEAR(times[0][0].toDouble(), 1.25, 0.02);
}

TEST_F(MapViewTest, ReadsOutTimeStepsCoordinateAndValue)
{
    auto map = makeMap(m_values);
    map->coordinates = makeAxis("x", {0, 1, 2}, "mm");
    giveResult(m_view, map);
    m_view.drawNow();
    QTest::mouseMove(&m_view.plot(), pixelAt(3.0, 2.0));
    EXPECT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    EXPECT_TRUE(m_view.header().readout().startsWith(QStringLiteral("9 V   t = ")));
    EXPECT_TRUE(m_view.header().readout().endsWith(QStringLiteral(" s   step 3   x = 2 mm")))
        << m_view.header().readout().toStdString();
    auto wide = makeMap(m_values);
    wide->whole = makeCells(-0.5, 3.5, 4, m_values, 0, 100);
    wide->rows[2] = {.component = 20, .components = 10, .first = 16, .last = 25};
    giveResult(m_view, wide);
    EXPECT_TRUE(m_view.header().readout().endsWith(QStringLiteral(" s   steps 300 … 399   index 16 … 25")))
        << m_view.header().readout().toStdString();
    EXPECT_TRUE(m_view.header().title().endsWith(QStringLiteral("1 row = 10 components")));
}

TEST_F(MapViewTest, TheReadoutIsReadableInANarrowView)
{
    auto map = makeMap(m_values);
    map->coordinates = makeAxis("x", {0.123456, 1.123456, 2.123456}, "mm");
    map->rows[2].first = map->rows[2].last = 2.123456;
    map->nonFinite = 12345;
    giveResult(m_view, map);
    m_view.drawNow();
    QTest::mouseMove(&m_view.plot(), pixelAt(2.7, 2.0));
    ASSERT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    const PlotHeader& header = m_view.header();
    ASSERT_EQ(header.width(), 800);
    EXPECT_EQ(header.shownReadout(), header.readout()) << "all of it";
    m_view.resize(560, 500);
    QCoreApplication::processEvents();
    ASSERT_EQ(header.width(), 560);
    EXPECT_EQ(header.shownReadout(), header.readout());
    m_view.resize(320, 500);
    QCoreApplication::processEvents();
    EXPECT_TRUE(header.shownReadout().startsWith(QStringLiteral("9 V   t = 2.")))
        << header.shownReadout().toStdString();
    EXPECT_GT(header.shownTitle().size(), 3) << header.shownTitle().toStdString();
}

TEST_F(MapViewTest, AsksForWhatIsLookedAtAndTellsOnlyWhatTheUserChose)
{
    giveResult(m_view, makeMap(m_values));
    m_view.drawNow();
    EXPECT_FALSE(wanted().window);
    EXPECT_GE(wanted().columns, static_cast<std::size_t>(m_view.plot().axisRect()->width()));
    std::vector<std::optional<TraceWindow>> told;
    QObject::connect(&m_view, &View::timeRangeChosen, &m_view,
                     [&](const auto& range) { told.push_back(range); });
    turnWheel(1.5, 3);
    const QCPRange range = m_view.plot().xAxis->range();
    const TraceWindow window{TraceWindow::Axis::Time, range.lower, range.upper};
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0], window);
    EXPECT_EQ(wanted().window, window);

    const TraceWindow other{TraceWindow::Axis::Time, 0.5, 0.75};
    m_view.setTimeRange(other);
    m_view.drawNow();
    EXPECT_EQ(wanted().window, other);
    EXPECT_EQ(m_view.plot().xAxis->range().lower, 0.5);
    m_view.setTimeRange(std::nullopt);
    m_view.drawNow();
    EXPECT_FALSE(wanted().window);
    EXPECT_GE(m_view.plot().xAxis->range().upper, 3.0);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Step, 1.0, 2.0});
    EXPECT_FALSE(wanted().window) << "of another axis";
    EXPECT_EQ(told.size(), 1U) << "no echo";
    turnWheel(1.5, 3);
    m_view.resetZoom();
    m_view.drawNow();
    ASSERT_EQ(told.size(), 3U);
    EXPECT_FALSE(told[2]);
}

TEST_F(MapViewTest, KeepsZoomWhileTheRunGrowsAndEndsAheadOfIt)
{
    RunStatus status;
    status.phase = RunPhase::Live;
    giveStatus(m_view, status);
    giveResult(m_view, makeMap(m_values));
    EXPECT_NEAR(m_view.plot().xAxis->range().upper, 3.75, 0.05);
    const QCPRange all = m_view.plot().xAxis->range();
    auto longer = makeMap(m_values);
    longer->lastKey = 3.5;
    giveResult(m_view, longer);
    EXPECT_EQ(m_view.plot().xAxis->range(), all) << "it moves when it must";
    turnWheel(1.5, 3);
    const QCPRange zoomed = m_view.plot().xAxis->range();
    longer = makeMap(m_values);
    longer->lastKey = 90.0;
    giveResult(m_view, longer);
    EXPECT_EQ(m_view.plot().xAxis->range(), zoomed);
    m_view.resetZoom();
    EXPECT_GT(m_view.plot().xAxis->range().upper, 100.0);
    status.phase = RunPhase::Finished;
    giveStatus(m_view, status);
    EXPECT_LT(m_view.plot().xAxis->range().upper, 91.0) << "nothing is to come";
}

TEST_F(MapViewTest, DrawsTheCursorAtTheStep)
{
    giveResult(m_view, makeMap(m_values));
    giveStep(m_view, {1, 1.0, false});
    EXPECT_TRUE(isNear(colorAt(1.0, 1.5), lightTheme().selection, 60));
    giveStep(m_view, {2, 2.0, true});
    EXPECT_TRUE(isNear(colorAt(2.0, 1.5), lightTheme().accent, 60));
}

TEST_F(MapViewTest, SaysHowFarItIsAndWhatIsLeftOut)
{
    auto map = makeMap(m_values);
    map->progress = 0.349;
    map->distance = 64;
    giveResult(m_view, map);
    EXPECT_EQ(m_view.header().title(), "u over time   mean   reading 34 %   1 step in 64 read");
}

TEST_F(MapViewTest, SaysWhyThereIsNoMapAndShowsOneAgain)
{
    auto problem = std::make_shared<QueryResult>();
    problem->run = m_run;
    problem->problem = "cannot be read";
    giveResult(m_view, problem);
    EXPECT_EQ(m_view.placeholder(), "cannot be read");
    EXPECT_FALSE(m_view.plot().isVisible());
    giveResult(m_view, makeMap(m_values));
    EXPECT_EQ(m_view.placeholder(), "");
    EXPECT_TRUE(m_view.plot().isVisible());
    giveSubject(m_view, m_run, makeField("energy", {}), 0);
    EXPECT_TRUE(m_view.placeholder().contains(QStringLiteral("'energy' has one number at each step")));
    EXPECT_FALSE(m_view.query<MapQuery>());
    giveSubject(m_view, m_run, makeField("none", {0}), 0);
    EXPECT_EQ(m_view.placeholder(), "'none' has no values.");
    EXPECT_FALSE(m_view.query<MapQuery>());
}

TEST_F(MapViewTest, ShowsALineOfAnImageThatTheUserChooses)
{
    auto image = makeField("m", {2, 10, 7});
    giveSubject(m_view, m_run, image, 1);
    const auto first = [&] { return wanted().firstComponent; };
    EXPECT_EQ(first(), (10U + 5U) * 7U) << "through the middle";
    QSignalSpy changed(&m_view, &View::stateChanged);
    m_view.findChild<QSpinBox*>()->setValue(2);
    EXPECT_EQ(first(), (10U + 2U) * 7U);
    EXPECT_EQ(changed.count(), 1);
    giveSubject(m_view, m_run, image, 0);
    EXPECT_EQ(first(), 2U * 7U);
}

TEST_F(MapViewTest, RemembersWhatTheUserChose)
{
    QSignalSpy changed(&m_view, &View::stateChanged);
    const auto mode = [&] { return wanted().mode; };
    action(QStringLiteral("Maximum"))->trigger();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(mode(), MapMode::Maximum);
    const QJsonObject state = m_view.saveState();
    m_view.restoreState({});
    EXPECT_EQ(mode(), MapMode::Mean);
    m_view.restoreState(state);
    EXPECT_EQ(mode(), MapMode::Maximum);
    EXPECT_EQ(changed.count(), 1) << "only the user changes it";
    for (const char* garbage : {R"({"shows": 7, "row": "x", "imaginary": []})", R"({"row": -1e300})",
                                R"({"shows": "farthest", "row": 1e300, "imaginary": true})"}) {
        m_view.restoreState(QJsonDocument::fromJson(garbage).object());
        EXPECT_EQ(wanted().part, Part::Real);
    }
    EXPECT_EQ(mode(), MapMode::MaxMagnitude);
}

TEST_F(MapViewTest, KeepsTheTimeRangeForAnotherFieldButNotForAnotherRun)
{
    giveResult(m_view, makeMap(m_values));
    const TraceWindow window{TraceWindow::Axis::Time, 0.5, 0.75};
    m_view.setTimeRange(window);
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    EXPECT_EQ(wanted().field, "v");
    EXPECT_EQ(wanted().window, window);
    bool told = false;
    QObject::connect(&m_view, &View::timeRangeChosen, &m_view, [&] { told = true; });
    giveSubject(m_view, makeRun(), m_field, 0);
    m_view.drawNow();
    EXPECT_FALSE(wanted().window);
    EXPECT_FALSE(told) << "nobody chose that";
}

TEST_F(MapViewTest, ShowsThePartOfComplexNumbersThatTheUserChooses)
{
    m_field = makeField("w", {3}, ElementType::Complex128);
    m_view.restoreState({{QStringLiteral("imaginary"), true}});
    EXPECT_EQ(wanted().part, Part::Real) << "of real numbers";
    giveSubject(m_view, m_run, m_field, 0);
    EXPECT_EQ(wanted().part, Part::Imaginary);
    giveResult(m_view, makeMap(m_values));
    EXPECT_EQ(m_view.colorScale().label(), "imaginary part of w");
    EXPECT_TRUE(action(QStringLiteral("Part of complex numbers"))->isVisible());
    action(QStringLiteral("Real part"))->trigger();
    giveResult(m_view, makeMap(m_values));
    EXPECT_EQ(m_view.colorScale().label(), "real part of w");
}

TEST_F(MapViewTest, GivesItsNumbers)
{
    EXPECT_TRUE(m_view.data().isEmpty());
    giveResult(m_view, makeMap(m_values));
    const ViewData data = m_view.data();
    EXPECT_EQ(data.matrix, m_values);
    EXPECT_EQ(data.columnCoordinates.values, (std::vector<double>{0, 1, 2, 3}));
    EXPECT_EQ(data.rowCoordinates.values, (std::vector<double>{0, 1, 2}));
    EXPECT_EQ(data.columnCoordinates.name, "t [s]");
}

TEST_F(MapViewTest, BearsValuesThatCannotBeDrawn)
{
    for (const double value : std::initializer_list<double>{NAN, 0.0, 1e308, -1e308, 5e-324}) {
        giveResult(m_view, makeMap(std::vector<double>(12, value)));
        m_view.resetZoom();
        m_view.drawNow();
        EXPECT_EQ(m_view.data().matrix.size(), 12U);
    }
    auto map = makeMap({-1e308, 1e308, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    map->whole.columns.begin = -1e307;
    map->whole.columns.end = 1e307;
    map->firstKey = -1e307;
    map->lastKey = 1e307;
    giveResult(m_view, map);
    m_view.drawNow();
    EXPECT_TRUE(std::isfinite(m_view.plot().xAxis->range().size()));
}

} // namespace h5pulse::viewer::test
