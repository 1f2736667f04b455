// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_menu.h"
#include "plot/plot_header.h"
#include "plot/range_entry.h"
#include "plot_events.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/traces/trace_view.h"
#include "waiting.h"

#include <QJsonDocument>
#include <QPointer>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer::test {

namespace {

using Range = std::optional<TraceWindow>;

class TraceAxesTest : public testing::Test
{
protected:
    TraceAxesTest()
    {
        m_view.resize(700, 400);
        m_view.show();
        m_view.activateWindow();
        EXPECT_TRUE(waitFor([&] { return m_view.isActiveWindow(); }));
        QObject::connect(&m_view, &View::timeRangeChosen, &m_view,
                         [this](const Range& range) { m_told.push_back(range); });
    }

    void show(std::vector<TracePtr> traces)
    {
        auto set = std::make_shared<TraceSet>();
        set->run = m_run;
        set->traces = std::move(traces);
        giveTraces(m_view, set);
        m_view.drawNow();
    }

    PlotWidget& plot() { return m_view.plot(); }
    QCPAxis& time(int subplot = 0) { return *plot().axisRect(subplot)->axis(QCPAxis::atBottom); }
    QCPRange values(int subplot = 0) { return plot().axisRect(subplot)->axis(QCPAxis::atLeft)->range(); }
    AxisControl& control(const char* field) { return *m_view.valueControl(QString::fromLatin1(field)); }
    QPoint pixelAt(double key, int subplot = 0)
    {
        return {static_cast<int>(std::lround(time(subplot).coordToPixel(key))),
                plot().axisRect(subplot)->top() + 60};
    }
    QString label(int i)
    {
        m_view.drawNow();
        return plot().findChildren<QCPItemText*>().at(i)->text();
    }
    QStringList menuTitles()
    {
        QStringList titles;
        for (const QAction* action : m_view.actions()) {
            if (action->menu()) {
                titles << action->text();
            }
        }
        return titles;
    }

    TraceView m_view;
    const RunDescriptionPtr m_run = makeRun();
    const std::vector<double> m_times{0, 1, 2, 3};
    std::vector<Range> m_told;
};

TracePtr binned(const std::string& field, std::vector<TraceBin> bins, bool coarse = false)
{
    auto trace = std::make_shared<Trace>(*makeTrace(field, {}, {}));
    trace->bins = std::move(bins);
    trace->coarse = coarse;
    return trace;
}

} // namespace

TEST_F(TraceAxesTest, AStripMayBeLogarithmicWithTheOthersAsTheyAre)
{
    show({makeTrace("a", m_times, {-1, 1, 100, 10}), makeTrace("b", m_times, {-1, 2, 3, 4})});
    QSignalSpy changed(&m_view, &View::stateChanged);
    control("a").chooseLogarithmic(true);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_GT(values(0).lower, 0.3);
    EXPECT_LT(values(0).upper, 400.0);
    EXPECT_LT(values(1).lower, -1.0);
    EXPECT_TRUE(std::isnan(plot().graph(0)->data()->at(0)->value));
    EXPECT_EQ(plot().graph(0)->data()->at(2)->value, 100.0);
    EXPECT_EQ(plot().graph(1)->data()->at(0)->value, -1.0);
    EXPECT_EQ(label(0), QStringLiteral("a  (1 values ≤ 0 not shown)"));
    EXPECT_EQ(label(1), QStringLiteral("b"));
    control("a").chooseLogarithmic(false);
    EXPECT_EQ(plot().graph(0)->data()->at(0)->value, -1.0);
    control("b").chooseLogarithmic(true);
    show({makeTrace("a", m_times, {1, 2, 3, 4}), makeTrace("b", m_times, {-1, -2, -3, 0})});
    EXPECT_EQ(label(1), QStringLiteral("b  (4 values ≤ 0 not shown)"));
    EXPECT_TRUE(QCPRange::validRange(values(1)));
}

