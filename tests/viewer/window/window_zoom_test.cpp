// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot_events.h"
#include "window_fixture.h"

namespace h5pulse::viewer::test {

class WindowZoom : public WindowTest
{
};

TEST_F(WindowZoom, IsKeptWhileTheRunGoesOnUntilReset)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    profile().drawNow();
    PlotWidget& plot = profile().plot();
    turnWheel(plot, plot.axisRect()->center(), 3);
    const QCPRange x = plot.xAxis->range();
    const QCPRange y = plot.yAxis->range();
    writer.append(90);
    ASSERT_TRUE(waitForStep(99));
    EXPECT_EQ(plot.xAxis->range(), x);
    EXPECT_EQ(plot.yAxis->range(), y);
    press(Qt::Key_R);
    EXPECT_GT(plot.yAxis->range().upper, 99.0);
    EXPECT_LT(plot.xAxis->range().lower, 0.01);
    EXPECT_GT(plot.xAxis->range().upper, 31.4);
}

TEST_F(WindowZoom, PansWhileLiveAndADoubleClickResets)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    writer.runFree();
    profile().drawNow();
    PlotWidget& plot = profile().plot();
    const QPoint from = plot.axisRect()->center();
    const QCPRange before = plot.xAxis->range();
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot, from + QPoint(20, 0));
    QTest::mouseMove(&plot, from + QPoint(60, 0));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, from + QPoint(60, 0));
    const QCPRange panned = plot.xAxis->range();
    EXPECT_LT(panned.lower, before.lower);
    EXPECT_NEAR(panned.size(), before.size(), 1e-9);
    const qint64 step = shownStep();
    ASSERT_TRUE(waitFor([&] { return shownStep() > step + 30; })) << "still live";
    EXPECT_EQ(plot.xAxis->range(), panned);
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, from);
    EXPECT_EQ(plot.xAxis->range(), before);
}

TEST_F(WindowZoom, TheReadoutWorksWhileLive)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    profile().drawNow();
    PlotWidget& plot = profile().plot();
    const QPoint position(static_cast<int>(plot.xAxis->coordToPixel(5.0)), plot.axisRect()->center().y());
    QTest::mouseMove(&plot, position);
    EXPECT_TRUE(waitFor([&] {
        return profile().header().readout() == QStringLiteral("y[10]   x = 5 mm   9.01 V");
    })) << profile().header().readout().toStdString();
    writer.append(1);
    ASSERT_TRUE(waitForStep(10));
    EXPECT_EQ(profile().header().readout(), "y[10]   x = 5 mm   10.01 V");
}

} // namespace h5pulse::viewer::test
