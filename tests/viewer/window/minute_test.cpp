// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a live run for a minute at sixty steps per second, with one commit per step. No picture is wrong or
// older than the one before. At the end, the newest step is shown, and the traces have all steps. `./run
// bench viewer` measures how many steps the viewer draws.
#include "window_fixture.h"

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

constexpr int kSteps = 3600;
constexpr double kStepsPerSecond = 60.0;
constexpr int kPatience = 150'000; // milliseconds; the writer may be slow too

using Minute = WindowTest;

} // namespace

TEST_F(Minute, EveryStateIsDrawnRightAndInOrderAndNoneIsLost)
{
    LiveWriter writer(m_path);
    writer.append(1);
    open();
    ASSERT_TRUE(waitForStep(0));
    document().setTraceIds({{"energy", 0, Part::Real}});
    qint64 last = -1, drawn = 0;
    // Checks the painted picture, not the sent frame.
    QObject::connect(&profile().plot(), &QCustomPlot::afterReplot, m_window.get(), [&] {
        const qint64 step = shownStep();
        EXPECT_GE(step, last) << "it went back";
        EXPECT_TRUE(curveBelongsToTitle());
        EXPECT_TRUE(document().cursor().live);
        drawn += step > last ? 1 : 0;
        last = step;
    });
    writer.beginPaced(kSteps, kStepsPerSecond);
    ASSERT_TRUE(waitFor([&] { return last == kSteps; }, kPatience)) << "step " << last;
    writer.endPaced(std::chrono::seconds(5));
    EXPECT_EQ(state(), "live");
    EXPECT_EQ(message(), "");
    RecordProperty("steps_drawn", std::to_string(drawn));
    std::printf("%lld of %d steps were drawn\n", static_cast<long long>(drawn), kSteps);
    EXPECT_GT(drawn, kSteps / 10) << "that is no following";

    const auto complete = [&] {
        const TraceSetPtr& set = document().traces();
        return set && set->isComplete() && set->traces.size() == 1 && set->traces[0]->steps == kSteps + 1;
    };
    ASSERT_TRUE(waitFor(complete));
    std::uint64_t next = 0;
    for (const TraceBin& bin : document().traces()->traces[0]->bins) {
        ASSERT_EQ(bin.first, next) << "a step is missing";
        next = bin.end;
        EXPECT_EQ(bin.low, 2.0 * static_cast<double>(bin.first));
        EXPECT_EQ(bin.high, 2.0 * static_cast<double>(bin.end - 1));
    }
    EXPECT_EQ(next, static_cast<std::uint64_t>(kSteps + 1));
}

/// Scrubs as fast as events come. Each step is requested before the answer to the previous request can
/// arrive.
TEST_F(Minute, ScrubbingSettlesOnTheStepThatWasAskedForLast)
{
    LiveWriter writer(m_path);
    writer.append(5000);
    open();
    ASSERT_TRUE(waitForStep(4999));
    writer.runFree();
    StepSlider& slider = m_window->timeBar().slider();
    for (int round = 0; round < 20; ++round) {
        QTest::mousePress(&slider, Qt::LeftButton, {}, slider.positionOf(0));
        quint64 wanted = 0;
        for (int x = 0; x < 200; ++x) {
            const QPoint place(slider.width() * ((x * 37 + round * 11) % 200) / 200, slider.height() / 2);
            QTest::mouseMove(&slider, place);
            wanted = document().cursor().step;
        }
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, slider.positionOf(static_cast<qint64>(wanted)));
        wanted = document().cursor().step;
        ASSERT_TRUE(waitForStep(static_cast<qint64>(wanted)));
        ASSERT_TRUE(waitFor(
            [&] { return profile().header().title().contains(QStringLiteral("step %1 ").arg(wanted)); }));
        // Late answers must not change the step any more.
        std::uint64_t other = wanted;
        const auto connection =
            QObject::connect(&document(), &RunDocument::frameChanged, m_window.get(), [&] {
                other = document().frame()->step != wanted ? document().frame()->step : other;
            });
        const qint64 before = steps();
        ASSERT_TRUE(waitFor([&] { return steps() > before + 20; })) << "the worker has had many turns";
        QObject::disconnect(connection);
        EXPECT_EQ(other, wanted);
        EXPECT_TRUE(curveBelongsToTitle());
    }
}

} // namespace h5pulse::viewer::test
