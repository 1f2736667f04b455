// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/traces/trace_view.h"
#include "waiting.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

std::shared_ptr<TraceSet> makeSet(std::vector<TracePtr> traces, RunDescriptionPtr run = makeRun())
{
    auto set = std::make_shared<TraceSet>();
    set->run = std::move(run);
    set->traces = std::move(traces);
    return set;
}

class TraceViewTest : public testing::Test
{
protected:
    TraceViewTest()
    {
        m_view.resize(700, 400);
        m_view.show();
    }

    QCPAxis& keyAxis(int subplot) { return *m_view.plot().axisRect(subplot)->axis(QCPAxis::atBottom); }
    QCPAxis& valueAxis(int subplot) { return *m_view.plot().axisRect(subplot)->axis(QCPAxis::atLeft); }

    QPoint pixelAt(double key, int subplot)
    {
        return {static_cast<int>(std::lround(keyAxis(subplot).coordToPixel(key))),
                m_view.plot().axisRect(subplot)->center().y()};
    }

    TraceView m_view;
    const std::vector<double> m_times{0, 1, 2, 3};
};

} // namespace

TEST_F(TraceViewTest, GivesEachFieldItsOwnScale)
{
    giveTraces(m_view, makeSet({makeTrace("energy", m_times, {200, 210, 220, 190}),
                                makeTrace("loss", m_times, {3, 2, 4, 3})}));
    ASSERT_EQ(m_view.plot().axisRectCount(), 2);
    EXPECT_GT(valueAxis(0).range().lower, 100.0);
    EXPECT_LT(valueAxis(1).range().upper, 10.0);
    EXPECT_EQ(keyAxis(0).range(), keyAxis(1).range());
    EXPECT_EQ(keyAxis(1).label(), "t [s]");
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(2)->value, 220.0);
    EXPECT_EQ(m_view.plot().graph(1)->data()->at(2)->value, 4.0);
}

TEST_F(TraceViewTest, AClickAsksForTheTime)
{
    giveTraces(m_view, makeSet({makeTrace("energy", m_times, {1, 2, 3, 4})}));
    m_view.drawNow();
    QSignalSpy wanted(&m_view, &View::timeWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(2.0, 0));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_NEAR(wanted[0][0].toDouble(), 2.0, 0.02);
}

TEST_F(TraceViewTest, UsesStepsWhereTimesDoNotAscendOrThereAreNone)
{
    const auto back = makeSet({makeTrace("energy", {0, 5, 1, 2}, {1, 2, 3, 4})});
    back->timesAscend = false;
    const std::vector<TraceSetPtr> sets{back,
                                        makeSet({makeTrace("e", m_times, {1, 2, 3, 4})}, makeRun(false))};
    for (const TraceSetPtr& set : sets) {
        giveTraces(m_view, set);
        EXPECT_EQ(keyAxis(0).label(), "step");
        EXPECT_EQ(m_view.plot().graph(0)->data()->at(1)->key, 1.0);
        m_view.drawNow();
        QSignalSpy wanted(&m_view, &View::stepWanted);
        QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(2.0, 0));
        ASSERT_EQ(wanted.count(), 1);
        EXPECT_EQ(wanted[0][0].toULongLong(), 2U);
    }
}

TEST_F(TraceViewTest, DrawsTheCursorInTheAccentOnlyWhileLive)
{
    giveTraces(m_view, makeSet({makeTrace("energy", m_times, {0, 0, 0, 0})}));
    for (const bool live : {true, false}) {
        giveStep(m_view, {1, 1.0, live});
        m_view.drawNow();
        QPoint position = pixelAt(1.0, 0);
        position.ry() -= 20; // above the curve
        const QImage image = m_view.plot().grab().toImage();
        const QColor expected = live ? lightTheme().accent : lightTheme().selection;
        const bool found = isNear(image.pixelColor(position), expected, 60) ||
                           isNear(image.pixelColor(position - QPoint(1, 0)), expected, 60);
        EXPECT_TRUE(found) << live << image.pixelColor(position).name().toStdString();
    }
}

