// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

namespace h5pulse::viewer::test {

using WindowPlayback = WindowTest;

TEST_F(WindowPlayback, SpacePlaysAFinishedRunFromTheStartToTheEnd)
{
    {
        LiveWriter writer(m_path);
        writer.append(60);
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(59));
    m_window->playback().setSpeed(100.0);
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
    m_window->playback().setSpeed(1000.0);
    press(Qt::Key_Space);
    EXPECT_TRUE(waitFor([&] { return document().cursor().live; }));
    writer.append(1);
    EXPECT_TRUE(waitForStep(100));
}

} // namespace h5pulse::viewer::test
