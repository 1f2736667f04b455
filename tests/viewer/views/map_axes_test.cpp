// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the axes and colours of a map, and its marker.
#include "core/labels.h"
#include "map_fixture.h"
#include "plot/color_menu.h"
#include "plot/plot_header.h"
#include "view_feed.h"

#include <QJsonDocument>
#include <QSignalSpy>

namespace h5pulse::viewer::test {

namespace {

class MapAxesTest : public MapFixture
{
protected:
    PlotWidget& plot() { return m_view.plot(); }
    QCPRange colors() { return m_view.colorScale().dataRange(); }
    QString title() { return m_view.header().title(); }
    QPoint onScale() { return m_view.colorScale().outerRect().center(); }

    void show(std::vector<double> values)
    {
        giveResult(m_view, makeMap(std::move(values)));
        m_view.drawNow();
    }

    static QColor colorOf(ColorMap map, double part)
    {
        return QColor(gradientOf(map, false, Qt::magenta).color(part, {0.0, 1.0}));
    }

    QString readoutAt(double key, double place)
    {
        QTest::mouseMove(&plot(), pixelAt(key, place) + QPoint(0, 1));
        QTest::mouseMove(&plot(), pixelAt(key, place));
        return m_view.header().readout();
    }
};

} // namespace

TEST_F(MapAxesTest, LogarithmicColoursPassOverWhatIsNotPositiveAndCountIt)
{
    show({1, 10, 100, 0, //
          1, 1, 1, -5,   //
          1, 1, 1, NAN});
    EXPECT_FALSE(isNear(colorAt(1, 0), colorOf(ColorMap::Viridis, 0.5)));
    QSignalSpy changed(&m_view, &View::stateChanged);
    m_view.colorMenu().logarithmic()->trigger();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(m_view.colorScale().dataScaleType(), QCPAxis::stLogarithmic);
    EXPECT_NEAR(colors().lower, 1.0, 1e-9);
    EXPECT_NEAR(colors().upper, 100.0, 1e-9);
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Viridis, 0.5))) << "10 is halfway from 1 to 100";
    for (const double row : {0.0, 1.0, 2.0}) {
        EXPECT_TRUE(isNear(colorAt(3, row), lightTheme().border)) << row;
    }
    EXPECT_TRUE(title().endsWith(QStringLiteral("   2 values ≤ 0 not shown"))) << title().toStdString();
    m_view.colorMenu().logarithmic()->trigger();
    EXPECT_FALSE(title().contains(QStringLiteral("not shown")));
    EXPECT_TRUE(isNear(colorAt(3, 1), colorOf(ColorMap::Viridis, 0.0)));
    EXPECT_EQ(colors(), QCPRange(-5, 100));
}

TEST_F(MapAxesTest, CountsWhatIsNotPositiveInTheFinerCellsWhereThoseAreSeen)
{
    auto map = makeMap({1, 1, 1, -1, 1, 1, 1, 1, 1, 1, 1, 1});
    map->window = makeCells(1.0, 2.0, 4, {-1, -1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1}, 10);
    m_view.colorControl().chooseLogarithmic(true);
    giveResult(m_view, map);
    EXPECT_TRUE(title().endsWith(QStringLiteral("   1 values ≤ 0 not shown"))) << title().toStdString();
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 1.1, 1.9});
    giveResult(m_view, map);
    EXPECT_TRUE(title().endsWith(QStringLiteral("   3 values ≤ 0 not shown"))) << title().toStdString();
}