TEST_F(TraceAxesTest, BinsOnBothSidesOfZeroKeepTheirPositiveEnd)
{
    const std::vector<TraceBin> bins{
        {0, 10, 0, 9, 0.5, 2, 1}, {10, 20, 10, 19, -3, 7, 1}, {20, 30, 20, 29, -5, -1, -2}};
    show({binned("a", bins)});
    control("a").chooseLogarithmic(true);
    std::vector<double> drawn;
    for (const QCPGraphData& point : *plot().graph(0)->data()) {
        if (std::isfinite(point.value)) {
            drawn.push_back(point.value);
        }
    }
    EXPECT_EQ(std::ranges::max(drawn), 7.0);
    EXPECT_EQ(std::ranges::min(drawn), 0.5);
    EXPECT_EQ(label(0), QStringLiteral("a  (values ≤ 0 not shown)"));
    show({binned("a", bins, true)});
    EXPECT_EQ(plot().graph(1)->data()->at(2)->value, 0.5) << "the band goes down as far as is known";
}

TEST_F(TraceAxesTest, TheTimeAxisMayBeLogarithmicInAllSubplots)
{
    show({makeTrace("a", m_times, {1, 2, 3, 4}), makeTrace("b", m_times, {1, 2, 3, 4})});
    m_view.timeControl().chooseLogarithmic(true);
    for (const int subplot : {0, 1}) {
        EXPECT_EQ(time(subplot).scaleType(), QCPAxis::stLogarithmic);
        EXPECT_GT(time(subplot).range().lower, 0.5);
        EXPECT_EQ(plot().graph(subplot)->dataCount(), 3);
    }
    EXPECT_EQ(m_view.header().title(), QStringLiteral("Over time   1 points at ≤ 0 not shown"));
    m_view.timeControl().chooseLogarithmic(false);
    EXPECT_EQ(plot().graph(1)->dataCount(), 4);
    EXPECT_LT(time(1).range().lower, 0.1);
}

TEST_F(TraceAxesTest, RangesFollowTheChosenRule)
{
    std::vector<double> times(1000);
    std::vector<double> data(1000);
    for (std::size_t i = 0; i < times.size(); ++i) {
        times[i] = static_cast<double>(i);
        data[i] = i < 500 ? 0.001 * static_cast<double>(i) : 10.0;
    }
    data[700] = 1e6;
    show({makeTrace("a", times, data)});
    EXPECT_GT(values().upper, 1e6);
    control("a").chooseMode(ScaleMode::Common);
    EXPECT_LT(values().upper, 13.0);
    EXPECT_GT(values().upper, 10.0);
    control("a").chooseMode(ScaleMode::EachFrame);
    EXPECT_GT(values().upper, 1e6);
    drag(plot(), pixelAt(0) + QPoint(1, 0), pixelAt(300) + QPoint(0, 2), Qt::ShiftModifier);
    EXPECT_LT(values().upper, 0.4) << "of what is visible";
    EXPECT_GT(values().upper, 0.28);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 0, 100});
    EXPECT_LT(values().upper, 0.15) << "also of what another view chose";
    control("a").chooseMode(ScaleMode::WholeRun);
    EXPECT_GT(values().upper, 1e6);
    EXPECT_TRUE(control("a").chooseFixed(-1, 20).isEmpty());
    EXPECT_EQ(values(), QCPRange(-1, 20));
}

TEST_F(TraceAxesTest, TellsTheZoomedTimesAndThatThereAreNone)
{
    show({makeTrace("a", m_times, {1, 2, 3, 4})});
    EXPECT_TRUE(m_told.empty());
    turnWheel(plot(), pixelAt(1.5), 3);
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_EQ(m_told[0], (TraceWindow{TraceWindow::Axis::Time, time().range().lower, time().range().upper}));
    plot().zoomBack();
    ASSERT_EQ(m_told.size(), 2U);
    EXPECT_FALSE(m_told[1]);
    plot().zoomForward();
    EXPECT_EQ(m_told.back(), m_told[0]);
    m_view.resetZoom();
    ASSERT_EQ(m_told.size(), 4U);
    EXPECT_FALSE(m_told.back());
    m_view.resetZoom();
    EXPECT_EQ(m_told.size(), 4U) << "nothing has changed";
    const QPoint margin(plot().axisRect(0)->rect().left() - 20, plot().axisRect(0)->center().y());
    turnWheel(plot(), margin, 2);
    EXPECT_EQ(m_told.size(), 4U) << "the values alone";
}

