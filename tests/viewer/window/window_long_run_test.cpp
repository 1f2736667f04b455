// SPDX-License-Identifier: GPL-3.0-or-later
// Runs with more steps than the plot has pixels, in the window.
#include "core/trace/trace_points.h"
#include "long_run.h"
#include "window_fixture.h"

#include <cmath>

namespace h5pulse::viewer::test {

using h5pulse::test::LongRun;

namespace {

class WindowLongRun : public WindowTest
{
protected:
    QCPAxis& keyAxis() { return *traces().plot().axisRect(0)->axis(QCPAxis::atBottom); }

    TracePtr trace()
    {
        const TraceSetPtr& set = document().traces();
        return set && !set->traces.empty() ? set->traces.front() : nullptr;
    }

    /// Draws at the present size of the layout.
    void settle()
    {
        QCoreApplication::sendPostedEvents();
        traces().drawNow();
    }

    bool waitForSteps(std::uint64_t steps)
    {
        return waitFor([&] { return trace() && trace()->complete && trace()->steps == steps; });
    }

    void turnWheel(double key, int notches)
    {
        PlotWidget& plot = traces().plot();
        const QPointF position(keyAxis().coordToPixel(key), plot.axisRect(0)->center().y());
        QWheelEvent wheel(position, plot.mapToGlobal(position), {}, {0, 120 * notches}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&plot, &wheel);
    }

    /// Whether each visible step is a point of the curve, with its value.
    bool showsSingleSteps(const LongRun& run)
    {
        const QCPRange range = keyAxis().range();
        const auto curve = traces().plot().graph(0)->data();
        auto point = curve->findBegin(range.lower, false);
        auto step = static_cast<std::uint64_t>(std::ranges::lower_bound(run.times(), range.lower) -
                                               run.times().begin());
        int seen = 0;
        for (; step < run.steps() && run.times()[step] <= range.upper; ++step, ++point, ++seen) {
            if (point == curve->constEnd() || point->key != run.times()[step] ||
                point->value != run.values()[step]) {
                return false;
            }
        }
        return seen > 0;
    }
};

} // namespace

TEST_F(WindowLongRun, ZoomsInToSingleStepsAndBack)
{
    for (const auto kind : {LongRun::Kind::Own, LongRun::Kind::Foreign}) {
        m_path = m_folder / (kind == LongRun::Kind::Own ? "own.h5" : "foreign.h5");
        LongRun run(kind, m_path);
        run.append(300'000);
        open();
        ASSERT_TRUE(waitForSteps(300'000));
        settle();
        EXPECT_FALSE(showsSingleSteps(run));
        turnWheel(100.0, 40);
        EXPECT_LT(keyAxis().range().size(), 1.0);
        EXPECT_TRUE(waitFor([&] { return showsSingleSteps(run); }));
        press(Qt::Key_R);
        EXPECT_TRUE(waitFor([&] { return trace()->bins.size() <= 8000 && !showsSingleSteps(run); }));
    }
}

TEST_F(WindowLongRun, StaysZoomedInWhileTheRunGrows)
{
    LongRun run(LongRun::Kind::Own, m_path);
    run.append(100'000);
    open();
    ASSERT_TRUE(waitForSteps(100'000));
    settle();
    turnWheel(50.0, 40);
    const QCPRange zoomed = keyAxis().range();
    ASSERT_TRUE(waitFor([&] { return showsSingleSteps(run); }));
    for (int round = 0; round < 5; ++round) {
        run.append(20'000);
        ASSERT_TRUE(waitForSteps(run.steps()));
        EXPECT_EQ(keyAxis().range(), zoomed);
        EXPECT_TRUE(showsSingleSteps(run)) << "at no time anything coarser";
    }
}

TEST_F(WindowLongRun, TellsHowFarItIsAndAnotherFileEndsIt)
{
    LongRun slow(LongRun::Kind::Foreign, m_path, 10); // small chunks make reading slow
    slow.append(600'000);
    open();
    const QString reading = QStringLiteral("Over time   reading ");
    ASSERT_TRUE(waitFor([&] { return traces().header().title().startsWith(reading); }));
    EXPECT_TRUE(traces().header().title().endsWith(QStringLiteral(" %")));
    EXPECT_FALSE(trace()->bins.empty()) << "what there is so far is shown";
    m_path = m_folder / "other.h5";
    LongRun other(LongRun::Kind::Own, m_path);
    other.append(1000);
    open();
    QObject::connect(&document(), &RunDocument::tracesChanged, m_window.get(),
                     [&] { EXPECT_FALSE(traces().header().title().startsWith(reading)); });
    EXPECT_TRUE(waitForSteps(1000)) << "without what is left of the first";
    EXPECT_EQ(traces().header().title(), "Over time");
}

TEST_F(WindowLongRun, ReadsOutTheRangeOfABin)
{
    LongRun run(LongRun::Kind::Own, m_path);
    run.append(100'000);
    open();
    ASSERT_TRUE(waitForSteps(100'000));
    settle();
    PlotWidget& plot = traces().plot();
    const QPoint position(static_cast<int>(keyAxis().coordToPixel(30.0)), plot.axisRect(0)->center().y());
    QTest::mouseMove(&plot, position);
    const double key = keyAxis().pixelToCoord(position.x());
    const TraceBin* bin = trace()->binAt(key, TraceWindow::Axis::Time);
    const QString range = QStringLiteral("energy %1 … %2").arg(bin->low, 0, 'g', 5).arg(bin->high, 0, 'g', 5);
    EXPECT_TRUE(waitFor([&] { return traces().header().readout().contains(range); }))
        << traces().header().readout().toStdString();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, position);
    EXPECT_TRUE(waitFor([&] { return std::abs(static_cast<double>(shownStep()) - key * 1e3) <= 1.5; }))
        << shownStep() << " for " << key;
}

} // namespace h5pulse::viewer::test
