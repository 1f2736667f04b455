// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/speed_box.h"
#include "window_fixture.h"

#include <h5pulse/writer.h>

#include <QElapsedTimer>
#include <QStandardItemModel>

#include <optional>

namespace h5pulse::viewer::test {

namespace {

class WindowPlayback : public WindowTest
{
protected:
    Playback& playback() { return m_window->playback(); }

    /// Opens a finished run of this many steps, at its end, with a clock that the test advances.
    void openFinished(int steps)
    {
        {
            LiveWriter writer(m_path);
            writer.append(steps);
            writer.close();
        }
        open();
        ASSERT_TRUE(waitForStep(steps - 1));
        stopClock();
    }

    void stopClock()
    {
        playback().setClock([this] { return m_seconds; });
    }

    void goTo(quint64 step)
    {
        document().goToStep(step);
        ASSERT_TRUE(waitForStep(static_cast<qint64>(step)));
    }

    /// Advances the clock, and returns the step that is shown in the end. On a busy machine, the service
    /// finds the step of a time only after the next ticks. `awaited` is the step to wait for.
    qint64 stepAfter(double seconds, std::optional<qint64> awaited = {})
    {
        m_seconds += seconds;
        // After two ticks, the request of the first one has been answered or replaced.
        int ticks = 0;
        const auto connection =
            QObject::connect(&document(), &RunDocument::navigated, m_window.get(), [&] { ++ticks; });
        waitFor([&] { return ticks >= 2 || !playback().isPlaying(); });
        QObject::disconnect(connection);
        waitFor(
            [&] { return shownStep() == awaited.value_or(static_cast<qint64>(document().cursor().step)); });
        return shownStep();
    }