TEST_F(TraceAxesTest, FollowsAnotherViewAndDoesNotEcho)
{
    show({makeTrace("a", m_times, {1, 2, 3, 4}), makeTrace("b", m_times, {1, 2, 3, 4})});
    const QCPRange all = time().range();
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 0.5, 1.5});
    m_view.drawNow();
    EXPECT_EQ(time(0).range(), QCPRange(0.5, 1.5));
    EXPECT_EQ(time(1).range(), QCPRange(0.5, 1.5));
    EXPECT_TRUE(m_told.empty());
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Step, 0, 1});
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 2, 2});
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, NAN, INFINITY});
    EXPECT_EQ(time(0).range(), QCPRange(0.5, 1.5)) << "what cannot be shown is skipped";
    m_view.setTimeRange(std::nullopt);
    EXPECT_EQ(time(0).range(), all);
    EXPECT_TRUE(m_told.empty());
    plot().zoomBack();
    EXPECT_EQ(time(0).range(), QCPRange(0.5, 1.5));
    EXPECT_EQ(m_told.size(), 1U) << "going back is the user's wish";
}

TEST_F(TraceAxesTest, TheFirstTraceIsShownWhereAnotherViewLooks)
{
    show({});
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 0.5, 1.5});
    show({makeTrace("a", m_times, {1, 2, 3, 4})});
    EXPECT_EQ(time().range(), QCPRange(0.5, 1.5));
    m_view.setTimeRange(std::nullopt);
    EXPECT_LT(time().range().lower, 0.1);
    EXPECT_TRUE(m_told.empty());
}

TEST_F(TraceAxesTest, AFixedRangeOfTimesIsNotHeldByATraceThatIsAdded)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    show({a});
    EXPECT_TRUE(m_view.timeControl().chooseFixed(1, 2).isEmpty());
    ASSERT_EQ(m_told.size(), 1U);
    show({a, makeTrace("b", m_times, {1, 2, 3, 4})});
    EXPECT_EQ(time(0).range(), QCPRange(1, 2));
    EXPECT_EQ(time(1).range(), QCPRange(1, 2));
    EXPECT_FALSE(plot().isHeld(&time(1)));
}

TEST_F(TraceAxesTest, TheZoomStaysWhenATraceIsAdded)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    show({a});
    turnWheel(plot(), pixelAt(1.5), 3);
    const QCPRange zoomed = time().range();
    show({a, makeTrace("b", m_times, {1, 2, 3, 4})});
    EXPECT_EQ(time(0).range(), zoomed);
    EXPECT_EQ(time(1).range(), zoomed);
    plot().zoomBack();
    EXPECT_GT(time(1).range().upper, 2.9);
}

TEST_F(TraceAxesTest, TheZoomOfALogarithmicTimeAxisStaysWhenATraceIsAdded)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    show({a});
    m_view.timeControl().chooseLogarithmic(true);
    m_view.drawNow();
    turnWheel(plot(), pixelAt(1.5), 3);
    const QCPRange zoomed = time().range();
    ASSERT_LT(zoomed.upper, 2.9);
    show({a, makeTrace("b", m_times, {1, 2, 3, 4})});
    for (const int subplot : {0, 1}) {
        EXPECT_EQ(time(subplot).scaleType(), QCPAxis::stLogarithmic);
        EXPECT_DOUBLE_EQ(time(subplot).range().lower, zoomed.lower);
        EXPECT_DOUBLE_EQ(time(subplot).range().upper, zoomed.upper);
    }
}

