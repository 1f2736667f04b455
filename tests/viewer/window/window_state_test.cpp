// SPDX-License-Identifier: GPL-3.0-or-later
// The window's texts for files and runs in every state.
#include "colors.h"
#include "core/run/run_texts.h"
#include "ui/run/run_panel.h"
#include "ui/run/state_badge.h"
#include "widgets/progress_line.h"
#include "window_fixture.h"

#include <h5pulse/writer.h>

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QUrl>

#include <fstream>

namespace h5pulse::viewer::test {

using WindowState = WindowTest;

TEST_F(WindowState, WelcomesWithoutAFile)
{
    EXPECT_EQ(document().status().phase, RunPhase::Idle);
    EXPECT_FALSE(m_window->timeBar().isVisible());
    EXPECT_EQ(m_window->windowTitle(), "h5pulse");
}

TEST_F(WindowState, IsNoLargerThanItsScreen)
{
    EXPECT_EQ(firstSize({1920, 1080}), QSize(1280, 800));
    EXPECT_TRUE(QRect(0, 0, 960, 540).contains(QRect(QPoint(), firstSize({960, 540}))))
        << "1920 x 1080 at two pixels per unit";
    const MainWindow window;
    const QSize room = window.screen()->availableSize();
    EXPECT_LE(window.width(), room.width());
    EXPECT_LE(window.height(), room.height());
}

TEST_F(WindowState, FinishedAndFailed)
{
    {
        LiveWriter writer(m_path);
        writer.append(10);
        open();
        ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
        writer.close();
    }
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    EXPECT_EQ(message(), "");
    m_path = m_folder / "failed.h5";
    {
        LiveWriter writer(m_path);
        writer.append(3);
        writer.fail("diverged at step 3");
    }
    open();
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("failed"); }));
    EXPECT_TRUE(message().contains(QStringLiteral("diverged at step 3"))) << message().toStdString();
    EXPECT_TRUE(waitForStep(2));
}

TEST_F(WindowState, AFinishedRunIsDone)
{
    m_window->resize(1300, 900);
    m_window->findChild<QDockWidget*>(QStringLiteral("run"))->show();
    Writer writer(m_path, {.fields = {{.name = "y"}}, .endTime = 10.0});
    for (int step = 0; step < 100; ++step) {
        writer.append(0.1 * step, 1.0); // ends one step before endTime
    }
    writer.commit();
    open();
    EXPECT_TRUE(waitFor([&] { return m_window->runPanel().progressText() == QStringLiteral("99 %"); }));
    writer.close();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    EXPECT_EQ(m_window->runPanel().progressText(), "100 %");
}

TEST_F(WindowState, ARunThatFinishedEarlyShowsHowFarItCame)
{
    m_window->resize(1300, 900);
    m_window->findChild<QDockWidget*>(QStringLiteral("run"))->show();
    {
        Writer writer(m_path, {.fields = {{.name = "y"}}, .endTime = 10.0});
        for (int step = 0; step < 5; ++step) {
            writer.append(step, 1.0);
        }
        writer.close();
    }
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    EXPECT_EQ(m_window->runPanel().progressText(), "40 %");
}

TEST_F(WindowState, StoppedByItsUser)
{
    m_window->resize(1300, 900);
    m_window->findChild<QDockWidget*>(QStringLiteral("run"))->show();
    Writer writer(m_path, {.fields = {{.name = "y", .shape = {64}}}, .endTime = 10.0});
    const std::vector<double> row(64, 1.0);
    for (int step = 0; step <= 4; ++step) {
        writer.append(step, row);
    }
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    ASSERT_TRUE(waitForStep(4));
    writer.stop("enough seen");
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("stopped"); })) << state().toStdString();
    EXPECT_EQ(message(), "Its user stopped the run: enough seen.");
    const Theme& theme = themeFor(m_window->palette());
    EXPECT_TRUE(isNear(m_window->messageBar().grab().toImage().pixelColor(1, 5), theme.selection))
        << "a note";
    const QList<StateBadge*> badges = m_window->findChildren<StateBadge*>();
    ASSERT_EQ(badges.size(), 2);
    for (StateBadge* badge : badges) {
        EXPECT_EQ(badge->text(), "stopped");
        EXPECT_EQ(badge->toolTip(), "State of the run: its user stopped the run: enough seen");
        const QImage picture = badge->grab().toImage();
        EXPECT_TRUE(isNear(picture.pixelColor(12, picture.height() / 2), theme.stopped));
    }
    EXPECT_EQ(m_window->runPanel().progressText(), "40 %") << "where it was";
    EXPECT_EQ(m_window->runPanel().endText(), "");
    for (const ProgressLine* line : m_window->findChildren<ProgressLine*>()) {
        EXPECT_EQ(line->value(), 400);
    }
    for (const QString& rate : m_window->runPanel().rateTexts()) {
        EXPECT_EQ(rate, "");
    }
    press(Qt::Key_Home);
    EXPECT_TRUE(waitForStep(0)) << "it can be looked at";

    m_window->showProblem(QStringLiteral("There is something else."));
    EXPECT_EQ(message(), "There is something else.") << "what goes wrong comes before it";
}