    double m_seconds = 0.0;
};

} // namespace

TEST_F(WindowPlayback, SpacePlaysAFinishedRunFromTheStartToTheEnd)
{
    {
        LiveWriter writer(m_path);
        writer.append(60);
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(59));
    m_window->playback().setSpeed({100.0});
    qint64 last = -1;
    int drawn = 0;
    QObject::connect(&document(), &RunDocument::frameChanged, m_window.get(), [&] {
        if (m_window->playback().isPlaying()) {
            EXPECT_GE(shownStep(), last);
            last = shownStep();
            ++drawn;
        }
    });
    press(Qt::Key_Space);
    EXPECT_TRUE(m_window->playback().isPlaying());
    EXPECT_TRUE(waitFor([&] { return !m_window->playback().isPlaying(); }));
    EXPECT_TRUE(waitForStep(59));
    EXPECT_GT(drawn, 5) << "and not in one jump";
}

TEST_F(WindowPlayback, SpacePausesAndScrubbingTakesOver)
{
    LiveWriter writer(m_path);
    writer.append(1000);
    open();
    ASSERT_TRUE(waitForStep(999));
    press(Qt::Key_Space);
    EXPECT_FALSE(document().cursor().live) << "live, Space stops here";
    EXPECT_FALSE(m_window->playback().isPlaying());
    press(Qt::Key_Home);
    ASSERT_TRUE(waitForStep(0));
    press(Qt::Key_Space);
    EXPECT_TRUE(m_window->playback().isPlaying());
    EXPECT_TRUE(waitFor([&] { return shownStep() > 3; }));
    press(Qt::Key_Space);
    EXPECT_FALSE(m_window->playback().isPlaying());
    press(Qt::Key_Space);
    EXPECT_TRUE(m_window->playback().isPlaying());
    press(Qt::Key_Home);
    EXPECT_FALSE(m_window->playback().isPlaying());
}

TEST_F(WindowPlayback, PlayingALiveRunEndsLive)
{
    LiveWriter writer(m_path);
    writer.append(100);
    open();
    ASSERT_TRUE(waitForStep(99));
    press(Qt::Key_Home);
    m_window->playback().setSpeed({1000.0});
    press(Qt::Key_Space);
    EXPECT_TRUE(waitFor([&] { return document().cursor().live; }));
    writer.append(1);
    EXPECT_TRUE(waitForStep(100));
}

TEST_F(WindowPlayback, GoesAsFastAsItIsToldByTheClock)
{
    openFinished(1000);
    goTo(100);
    playback().setSpeed({50.0});
    playback().play();
    EXPECT_EQ(stepAfter(2.0), 200);
    playback().faster();
    EXPECT_EQ(playback().speed().perSecond, 100.0);
    EXPECT_EQ(stepAfter(2.0), 400) << "from where it was when it became faster";
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(playback().speed().perSecond, 20.0);
    EXPECT_EQ(stepAfter(1.0), 420);
    QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(playback().speed().perSecond, 50.0);
    EXPECT_EQ(stepAfter(100.0), 999);
    EXPECT_FALSE(playback().isPlaying());
}

TEST_F(WindowPlayback, ShiftSpacePlaysBackwardToTheFirstStep)
{
    openFinished(300);
    playback().setSpeed({100.0});
    QTest::keyClick(m_window.get(), Qt::Key_Space, Qt::ShiftModifier);
    ASSERT_TRUE(playback().isPlaying());
    EXPECT_EQ(stepAfter(1.0), 199);
    QTest::keyClick(m_window.get(), Qt::Key_Space, Qt::ShiftModifier);
    EXPECT_FALSE(playback().isPlaying());
    QTest::keyClick(m_window.get(), Qt::Key_Space, Qt::ShiftModifier);
    EXPECT_EQ(stepAfter(0.5), 149) << "on from there";
    EXPECT_EQ(stepAfter(5.0), 0);
    EXPECT_FALSE(playback().isPlaying());
}

TEST_F(WindowPlayback, AsksForOneStepAFrameAndShowsTheLastOneWhenItStops)
{
    openFinished(50'000);
    goTo(0);
    int asked = 0;
    quint64 last = 0;
    QObject::connect(&document(), &RunDocument::navigated, m_window.get(), [&] { ++asked; });
    QObject::connect(&document(), &RunDocument::cursorChanged, m_window.get(),
                     [&] { last = document().cursor().step; });
    playback().setSpeed({1e5});
    QElapsedTimer clock;
    clock.start();
    playback().play();
    ASSERT_TRUE(waitFor([&] {
        m_seconds = static_cast<double>(clock.elapsed()) * 1e-3;
        return clock.elapsed() > 300;
    }));
    playback().pause();
    EXPECT_LE(asked, 2 + clock.elapsed() * 60 / 1000);
    EXPECT_GT(last, 10'000U);
    EXPECT_TRUE(waitForStep(static_cast<qint64>(last)));
}

TEST_F(WindowPlayback, ShowsEveryKthStepAtTheSameSpeed)
{
    openFinished(1000);
    goTo(5);
    playback().setSpeed({100.0});
    playback().setStride(7);
    playback().play();
    EXPECT_EQ(stepAfter(0.5), 5 + 49);
    EXPECT_EQ(stepAfter(0.05), 5 + 49);
    EXPECT_EQ(stepAfter(0.02), 5 + 56);
    playback().setStride(0);
    EXPECT_EQ(playback().stride(), 1U);
}

TEST_F(WindowPlayback, PlaysAStretchAgainAndAgain)
{
    openFinished(1000);
    goTo(100);
    press(Qt::Key_BracketLeft);
    goTo(199);
    press(Qt::Key_BracketRight);
    ASSERT_TRUE(playback().rangeBegin() && playback().rangeEnd());
    EXPECT_EQ(playback().rangeBegin()->step, 100U);
    EXPECT_EQ(playback().rangeEnd()->step, 199U);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    ASSERT_TRUE(playback().isLooping());
    goTo(500);
    playback().setSpeed({100.0});
    playback().play();
    EXPECT_EQ(stepAfter(0.3), 130) << "from its begin when one is elsewhere";
    EXPECT_EQ(stepAfter(1.0), 130) << "100 steps later";
    playback().setLooping(false);
    EXPECT_EQ(stepAfter(10.0), 199);
    EXPECT_FALSE(playback().isPlaying());
    press(Qt::Key_BracketRight);
    EXPECT_FALSE(playback().rangeEnd()) << "the same step once more";
    goTo(50);
    press(Qt::Key_BracketRight);
    EXPECT_FALSE(playback().rangeBegin()) << "an end before the begin";
    press(Qt::Key_Backslash);
    EXPECT_FALSE(playback().rangeEnd());
}

TEST_F(WindowPlayback, PlaysBySimulatedTime)
{
    openFinished(1000); // a step every 0.1 s
    EXPECT_EQ(playback().timeProblem(), QString());
    EXPECT_EQ(playback().usualTimeSpeed(), 2.0) << "99.9 s in some 20 s, by a round number";
    goTo(100);
    playback().setSpeed({5.0, PlaybackSpeed::Unit::Time});
    playback().play();
    EXPECT_EQ(stepAfter(0.0), 100);
    EXPECT_EQ(stepAfter(2.01, 200), 200);
    EXPECT_EQ(stepAfter(0.002), 200) << "not a step later yet";
    ASSERT_TRUE(playback().isPlaying());
    playback().play(Playback::Direction::Backward);
    EXPECT_EQ(stepAfter(0.0), 200);
    EXPECT_EQ(stepAfter(3.97, 1), 1) << "the last step that is not after 0.15 s";
    EXPECT_EQ(stepAfter(1.0), 0);
    EXPECT_FALSE(playback().isPlaying());
    goTo(300);
    press(Qt::Key_BracketLeft);
    goTo(400);
    press(Qt::Key_BracketRight);
    playback().setLooping(true);
    playback().play();
    EXPECT_EQ(stepAfter(0.0), 300);
    EXPECT_EQ(stepAfter(1.01, 350), 350);
    stepAfter(1.0);
    EXPECT_EQ(stepAfter(0.41, 320), 320) << "it began anew";
    EXPECT_TRUE(playback().isPlaying());
    press(Qt::Key_Home);
    EXPECT_FALSE(playback().isPlaying());
}

TEST_F(WindowPlayback, GoesByStepsWhereTimesDoNotAscend)
{
    {
        Writer writer(m_path, {.fields = {{.name = "energy"}}});
        for (int step = 0; step < 300; ++step) {
            writer.append(step < 150 ? step * 0.1 : 100.0 - step * 0.1, 1.0);
        }
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(299));
    ASSERT_TRUE(waitFor([&] { return document().traces() && !document().traces()->timesAscend; }));
    stopClock();
    EXPECT_EQ(playback().timeProblem(), QStringLiteral("The run's times do not ascend"));
    SpeedBox& box = m_window->timeBar().speedBox();
    box.showPopup();
    box.hidePopup();
    const auto* items = static_cast<QStandardItemModel*>(box.model());
    EXPECT_FALSE(items->item(box.count() - 1)->isEnabled());
    EXPECT_EQ(items->item(box.count() - 1)->toolTip(), playback().timeProblem());
    EXPECT_TRUE(items->item(0)->isEnabled());
    goTo(10);
    playback().setSpeed({5.0, PlaybackSpeed::Unit::Time}); // the speed comes from another run
    playback().play();
    EXPECT_EQ(stepAfter(1.0), 40) << "30 steps/s";
    EXPECT_EQ(playback().speed(), PlaybackSpeed{});
}

TEST_F(WindowPlayback, KeepsItsStateAndSurvivesGarbage)
{
    openFinished(100);
    goTo(10);
    press(Qt::Key_BracketLeft);
    playback().setSpeed({0.25, PlaybackSpeed::Unit::Time});
    playback().setStride(3);
    playback().setLooping(true);
    const QJsonObject state = m_window->timeBar().saveState();
    playback().clearRange();
    playback().setSpeed({});
    playback().setStride(1);
    playback().setLooping(false);
    m_window->timeBar().restoreState(state);
    EXPECT_EQ(playback().speed(), (PlaybackSpeed{0.25, PlaybackSpeed::Unit::Time}));
    EXPECT_EQ(playback().stride(), 3U);
    EXPECT_TRUE(playback().isLooping());
    ASSERT_TRUE(playback().rangeBegin());
    EXPECT_EQ(playback().rangeBegin()->step, 10U);
    EXPECT_EQ(playback().rangeBegin()->time, 1.0);
    m_window->timeBar().restoreState({{"playback", QJsonObject{{"speed", -3},
                                                               {"stride", 1e300},
                                                               {"loop", "x"},
                                                               {"begin", 3},
                                                               {"end", QJsonObject{{"step", -1}}}}},
                                      {"overview", QJsonObject{{"kind", 99}, {"component", 1e300}}}});
    EXPECT_GT(playback().speed().perSecond, 0.0);
    EXPECT_EQ(playback().stride(), Playback::kMaxStride);
    EXPECT_FALSE(playback().rangeBegin());
    EXPECT_FALSE(playback().rangeEnd());
}

TEST_F(WindowPlayback, ForgetsTheStretchOfAnotherRun)
{
    openFinished(100);
    goTo(10);
    press(Qt::Key_BracketLeft);
    document().reload();
    ASSERT_TRUE(waitForStep(10));
    EXPECT_TRUE(playback().rangeBegin());
    LiveWriter writer(m_folder / "other.h5");
    writer.append(20);
    m_window->openFile(QString::fromStdString((m_folder / "other.h5").string()));
    EXPECT_FALSE(playback().rangeBegin());
}

} // namespace h5pulse::viewer::test