TEST_F(TraceAxesTest, DifferencesToAMarkerHaveUnitsAndAFrequency)
{
    show({makeTrace("a", m_times, {1, 2, 3, 9})});
    plot().setFocus();
    QTest::mouseMove(&plot(), pixelAt(1));
    ASSERT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    const double from = time().pixelToCoord(pixelAt(1).x());
    QTest::keyClick(&plot(), Qt::Key_M);
    QTest::mouseMove(&plot(), pixelAt(3) - QPoint(0, 3));
    ASSERT_TRUE(waitFor([&] { return m_view.header().readout().contains(QStringLiteral("1/Δt = ")); }));
    const QString readout = m_view.header().readout();
    const auto number = [&](const QString& name, const QString& unit) {
        const QString text =
            readout.section(name + QStringLiteral(" = "), 1, 1).section(QStringLiteral("   "), 0, 0);
        EXPECT_TRUE(text.endsWith(unit)) << text.toStdString();
        return text.chopped(unit.size()).toDouble();
    };
    const double delta = time().pixelToCoord(pixelAt(3).x()) - from;
    EXPECT_NEAR(number(QStringLiteral("   Δt"), QStringLiteral(" s")), delta, 1e-4);
    EXPECT_NEAR(number(QStringLiteral("1/Δt"), QStringLiteral(" Hz")), 1.0 / delta, 1e-4);
    const bool last = time().pixelToCoord(pixelAt(3).x()) >= 3.0; // pixelAt() rounds
    const bool first = from >= 1.0;
    EXPECT_EQ(number(QStringLiteral("Δa"), QString()), (last ? 9 : 3) - (first ? 2 : 1));
    show({makeTrace("a", m_times, {0, 0, 0, 0}), makeTrace("b", m_times, {1, 2, 3, 4})});
    EXPECT_TRUE(m_view.header().readout().contains(QStringLiteral("Δa = 0   Δb = ")))
        << m_view.header().readout().toStdString();
    QTest::keyClick(&plot(), Qt::Key_Escape);
    EXPECT_FALSE(m_view.header().readout().contains(QStringLiteral("Δ")));
}

TEST_F(TraceAxesTest, OffersTheValueAxisOfEachSubplot)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    const TracePtr b = makeTrace("b & c", m_times, {1, 2, 3, 4});
    const QStringList both{QStringLiteral("&Value axis"), QStringLiteral("&x axis")};
    show({a});
    EXPECT_EQ(menuTitles(), both);
    EXPECT_TRUE(qobject_cast<AxisMenu*>(m_view.actions().front()->menu()));
    show({a, b});
    EXPECT_EQ(menuTitles(), both);
    const QList<QAction*> subplots = m_view.actions().front()->menu()->actions();
    ASSERT_EQ(subplots.size(), 2);
    EXPECT_EQ(subplots[1]->text(), "b && c");
    show({b});
    EXPECT_EQ(menuTitles(), both);
    giveTraces(m_view, nullptr);
    EXPECT_EQ(menuTitles(), QStringList(QStringLiteral("&x axis")));
}

TEST_F(TraceAxesTest, AQuestionForARangeEndsWithItsSubplot)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    show({a});
    const QPointer<RangeEntry> entry = new RangeEntry(control("a"), &m_view);
    entry->popup({});
    show({a, makeTrace("b", m_times, {1, 2, 3, 4})});
    EXPECT_TRUE(waitFor([&] { return !entry; }));
}

