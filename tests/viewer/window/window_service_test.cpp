// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the window when the process that reads for it ends, stops, lies or is missing.
#include "other_machine.h"
#include "ssh_server.h"
#include "window_fixture.h"

#include <h5pulse/recover.h>

#include <QElapsedTimer>
#include <QMessageBox>
#include <QPushButton>

#include <csignal>
#include <fstream>

namespace h5pulse::viewer::test {

namespace {

class WindowService : public WindowTest
{
protected:
    ~WindowService() override { qunsetenv("H5PULSE_COMMAND"); }

    void openLive()
    {
        m_writer = std::make_unique<LiveWriter>(m_path);
        m_writer->append(20);
        open();
        ASSERT_TRUE(waitForStep(19));
    }

    /// The next windows start this shell script instead of the command.
    void useScript(const std::string& text)
    {
        const std::filesystem::path path = m_folder / "service.sh";
        std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        useCommand(QString::fromStdString(path.string()));
    }
    void useCommand(const QString& command)
    {
        qputenv("H5PULSE_COMMAND", command.toLocal8Bit());
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1000, 700);
        m_window->show();
    }

    std::unique_ptr<LiveWriter> m_writer;
};

} // namespace

TEST_F(WindowService, IsStartedAgainAfterItWasKilled)
{
    openLive();
    document().goToStep(7);
    ASSERT_TRUE(waitForStep(7));
    const RunDescriptionPtr run = document().status().run;
    const std::vector<TraceId> traces = document().traceIds();
    const int first = document().serviceProcess();
    ASSERT_EQ(::kill(first, SIGKILL), 0);
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("ended unexpectedly (signal 9")); }))
        << message().toStdString();
    EXPECT_EQ(shownStep(), 7) << "the last picture stays";
    m_writer->append(5);
    ASSERT_TRUE(waitFor([&] { return steps() == 25 && state() == QStringLiteral("live"); }))
        << message().toStdString();
    EXPECT_NE(document().serviceProcess(), first);
    EXPECT_EQ(document().status().run, run) << "the views keep their run";
    EXPECT_EQ(document().traceIds(), traces);
    EXPECT_EQ(shownStep(), 7);
    document().goToStep(9);
    EXPECT_TRUE(waitForStep(9));
    EXPECT_TRUE(curveBelongsToTitle());
}

TEST_F(WindowService, ThatIsStoppedHoldsNeitherKeysNorClosing)
{
    openLive();
    ASSERT_EQ(::kill(document().serviceProcess(), SIGSTOP), 0);
    QElapsedTimer timer;
    timer.start();
    press(Qt::Key_Home);
    EXPECT_EQ(document().cursor(), (Cursor{false, 0}));
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("has given no sign since")); }))
        << message().toStdString();
    ASSERT_TRUE(waitForStep(0)) << "another one is started";
    timer.restart();
    ASSERT_EQ(::kill(document().serviceProcess(), SIGSTOP), 0);
    m_window.reset();
    EXPECT_LT(timer.elapsed(), 1000);
}

TEST_F(WindowService, ThatIsMissingIsNamed)
{
    useCommand(QStringLiteral("/nonexistent/h5pulse"));
    LiveWriter writer(m_path);
    writer.append(3);
    open();
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("/nonexistent/h5pulse")); }));
    EXPECT_TRUE(message().contains(QStringLiteral("H5PULSE_COMMAND"))) << message().toStdString();
    EXPECT_TRUE(message().contains(QStringLiteral("Reload (F5) tries again"))) << message().toStdString();
}

TEST_F(WindowService, ThatEndsAgainAndAgainIsStartedEverMoreRarely)
{
    useScript("echo x >> '" + (m_folder / "starts").string() + "'; kill -SEGV $$");
    open();
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("trying again in 3 s")); }))
        << message().toStdString();
    EXPECT_LT(std::filesystem::file_size(m_folder / "starts"), 2U * 9U);
    EXPECT_EQ(state(), "unreadable");
}

TEST_F(WindowService, ThatTalksNonsenseIsSaid)
{
    useScript("echo 'h5pulse-serve 1 0.1.0'; head -c 100000 /dev/zero; sleep 60");
    open();
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("sent something wrong")); }))
        << message().toStdString();
}

TEST_F(WindowService, OfTwoWindowsOnOneRunAreTwo)
{
    openLive();
    MainWindow second;
    second.show();
    second.openFile(QString::fromStdString(m_path.string()));
    ASSERT_TRUE(waitFor([&] { return second.document().frame() && second.document().frame()->step == 19; }));
    ASSERT_EQ(::kill(document().serviceProcess(), SIGKILL), 0);
    m_writer->append(1);
    EXPECT_TRUE(waitFor([&] { return second.document().frame()->step == 20; }));
    EXPECT_TRUE(waitForStep(20));
}

TEST_F(WindowService, AnswersForARunOfAnotherMachine)
{
    const OtherMachine machine(m_folder.path());
    m_writer = std::make_unique<LiveWriter>(m_path);
    m_writer->append(20);
    m_window->openFile(OtherMachine::address(m_path));
    ASSERT_TRUE(waitForStep(19)) << message().toStdString();
    EXPECT_EQ(m_window->windowTitle(), "run.h5 on me@cluster – h5pulse");
    m_writer->crash();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("crashed"); }));
    m_window.reset();
}

TEST_F(WindowService, BehindARealSshdIsKilledCutAndRepaired)
{
    using h5pulse::test::SshServer;
    if (!SshServer::whyNot().empty()) {
        GTEST_SKIP() << SshServer::whyNot();
    }
    SshServer server(m_folder.path());
    const OtherMachine machine(server.client("-o BatchMode=yes -o StrictHostKeyChecking=accept-new").c_str());
    m_writer = std::make_unique<LiveWriter>(m_path);
    m_writer->append(20);
    m_window->openFile(QString::fromStdString(server.address(m_path)));
    ASSERT_TRUE(waitForStep(19)) << message().toStdString();
    const RunDescriptionPtr run = document().status().run;

    ASSERT_EQ(::kill(document().serviceProcess(), SIGKILL), 0); // ssh here
    m_writer->append(5);
    ASSERT_TRUE(waitForStep(24)) << message().toStdString();
    server.cut();
    m_writer->append(5);
    ASSERT_TRUE(waitForStep(29)) << message().toStdString();
    EXPECT_EQ(document().status().run, run) << "the views keep their run";
    EXPECT_TRUE(curveBelongsToTitle());

    m_writer->crash();
    QPushButton& button = m_window->messageBar().actionButton();
    ASSERT_TRUE(waitFor([&] { return button.isVisible(); })) << message().toStdString();
    QTest::mouseClick(&button, Qt::LeftButton);
    auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("repair"));
    ASSERT_TRUE(box);
    box->defaultButton()->click();
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("The file was repaired")); }))
        << message().toStdString();
    EXPECT_FALSE(h5pulse::recover(m_path, {.dryRun = true}).neededRepair);
    m_window.reset();
}

} // namespace h5pulse::viewer::test