TEST_F(MapAxesTest, TheColourRangeFollowsItsRuleAndKeepsTheUsersZoomWhileLive)
{
    RunStatus status;
    status.phase = RunPhase::Live;
    giveStatus(m_view, status);
    show({-100, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    show(m_values);
    EXPECT_EQ(colors(), QCPRange(-100, 100)) << "steady: it only grows, for a while";
    m_view.colorMenu().action(ScaleMode::EachFrame)->trigger();
    EXPECT_EQ(colors(), QCPRange(0, 9));
    m_view.colorMenu().action(ScaleMode::WholeRun)->trigger();
    EXPECT_EQ(colors(), QCPRange(-100, 100));
    turnWheel(plot(), onScale(), 2);
    const QCPRange zoomed = colors();
    EXPECT_LT(zoomed.size(), 200.0);
    std::vector<double> values = m_values;
    values[3] = 5000;
    show(values);
    EXPECT_EQ(colors(), zoomed) << "kept while the run grows";
    plot().zoomBack();
    EXPECT_EQ(colors(), QCPRange(-100, 5000)) << "and what came meanwhile is known";
    plot().zoomForward();
    EXPECT_EQ(colors(), zoomed);
    m_view.resetZoom();
    EXPECT_EQ(colors(), QCPRange(-100, 5000));
    EXPECT_TRUE(m_view.colorControl().chooseFixed(-7, 8).isEmpty());
    EXPECT_EQ(colors(), QCPRange(-7, 8));
    values[3] = 9000;
    show(values);
    EXPECT_EQ(colors(), QCPRange(-7, 8));
}

TEST_F(MapAxesTest, TheRangeOfWhatIsVisibleIsThatOfTheCellsThere)
{
    show({0, 1, 2, 3, //
          10, 11, 12, 13, 20, 21, 22, 23});
    m_view.colorControl().chooseMode(ScaleMode::EachFrame);
    EXPECT_EQ(colors(), QCPRange(0, 23));
    drag(plot(), pixelAt(0.6, 1.6), pixelAt(2.4, 0.6), Qt::ShiftModifier);
    EXPECT_EQ(colors(), QCPRange(11, 22)) << "rows 1 and 2 at the times 1 and 2";
    m_view.resetZoom();
    EXPECT_EQ(colors(), QCPRange(0, 23));
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 1.8, 2.2});
    EXPECT_EQ(colors(), QCPRange(2, 22)) << "also of what another view chose";
}

TEST_F(MapAxesTest, SpikesAreLeftOut)
{
    auto map = makeMap(std::vector<double>(12, 1.0));
    std::vector<double> values(3 * 1000);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(i % 100);
    }
    values[1234] = 1e9;
    map->whole = makeCells(-0.5, 3.5, 1000, values);
    giveResult(m_view, map);
    EXPECT_EQ(colors().upper, 1e9);
    m_view.colorControl().chooseMode(ScaleMode::Common);
    EXPECT_GT(colors().upper, 90.0);
    EXPECT_LT(colors().upper, 100.0);
}

TEST_F(MapAxesTest, ColoursAreChosenReversedAndRestored)
{
    show(m_values);
    QSignalSpy changed(&m_view, &View::stateChanged);
    for (const ColorMap map : kColorMaps) {
        action(titleOf(map).remove(QLatin1Char('&')))->trigger();
        EXPECT_TRUE(isNear(colorAt(2.9, 2), colorOf(map, 1.0))) << idOf(map).toStdString();
    }
    EXPECT_EQ(colors(), QCPRange(-9, 9)) << "zero is in the middle";
    action(titleOf(ColorMap::Inferno))->trigger();
    action(QStringLiteral("Reversed"))->trigger();
    EXPECT_TRUE(isNear(colorAt(2.9, 2), colorOf(ColorMap::Inferno, 0.0)));
    EXPECT_EQ(changed.count(), static_cast<int>(kColorMaps.size()) + 2);
    m_view.applyTheme(darkTheme());
    EXPECT_TRUE(isNear(colorAt(2.9, 2), colorOf(ColorMap::Inferno, 0.0))) << "whatever the theme";
}