TEST_F(WindowState, AResumedRunIsNoLongerStopped)
{
    const RunSpec run{.fields = {{.name = "y", .shape = {64}}}};
    const std::vector<double> row(64, 1.0);
    {
        Writer writer(m_path, run);
        writer.append(0.0, row);
        writer.stop("enough seen");
    }
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("stopped") && !message().isEmpty(); }));
    Writer writer = Writer::resume(m_path);
    writer.append(1.0, row);
    ASSERT_TRUE(waitForStep(1));
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    EXPECT_EQ(message(), "");
}

TEST_F(WindowState, OpensAFileThatIsDropped)
{
    LiveWriter writer(m_path);
    writer.append(5);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(m_path.string()))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    EXPECT_TRUE(waitForStep(4));
    EXPECT_TRUE(curveBelongsToTitle());
}

TEST_F(WindowState, CrashedWhileWatched)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    writer.crash();
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("crashed"); })) << state().toStdString();
    EXPECT_TRUE(message().contains(QStringLiteral("h5pulse recover"))) << message().toStdString();
    EXPECT_FALSE(message().contains(QStringLiteral("h5clear")));
    EXPECT_EQ(shownStep(), 9);
    press(Qt::Key_Home);
    EXPECT_TRUE(waitForStep(0)) << "what was committed can be looked at";
    EXPECT_TRUE(curveBelongsToTitle());
}

TEST_F(WindowState, WaitsForAMissingFile)
{
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("waiting") && !message().isEmpty(); }));
    EXPECT_TRUE(message().contains(QString::fromStdString(m_path.string()))) << message().toStdString();
    LiveWriter writer(m_path);
    writer.append(2);
    EXPECT_TRUE(waitForStep(1));
    EXPECT_EQ(state(), "live");
    EXPECT_EQ(message(), "");
}

TEST_F(WindowState, RecoversFromABadFile)
{
    std::ofstream(m_path) << "not HDF5";
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreadable"); }));
    EXPECT_FALSE(message().isEmpty());
    EXPECT_EQ(shownStep(), -1);
    std::filesystem::remove(m_path);
    LiveWriter writer(m_path);
    writer.append(2);
    EXPECT_TRUE(waitForStep(1));
    EXPECT_EQ(message(), "");
}

TEST_F(WindowState, FollowsAnotherRunUnderTheSameName)
{
    {
        LiveWriter writer(m_path);
        writer.append(50);
        open();
        ASSERT_TRUE(waitForStep(49));
        writer.close();
    }
    std::filesystem::remove(m_path);
    LiveWriter writer(m_path, 5000.0);
    writer.append(7);
    ASSERT_TRUE(waitForStep(6));
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    EXPECT_TRUE(curveBelongsToTitle(5000.0));
    ASSERT_TRUE(waitFor([&] {
        return document().traces() && !document().traces()->traces.empty() &&
               document().traces()->traces.front()->steps == 7;
    })) << "and so do the traces";
    EXPECT_EQ(document().traces()->traces.front()->bins.front().low, 10'000.0);
    writer.append(1);
    EXPECT_TRUE(waitForStep(7));
}

TEST_F(WindowState, TakesAnotherFile)
{
    {
        LiveWriter writer(m_path);
        writer.append(50);
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(49));
    press(Qt::Key_Home);
    m_path = m_folder / "other.h5";
    LiveWriter writer(m_path, 100.0);
    writer.append(3);
    open();
    ASSERT_TRUE(waitForStep(2)) << "live again";
    EXPECT_TRUE(curveBelongsToTitle(100.0));
    EXPECT_TRUE(m_window->windowTitle().startsWith(QStringLiteral("other.h5")));
}

TEST_F(WindowState, TellsThatTheSimulationHadToWaitForTheDisk)
{
    m_window->resize(1600, 700); // room for all texts of the status line
    Writer writer(m_path, {.fields = {{.name = "y", .shape = {1000}}}},
                  {.commitInterval = std::chrono::milliseconds(0), .bufferBytes = 1});
    const std::vector<double> row(1000, 1.0);
    writer.append(0.0, row);
    writer.commit();
    open();
    ASSERT_TRUE(waitFor([&] { return steps() == 1; }));
    EXPECT_EQ(m_window->statusLine().heldNote(), "") << "calm while nothing is wrong";
    while (writer.statistics().waits == 0) { // the buffer has two batches of one step each
        writer.append(static_cast<double>(writer.steps()), row);
    }
    writer.close();
    EXPECT_TRUE(waitFor([&] {
        return m_window->statusLine().heldNote() == heldText(document().status()) &&
               document().status().waits == writer.statistics().waits;
    })) << m_window->statusLine().heldNote().toStdString();
    EXPECT_TRUE(m_window->statusLine().heldNote().startsWith(QStringLiteral("simulation waited ")));
}

TEST_F(WindowState, SaysThatARunHasNoStepsYet)
{
    LiveWriter writer(m_path);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    EXPECT_EQ(shownStep(), -1);
    EXPECT_EQ(m_window->statusLine().stepsText(), "0 steps");
    writer.append(1);
    EXPECT_TRUE(waitForStep(0));
}

} // namespace h5pulse::viewer::test
