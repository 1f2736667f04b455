// SPDX-License-Identifier: GPL-3.0-or-later
// Live mode: follow a run, leave live mode, and return.
#include "window_fixture.h"

namespace h5pulse::viewer::test {

using WindowLive = WindowTest;

TEST_F(WindowLive, FollowsTheLatestStep)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    EXPECT_EQ(profile().header().title(), "y   step 9   t = 0.9 s");
    EXPECT_TRUE(curveBelongsToTitle());
    EXPECT_EQ(state(), "live");
    writer.append(5);
    ASSERT_TRUE(waitForStep(14));
    EXPECT_TRUE(curveBelongsToTitle());
    EXPECT_TRUE(
        waitFor([&] { return m_window->statusLine().stepsText() == QStringLiteral("step 14 of 15"); }));
    EXPECT_EQ(profile().plot().xAxis->label(), "x [mm]");
    EXPECT_EQ(profile().plot().yAxis->label(), "y [V]");
    EXPECT_EQ(message(), "");
}

TEST_F(WindowLive, WhatIsDrawnBelongsToItsTitleAtEveryMoment)
{
    LiveWriter writer(m_path);
    writer.append(1);
    open();
    ASSERT_TRUE(waitForStep(0));
    writer.runFree();
    int drawn = 0;
    QObject::connect(&document(), &RunDocument::frameChanged, m_window.get(), [&] {
        ++drawn;
        EXPECT_TRUE(curveBelongsToTitle());
    });
    EXPECT_TRUE(waitFor([&] { return drawn > 40; }));
    EXPECT_GT(shownStep(), 100);
}

TEST_F(WindowLive, ScrubbingLeavesTheRunToGrowAndEndReturns)
{
    LiveWriter writer(m_path);
    writer.append(30);
    open();
    ASSERT_TRUE(waitForStep(29));
    writer.runFree();
    StepSlider& slider = m_window->timeBar().slider();
    QTest::mouseClick(&slider, Qt::LeftButton, {}, slider.positionOf(0));
    ASSERT_TRUE(waitForStep(0));
    EXPECT_FALSE(document().cursor().live);
    EXPECT_FALSE(m_window->timeBar().liveButton().isChecked());
    const qint64 before = steps();
    EXPECT_TRUE(waitFor([&] { return steps() > before + 50; })) << "ingestion goes on";
    EXPECT_EQ(shownStep(), 0) << "and the picture stays";
    EXPECT_TRUE(curveBelongsToTitle());

    press(Qt::Key_End);
    EXPECT_TRUE(document().cursor().live);
    EXPECT_TRUE(m_window->timeBar().liveButton().isChecked());
    EXPECT_TRUE(waitFor([&] { return shownStep() > before + 50; }));
    EXPECT_TRUE(curveBelongsToTitle());

    m_window->timeBar().liveButton().click();
    EXPECT_FALSE(document().cursor().live);
    m_window->timeBar().liveButton().click();
    EXPECT_TRUE(document().cursor().live);
    const qint64 now = shownStep();
    EXPECT_TRUE(waitFor([&] { return shownStep() > now + 20; }));
}

TEST_F(WindowLive, KeysMoveThroughTheSteps)
{
    LiveWriter writer(m_path);
    writer.append(100);
    open();
    ASSERT_TRUE(waitForStep(99));
    press(Qt::Key_Left);
    ASSERT_TRUE(waitForStep(98));
    EXPECT_FALSE(document().cursor().live);
    press(Qt::Key_PageUp);
    ASSERT_TRUE(waitForStep(88));
    press(Qt::Key_Right);
    ASSERT_TRUE(waitForStep(89));
    press(Qt::Key_Home);
    ASSERT_TRUE(waitForStep(0));
    press(Qt::Key_Left);
    press(Qt::Key_PageDown);
    ASSERT_TRUE(waitForStep(10));
    press(Qt::Key_End);
    ASSERT_TRUE(waitForStep(99));
    EXPECT_TRUE(document().cursor().live);
    EXPECT_TRUE(curveBelongsToTitle());
}

TEST_F(WindowLive, EntriesGoToStepsAndTimesAndKeepTheirKeys)
{
    LiveWriter writer(m_path);
    writer.append(100);
    open();
    ASSERT_TRUE(waitForStep(99));
    NumberEntry& step = m_window->timeBar().stepEntry();
    step.setFocus();
    step.selectAll();
    QTest::keyClicks(&step, QStringLiteral("42"));
    QTest::keyClick(&step, Qt::Key_Home);
    QTest::keyClick(&step, Qt::Key_Left);
    QTest::keyClick(&step, Qt::Key_End);
    EXPECT_EQ(step.text(), "42");
    EXPECT_EQ(step.cursorPosition(), 2);
    QTest::keyClick(&step, Qt::Key_PageUp); // the entry ignores this key, and the window must not take it
    EXPECT_TRUE(document().cursor().live) << "Home, Left and Page Up were the entry's";
    EXPECT_EQ(shownStep(), 99);
    QTest::keyClick(&step, Qt::Key_Return);
    ASSERT_TRUE(waitForStep(42));
    EXPECT_FALSE(document().cursor().live);

    NumberEntry& time = m_window->timeBar().timeEntry();
    time.setFocus();
    time.selectAll();
    QTest::keyClicks(&time, QStringLiteral("5.55"));
    QTest::keyClick(&time, Qt::Key_Return);
    ASSERT_TRUE(waitForStep(55)) << "the last step that is not after it";
    EXPECT_EQ(document().cursor().step, 55U);
    EXPECT_EQ(time.text(), "5.5");
    EXPECT_EQ(step.text(), "55");

    step.setFocus();
    step.selectAll();
    QTest::keyClicks(&step, QStringLiteral("7000"));
    QTest::keyClick(&step, Qt::Key_Return);
    ASSERT_TRUE(waitForStep(99)) << "beyond the end: the last";
    press(Qt::Key_Left);
    ASSERT_TRUE(waitForStep(98)) << "after Return the keys are the window's again";
}

TEST_F(WindowLive, ClosesAtOnce)
{
    LiveWriter writer(m_path);
    writer.append(1000);
    writer.runFree();
    open();
    ASSERT_TRUE(waitFor([&] { return shownStep() > 1000; }));
    QElapsedTimer timer;
    timer.start();
    m_window->close();
    EXPECT_FALSE(m_window->isVisible());
    m_window.reset();
    EXPECT_LT(timer.elapsed(), 3000);
}

} // namespace h5pulse::viewer::test