TEST_F(TraceViewTest, DrawsWideBinsAsABandAndTellsHowWideTheyAre)
{
    auto trace = std::make_shared<Trace>(*makeTrace("a", {}, {}));
    for (std::uint64_t bin = 0; bin < 3; ++bin) {
        const auto first = 4096 * bin;
        const auto time = static_cast<double>(first);
        trace->bins.push_back({first, first + 4096, time, time + 4095.0, -1.0, 2.0 + time});
    }
    auto coarse = std::make_shared<Trace>(*trace);
    coarse->coarse = true;
    const RunDescriptionPtr run = makeRun();
    giveTraces(m_view, makeSet({coarse}, run));
    ASSERT_EQ(m_view.plot().graphCount(), 2);
    EXPECT_EQ(m_view.plot().graph(0)->channelFillGraph(), m_view.plot().graph(1));
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(3)->value, 4098.0);
    EXPECT_EQ(m_view.plot().graph(1)->data()->at(3)->value, -1.0);
    m_view.drawNow();
    const auto labels = m_view.plot().findChildren<QCPItemText*>();
    EXPECT_TRUE(std::ranges::any_of(labels, [](const QCPItemText* label) {
        return label->text().contains(QStringLiteral("lowest and highest of 4,096 steps"));
    }));
    giveTraces(m_view, makeSet({trace}, run));
    EXPECT_EQ(m_view.plot().graph(0)->channelFillGraph(), nullptr);
    EXPECT_EQ(m_view.plot().graph(1)->dataCount(), 0);
}

TEST_F(TraceViewTest, TellsWhatItLooksAt)
{
    std::optional<TraceWindow> window;
    int pixels = 0;
    QObject::connect(&m_view, &View::traceWindowWanted, &m_view, [&](const auto& wanted, int width) {
        window = wanted;
        pixels = width;
    });
    giveTraces(m_view, makeSet({makeTrace("a", m_times, {1, 2, 3, 4})}));
    m_view.drawNow();
    EXPECT_FALSE(window) << "all";
    EXPECT_EQ(pixels, m_view.plot().axisRect(0)->width());
    const QPoint position = pixelAt(1.5, 0);
    QWheelEvent wheel(position, m_view.plot().mapToGlobal(position), {}, {0, 360}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&m_view.plot(), &wheel);
    m_view.drawNow();
    const QCPRange range = keyAxis(0).range();
    EXPECT_EQ(window, (TraceWindow{TraceWindow::Axis::Time, range.lower, range.upper}));
    m_view.resetZoom();
    m_view.drawNow();
    EXPECT_FALSE(window);
}

TEST_F(TraceViewTest, OneZoomForAllStripsKeptWhileTheRunGrows)
{
    auto set = makeSet({makeTrace("a", m_times, {1, 2, 3, 4}), makeTrace("b", m_times, {1, 2, 3, 4})});
    giveTraces(m_view, set);
    m_view.drawNow();
    const QPoint position = pixelAt(1.5, 0);
    QWheelEvent wheel(position, m_view.plot().mapToGlobal(position), {}, {0, 360}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&m_view.plot(), &wheel);
    const QCPRange zoomed = keyAxis(0).range();
    EXPECT_LT(zoomed.size(), 2.5);
    EXPECT_EQ(keyAxis(1).range(), zoomed);
    auto longer = makeSet({makeTrace("a", {0, 1, 2, 3, 90}, {1, 2, 3, 4, 5}),
                           makeTrace("b", {0, 1, 2, 3, 90}, {1, 2, 3, 4, 5})},
                          set->run);
    giveTraces(m_view, longer);
    EXPECT_EQ(keyAxis(0).range(), zoomed);
    m_view.resetZoom();
    EXPECT_GE(keyAxis(1).range().upper, 90.0);
}

TEST_F(TraceViewTest, FollowsWhatIsChosen)
{
    const RunDescriptionPtr run = makeRun();
    const TracePtr a = makeTrace("a", m_times, {1, 2, 3, 4});
    const TracePtr b = makeTrace("b", m_times, {4, 3, 2, 1});
    giveTraces(m_view, makeSet({a, b}, run));
    giveTraces(m_view, makeSet({b}, run));
    ASSERT_EQ(m_view.plot().axisRectCount(), 1);
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(0)->value, 4.0);
    giveTraces(m_view, nullptr);
    EXPECT_EQ(m_view.plot().axisRectCount(), 0);
    giveTraces(m_view, makeSet({a}, run));
    EXPECT_EQ(m_view.plot().axisRectCount(), 1);
}

} // namespace h5pulse::viewer::test
