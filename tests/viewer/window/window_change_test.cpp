// SPDX-License-Identifier: GPL-3.0-or-later
// Files that change while the window shows them. The window gives the reason, keeps the picture, and
// continues when it can.
#include "heartbeat_edit.h"
#include "widgets/stale_overlay.h"
#include "window_fixture.h"

#include <fstream>

namespace h5pulse::viewer::test {

namespace {

using h5pulse::test::setWriteProblem;

class WindowChange : public WindowTest
{
protected:
    /// Shows a live run of 10 steps.
    void openLive()
    {
        m_writer = std::make_unique<LiveWriter>(m_path);
        m_writer->append(10);
        open();
        ASSERT_TRUE(waitForStep(9));
        ASSERT_TRUE(waitForState(QStringLiteral("live")));
    }

    bool waitForState(const QString& word)
    {
        return waitFor([&] { return state() == word; });
    }

    testing::AssertionResult says(const QString& part)
    {
        return waitFor([&] { return message().contains(part); })
                   ? testing::AssertionSuccess()
                   : testing::AssertionFailure() << state().toStdString() << ": " << message().toStdString();
    }

    bool isFaded() { return !m_window->findChild<StaleOverlay*>()->isHidden(); }

    /// Writes another run to the path, which the window must show.
    void expectGoesOn()
    {
        LiveWriter next(m_folder / "next.h5", 500.0);
        next.append(4);
        std::filesystem::rename(m_folder / "next.h5", m_path);
        EXPECT_TRUE(waitForStep(3));
        EXPECT_TRUE(waitForState(QStringLiteral("live")));
        EXPECT_TRUE(curveBelongsToTitle(500.0));
        EXPECT_EQ(message(), "");
        EXPECT_FALSE(isFaded());
    }

    void write(const std::string& bytes)
    {
        std::ofstream(m_path, std::ios::binary | std::ios::trunc) << bytes;
    }

    std::string bytes()
    {
        std::ifstream file(m_path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::unique_ptr<LiveWriter> m_writer;
};

} // namespace

TEST_F(WindowChange, Deleted)
{
    openLive();
    std::filesystem::remove(m_path);
    EXPECT_TRUE(waitForState(QStringLiteral("unreachable")));
    EXPECT_TRUE(says(QStringLiteral("The file was deleted, but its writer goes on")));
    EXPECT_FALSE(isFaded()) << "it can still be looked at";
    m_writer->append(5);
    EXPECT_TRUE(waitForStep(14)) << "and even grows";
    press(Qt::Key_Home);
    EXPECT_TRUE(waitForStep(0));
    EXPECT_TRUE(curveBelongsToTitle());
    press(Qt::Key_End);
    expectGoesOn();
}

TEST_F(WindowChange, MovedAndMovedBack)
{
    openLive();
    std::filesystem::rename(m_path, m_folder / "moved.h5");
    EXPECT_TRUE(says(QString::fromStdString("moved to " + (m_folder / "moved.h5").string())));
    EXPECT_EQ(state(), "unreachable");
    std::filesystem::rename(m_folder / "moved.h5", m_path);
    EXPECT_TRUE(waitForState(QStringLiteral("live")));
    EXPECT_EQ(message(), "");
    EXPECT_EQ(shownStep(), 9);
}

TEST_F(WindowChange, OverwrittenWithNoiseAndRestored)
{
    openLive();
    m_writer->crash();
    ASSERT_TRUE(waitForState(QStringLiteral("crashed")));
    const std::string good = bytes();
    const RunDescriptionPtr run = document().status().run;
    write(std::string(good.size(), 'x'));
    EXPECT_TRUE(waitForState(QStringLiteral("unreadable")));
    EXPECT_TRUE(says(QStringLiteral("it is not an HDF5 file. The window shows the data read before")));
    EXPECT_EQ(shownStep(), 9) << "the last picture stays";
    EXPECT_TRUE(curveBelongsToTitle());
    EXPECT_TRUE(document().traces() && !document().traces()->traces.empty());
    EXPECT_TRUE(isFaded());
    press(Qt::Key_Home); // the window cannot go to this step, and must not fail
    write(good);
    EXPECT_TRUE(waitForState(QStringLiteral("crashed")));
    EXPECT_TRUE(waitForStep(0)) << "what was asked for meanwhile is shown now";
    EXPECT_FALSE(isFaded());
    EXPECT_EQ(document().status().run, run) << "it is the same run, and nothing starts anew";
}

TEST_F(WindowChange, TruncatedAndReplaced)
{
    openLive();
    std::filesystem::resize_file(m_path, 100);
    EXPECT_TRUE(waitForState(QStringLiteral("unreadable")));
    EXPECT_EQ(shownStep(), 9);
    EXPECT_TRUE(isFaded());
    expectGoesOn();
}

TEST_F(WindowChange, ReplacedByAnEmptyFile)
{
    openLive();
    std::ofstream(m_folder / "empty").flush();
    std::filesystem::rename(m_folder / "empty", m_path);
    EXPECT_TRUE(says(QStringLiteral("the file is empty")));
    EXPECT_EQ(shownStep(), 9);
    expectGoesOn();
}

TEST_F(WindowChange, DiskFull)
{
    openLive();
    setWriteProblem(m_path, 1, "the disk is full (No space left on device)");
    EXPECT_TRUE(waitForState(QStringLiteral("disk full")));
    EXPECT_TRUE(
        says(QStringLiteral("The disk is full (No space left on device); the writer keeps its steps")));
    setWriteProblem(m_path, 2, "Input/output error");
    EXPECT_TRUE(waitForState(QStringLiteral("cannot write")));
    m_writer->append(1);
    EXPECT_TRUE(waitForState(QStringLiteral("live")));
    EXPECT_EQ(message(), "");
}

} // namespace h5pulse::viewer::test