TEST_F(MapAxesTest, ALogarithmicComponentAxisShowsEachCellWhereItBelongs)
{
    show({1, 1, 1, 1, //
          2, 2, 2, 2, //
          3, 3, 3, 3});
    m_view.positionControl().chooseLogarithmic(true);
    m_view.drawNow();
    EXPECT_EQ(plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_NEAR(plot().yAxis->range().lower, 0.5, 1e-9) << "where the first cell above zero begins";
    EXPECT_NEAR(plot().yAxis->range().upper, 2.5, 1e-9);
    EXPECT_TRUE(title().endsWith(QStringLiteral("   1 points at ≤ 0 not shown"))) << title().toStdString();
    const QColor middle = colorOf(ColorMap::Viridis, 0.5);
    const QColor highest = colorOf(ColorMap::Viridis, 1.0);
    EXPECT_TRUE(isNear(colorAt(1, 0.52), middle));
    EXPECT_TRUE(isNear(colorAt(1, 1.45), middle));
    EXPECT_TRUE(isNear(colorAt(1, 1.55), highest));
    EXPECT_TRUE(isNear(colorAt(1, 2.45), highest));
    EXPECT_TRUE(readoutAt(1, 1.0).startsWith(QStringLiteral("2 V   ")));
    EXPECT_TRUE(readoutAt(1, 1.0).endsWith(QStringLiteral("   index 1")));
    turnWheel(plot(), pixelAt(1, 1.6), 5);
    EXPECT_TRUE(isNear(colorAt(1, 1.49), middle)) << "and where one zooms in";
    EXPECT_TRUE(isNear(colorAt(1, 1.51), highest));
    m_view.positionControl().chooseLogarithmic(false);
    EXPECT_TRUE(isNear(colorAt(1, 0.0), colorOf(ColorMap::Viridis, 0.0)));
    EXPECT_FALSE(title().contains(QStringLiteral("not shown")));
}

TEST_F(MapAxesTest, ALogarithmicTimeAxisShowsEachCellWhereItBelongs)
{
    show({1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4});
    m_view.timeControl().chooseLogarithmic(true);
    m_view.drawNow();
    EXPECT_NEAR(plot().xAxis->range().lower, 1.0, 1e-9) << "the first time above zero";
    EXPECT_TRUE(title().endsWith(QStringLiteral("   1 points at ≤ 0 not shown"))) << title().toStdString();
    for (const double time : {1.05, 1.45}) {
        EXPECT_TRUE(isNear(colorAt(time, 1), colorOf(ColorMap::Viridis, 1.0 / 3.0))) << time;
    }
    for (const double time : {1.55, 2.45}) {
        EXPECT_TRUE(isNear(colorAt(time, 1), colorOf(ColorMap::Viridis, 2.0 / 3.0))) << time;
    }
    giveStep(m_view, {2, 2.0, false});
    EXPECT_TRUE(isNear(colorAt(2.0, 1.5), lightTheme().selection, 60));
    QSignalSpy steps(&m_view, &View::stepWanted);
    QTest::mouseClick(&plot(), Qt::LeftButton, {}, pixelAt(1.1, 1.0));
    ASSERT_EQ(steps.count(), 1);
    EXPECT_EQ(steps[0][0].toULongLong(), 1U);
}

TEST_F(MapAxesTest, AFixedTimeRangeIsWhatIsLookedAtAndTold)
{
    show(m_values);
    std::vector<std::optional<TraceWindow>> told;
    QObject::connect(&m_view, &View::timeRangeChosen, &m_view,
                     [&](const auto& range) { told.push_back(range); });
    const TraceWindow fixed{TraceWindow::Axis::Time, 1.0, 2.0};
    EXPECT_TRUE(m_view.timeControl().chooseFixed(1.0, 2.0).isEmpty());
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0], fixed);
    EXPECT_EQ(wanted().window, fixed);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 0.5, 0.75});
    m_view.setTimeRange(std::nullopt);
    m_view.drawNow();
    EXPECT_EQ(wanted().window, fixed) << "what is seen is read";
    EXPECT_EQ(told.size(), 1U) << "no echo";
}

TEST_F(MapAxesTest, ZoomGoesBackAndForwardAndOtherViewsFollow)
{
    show(m_values);
    std::vector<std::optional<TraceWindow>> told;
    QObject::connect(&m_view, &View::timeRangeChosen, &m_view,
                     [&](const auto& range) { told.push_back(range); });
    const QCPRange all = plot().xAxis->range();
    EXPECT_FALSE(plot().canZoomBack());
    drag(plot(), pixelAt(0.5, 1.5), pixelAt(2.5, 0.5), Qt::ShiftModifier);
    const QCPRange zoomed = plot().xAxis->range();
    EXPECT_LT(zoomed.size(), all.size());
    ASSERT_TRUE(giveKeys(plot()));
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(plot().xAxis->range(), all);
    EXPECT_EQ(plot().yAxis->range(), QCPRange(-0.5, 2.5));
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(plot().xAxis->range(), zoomed);
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0], (TraceWindow{TraceWindow::Axis::Time, zoomed.lower, zoomed.upper}));
    EXPECT_FALSE(told[1]);
    EXPECT_EQ(told[2], told[0]);
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    EXPECT_EQ(plot().xAxis->range(), zoomed) << "the time is looked at whatever the field";
    plot().zoomBack();
    EXPECT_FALSE(plot().canZoomBack()) << "what was zoomed of the other field is forgotten";
}