TEST_F(TraceAxesTest, ChoicesOutliveTheStripAndAreRestored)
{
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    const TracePtr b = makeTrace("b", m_times, {1, 2, 3, 4});
    show({a, b});
    EXPECT_TRUE(control("a").chooseFixed(-5, 50).isEmpty());
    EXPECT_TRUE(m_view.timeControl().chooseFixed(1, 2).isEmpty());
    EXPECT_EQ(m_told.size(), 1U);
    show({b});
    show({b, a});
    EXPECT_EQ(values(1), QCPRange(-5, 50));
    EXPECT_EQ(time(0).range(), QCPRange(1, 2));
    const QJsonObject state = m_view.saveState();
    TraceView other;
    auto set = std::make_shared<TraceSet>();
    set->run = m_run;
    set->traces = {a};
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    giveTraces(other, set);
    EXPECT_EQ(other.saveState(), state);
    EXPECT_EQ(other.plot().axisRect(0)->axis(QCPAxis::atLeft)->range(), QCPRange(-5, 50));
    EXPECT_EQ(other.plot().axisRect(0)->axis(QCPAxis::atBottom)->range(), QCPRange(1, 2));
    other.restoreState(
        QJsonDocument::fromJson(R"({"values": {"a": 3}, "time": {"time": {"range": []}}})").object());
    EXPECT_LT(other.plot().axisRect(0)->axis(QCPAxis::atLeft)->range().upper, 10.0);
    EXPECT_LT(other.plot().axisRect(0)->axis(QCPAxis::atBottom)->range().lower, 0.5);
}

TEST_F(TraceAxesTest, ExtremeTimesAndValuesAreDrawn)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    for (const auto& [times, data] :
         {std::pair{std::vector{-1e308, 0.0, 1e308}, std::vector{-kLargest, 0.0, kLargest}},
          {{0.0, 1e-310, 2e-310}, {0.0, 1e-315, 2e-315}},
          {{4.0, 4.0, 4.0}, {NAN, NAN, NAN}}}) {
        TraceView view;
        view.resize(700, 400);
        view.show();
        auto set = std::make_shared<TraceSet>();
        set->run = m_run;
        set->traces = {makeTrace("a", times, data)};
        RunStatus status;
        status.phase = RunPhase::Live;
        giveStatus(view, status);
        giveTraces(view, set);
        giveStep(view, {2, times[2], true});
        view.drawNow();
        const auto& drawn = *view.plot().graph(0)->data();
        ASSERT_EQ(drawn.size(), 3);
        EXPECT_TRUE(view.plot().axisRect(0)->axis(QCPAxis::atBottom)->range().contains(drawn.at(0)->key));
        EXPECT_TRUE(view.plot().axisRect(0)->axis(QCPAxis::atBottom)->range().contains(drawn.at(2)->key));
        if (std::isfinite(data[2])) {
            EXPECT_TRUE(view.plot().axisRect(0)->axis(QCPAxis::atLeft)->range().contains(drawn.at(2)->value));
            EXPECT_GT(drawn.at(2)->value, drawn.at(0)->value);
        }
        QSignalSpy wanted(&view, &View::timeWanted);
        QTest::mouseClick(&view.plot(), Qt::LeftButton, {}, view.plot().axisRect(0)->center());
        ASSERT_EQ(wanted.count(), 1);
        EXPECT_GE(wanted[0][0].toDouble(), times[0] - 1.0);
    }
}

TEST_F(TraceAxesTest, GivesItsNumbersWithBothEndsOfWideBins)
{
    EXPECT_TRUE(m_view.data().isEmpty());
    show({makeTrace("a", {0, 0.5, 1}, {7, NAN, 9}),
          binned("b", {{0, 2, 0, 0.5, -1, 1, 0}, {2, 3, 1, 1, 5, 5, 5}})});
    const ViewData data = m_view.data();
    ASSERT_EQ(data.columns.size(), 5U);
    EXPECT_EQ(data.columns[0].name, "step");
    EXPECT_EQ(data.columns[0].values, (std::vector<double>{0, 1, 2}));
    EXPECT_EQ(data.columns[1].name, "t [s]");
    EXPECT_EQ(data.columns[1].values, (std::vector<double>{0, 0.5, 1}));
    EXPECT_EQ(data.columns[2].name, "a");
    EXPECT_EQ(data.columns[2].values[2], 9.0);
    EXPECT_EQ(data.columns[3].name, "b lowest");
    EXPECT_EQ(data.columns[3].values[0], -1.0);
    EXPECT_TRUE(std::isnan(data.columns[3].values[1]));
    EXPECT_EQ(data.columns[4].name, "b highest");
    EXPECT_EQ(data.columns[4].values[2], 5.0);
}

} // namespace h5pulse::viewer::test