TEST_F(MapAxesTest, AMarkerStaysAtItsCellAndGivesDifferences)
{
    auto map = makeMap(m_values);
    map->coordinates = makeAxis("x", {0, 1, 2}, "mm");
    giveResult(m_view, map);
    m_view.drawNow();
    ASSERT_TRUE(giveKeys(plot()));
    readoutAt(1.2, 1.0);
    QTest::keyClick(&plot(), Qt::Key_M);
    EXPECT_TRUE(readoutAt(3.0, 2.0).endsWith(
        QStringLiteral("   x = 2 mm   Δt = 2 s   1/Δt = 0.5 Hz   Δx = 1 mm   Δu = 8 V")))
        << m_view.header().readout().toStdString();
    EXPECT_TRUE(isNear(colorAt(1.0, 1.0), lightTheme().surface)) << "a dot in the middle of its cell";
    QTest::keyClick(&plot(), Qt::Key_Escape);
    EXPECT_FALSE(readoutAt(2.9, 2.0).contains(QStringLiteral("Δ")));
    QTest::keyClick(&plot(), Qt::Key_M);
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    m_field->name = "v";
    giveResult(m_view, makeMap(m_values));
    EXPECT_FALSE(readoutAt(2.8, 2.0).contains(QStringLiteral("Δ"))) << "it was in another field";
}

TEST_F(MapAxesTest, ChoicesBelongToTheFieldAndAreRestored)
{
    show(m_values);
    EXPECT_TRUE(m_view.colorControl().chooseFixed(1, 50).isEmpty());
    m_view.colorControl().chooseLogarithmic(true);
    EXPECT_TRUE(m_view.positionControl().chooseFixed(0, 1).isEmpty());
    m_view.timeControl().chooseLogarithmic(true);
    m_view.colorMenu().set(ColorMap::Cividis, true);
    const QJsonObject state = m_view.saveState();
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    EXPECT_FALSE(m_view.colorControl().isLogarithmic()) << "of another field";
    giveSubject(m_view, m_run, m_field, 0);
    EXPECT_TRUE(m_view.colorControl().isLogarithmic());

    MapView other;
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    giveSubject(other, m_run, m_field, 0);
    giveResult(other, makeMap(m_values));
    EXPECT_EQ(other.saveState(), state);
    EXPECT_EQ(other.colorScale().dataRange(), QCPRange(1, 50));
    EXPECT_EQ(other.plot().yAxis->range(), QCPRange(0, 1));
    EXPECT_EQ(other.plot().xAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(other.colorMenu().map(), ColorMap::Cividis);
    EXPECT_TRUE(other.colorMenu().isReversed());
    other.restoreState(QJsonDocument::fromJson(R"({"colors": 3, "color scale": {"u": {"range": "fixed",
        "lower": "x"}}, "components": [], "time": {"time": 7}})")
                           .object());
    EXPECT_EQ(other.colorScale().dataRange(), QCPRange(0, 9));
    EXPECT_EQ(other.plot().xAxis->scaleType(), QCPAxis::stLinear);
}

TEST_F(MapAxesTest, ExtremeValuesTimesAndCoordinatesAreDrawn)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    for (const auto& [low, high] : {std::pair{-kLargest, kLargest}, {0.0, 5e-324}, {1e-310, 4e-310}}) {
        std::vector<double> values(12, low);
        values[6] = high;
        auto map = makeMap(values);
        map->whole.columns = makeGrid(-1e307, 1e307, 4);
        map->rowGrid = makeGrid(-4e307, 4e307, 3);
        map->firstKey = -1e307;
        map->lastKey = 1e307;
        MapView view;
        view.resize(800, 500);
        view.show();
        giveSubject(view, m_run, m_field, 0);
        giveResult(view, map);
        view.drawNow();
        const QImage image = view.plot().grab().toImage();
        const QRect area = view.plot().axisRect()->rect();
        const auto colorIn = [&](double part) {
            return image.pixelColor(area.left() + static_cast<int>(part * area.width()), area.center().y());
        };
        EXPECT_TRUE(isNear(colorIn(0.6), colorOf(ColorMap::Viridis, 1.0))) << high;
        EXPECT_TRUE(isNear(colorIn(0.9), colorOf(ColorMap::Viridis, 0.0))) << low;
    }
}

} // namespace h5pulse::viewer::test
