// SPDX-License-Identifier: GPL-3.0-or-later
// The run panel and its alarms, with a writer that lives and then dies.
#include "core/health/alarm_command.h"
#include "core/health/alarms.h"
#include "core/health/threshold.h"
#include "ui/alarms/alarm_badge.h"
#include "ui/alarms/alarm_panel.h"
#include "ui/alarms/alarm_reactions.h"
#include "ui/alarms/threshold_editor.h"
#include "ui/run/run_panel.h"
#include "widgets/sparkline.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>

#include <fstream>
#include <sstream>

namespace h5pulse::viewer::test {

namespace {

class WindowAlarms : public WindowTest
{
protected:
    ~WindowAlarms() override { QSettings().remove(QStringLiteral("alarms")); }

    Alarms& alarms() { return m_window->alarms(); }
    AlarmPanel& panel() { return m_window->runPanel().alarmPanel(); }
    QAbstractItemModel& model() { return *panel().list().model(); }

    QStringList texts()
    {
        QStringList texts;
        for (int row = 0; row < model().rowCount(); ++row) {
            texts << model().index(row, 0).data().toString();
        }
        return texts;
    }

    bool waitForAlarms(const QStringList& expected)
    {
        return waitFor([&] { return texts() == expected; });
    }

    void clickOn(int row)
    {
        QListView& list = panel().list();
        const QRect rect = list.visualRect(list.model()->index(row, 0));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, rect.center());
    }

    void showPanel()
    {
        m_window->resize(1300, 900);
        m_window->findChild<QDockWidget*>(QStringLiteral("run"))->show();
    }

    static bool isDialogOpen()
    {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (qobject_cast<QDialog*>(widget) && widget->isVisible()) {
                return true;
            }
        }
        return QApplication::activeModalWidget() != nullptr;
    }

    std::string textOf(const std::filesystem::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }

    /// Makes a program that runs these lines of shell script.
    QString makeProgram(const std::string& lines)
    {
        const std::filesystem::path path = m_folder / "program with spaces.sh";
        std::ofstream(path) << "#!/bin/sh\n" << lines;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return QString::fromStdString(path.string());
    }
};

} // namespace

TEST_F(WindowAlarms, ANaNThatComesIsToldAndAClickGoesThere)
{
    LiveWriter writer(m_path);
    writer.append(20);
    open();
    showPanel();
    ASSERT_TRUE(waitForStep(19));
    ASSERT_TRUE(waitFor([&] { return panel().searchText() == QStringLiteral("No NaN in 20 steps"); }))
        << panel().searchText().toStdString();
    EXPECT_TRUE(m_window->statusLine().alarmBadge().isHidden()) << "calm";
    const QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::Fatal);

    writer.appendBad(7);
    writer.append(30);
    ASSERT_TRUE(waitForAlarms({QStringLiteral("energy is NaN"), QStringLiteral("y[7]  x = 3.5 mm is NaN")}));
    EXPECT_EQ(m_window->statusLine().alarmBadge().text(), "2");
    EXPECT_EQ(m_window->runPanel().badge().text(), "2");
    EXPECT_TRUE(m_window->runPanel().badge().isVisible());
    EXPECT_EQ(m_window->findChild<QDockWidget*>(QStringLiteral("run"))->windowTitle(), "Run (2)");
    EXPECT_TRUE(document().cursor().live) << "nothing moves by itself";
    EXPECT_FALSE(isDialogOpen());
    const std::vector<AlarmMark> marks = alarms().marks();
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[0].step, 20U);
    EXPECT_EQ(marks[0].severity, Severity::Error);

    document().selectField("energy");
    clickOn(1);
    EXPECT_EQ(document().field(), "y");
    EXPECT_TRUE(waitForStep(20));
    EXPECT_FALSE(document().cursor().live);

    writer.appendBad(3); // the same fields raise no new alarm, but count
    ASSERT_TRUE(waitFor([&] { return alarms().list().front().count == 2; }));
    EXPECT_EQ(alarms().list().size(), 2U);
    EXPECT_EQ(alarms().list().front().step, 20U) << "the first one";
    EXPECT_TRUE(model()
                    .index(1, 0)
                    .data(AlarmModel::PositionRole)
                    .toString()
                    .endsWith(QStringLiteral("step 20   2 values so far")));
}

TEST_F(WindowAlarms, StayUntilAcknowledgedAndThenStayAway)
{
    LiveWriter writer(m_path);
    writer.appendBad(0);
    writer.append(1);
    open();
    showPanel();
    ASSERT_TRUE(waitFor([&] { return texts().size() == 2; }));
    EXPECT_FALSE(panel().acknowledgeButton().isEnabled()) << "none is chosen";
    clickOn(0);
    EXPECT_TRUE(waitForStep(0));
    panel().acknowledgeButton().click();
    EXPECT_EQ(texts().size(), 1);
    writer.appendBad(0);
    ASSERT_TRUE(waitFor([&] { return alarms().list().front().count == 2; }));
    EXPECT_EQ(texts().size(), 1) << "it was acknowledged";
    panel().acknowledgeAllButton().click();
    EXPECT_TRUE(texts().isEmpty());
    EXPECT_TRUE(m_window->statusLine().alarmBadge().isHidden());
    EXPECT_FALSE(panel().acknowledgeAllButton().isEnabled());
    document().reload();
    EXPECT_TRUE(waitFor([&] { return texts().size() == 2; })) << "opened again it begins anew";
    m_path = m_folder / "other.h5";
    LiveWriter other(m_path);
    other.append(5);
    open();
    EXPECT_TRUE(texts().isEmpty()) << "those of the run before went with it";
    ASSERT_TRUE(waitForStep(4));
    EXPECT_TRUE(waitFor([&] { return panel().searchText() == QStringLiteral("No NaN in 5 steps"); }));
    EXPECT_TRUE(texts().isEmpty());
}

TEST_F(WindowAlarms, ACrashIsToldWithoutADialog)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    bool hadDialog = false;
    QObject::connect(&alarms(), &Alarms::raised, m_window.get(), [&] { hadDialog |= isDialogOpen(); });
    writer.crash();
    ASSERT_TRUE(waitForAlarms({QStringLiteral("Crashed")}));
    EXPECT_EQ(alarms().list().front().severity, Severity::Error);
    EXPECT_EQ(alarms().list().front().step, 9U);
    EXPECT_TRUE(alarms().list().front().detail.contains(QStringLiteral("is gone")));
    EXPECT_FALSE(hadDialog || isDialogOpen());
    QTest::mouseClick(&m_window->statusLine().alarmBadge(), Qt::LeftButton);
    EXPECT_TRUE(m_window->runPanel().isVisible()) << "the badge leads to the list";
    alarms().acknowledgeAll();
    emit document().statusChanged();
    EXPECT_TRUE(texts().isEmpty()) << "it still is crashed, and that was acknowledged";
}

TEST_F(WindowAlarms, TheEndIsTold)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    writer.close();
    ASSERT_TRUE(waitForAlarms({QStringLiteral("Finished")}));
    EXPECT_EQ(alarms().worst(), Severity::Note);
    document().reload();
    ASSERT_TRUE(waitForStep(9));
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    EXPECT_TRUE(texts().isEmpty()) << "a run that was over before is no news";

    m_path = m_folder / "failing.h5";
    LiveWriter failing(m_path);
    failing.append(3);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    failing.fail("diverged");
    ASSERT_TRUE(waitForAlarms({QStringLiteral("Failed")}));
    EXPECT_TRUE(alarms().list().front().detail.contains(QStringLiteral("diverged")));

    m_path = m_folder / "stopped.h5";
    LiveWriter stopped(m_path);
    stopped.append(3);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    stopped.stop("signal 15");
    ASSERT_TRUE(waitForAlarms({QStringLiteral("Stopped")}));
    EXPECT_EQ(alarms().worst(), Severity::Note) << "its user wanted it";
    EXPECT_EQ(alarmName(alarms().list().front().kind), "stopped");
    EXPECT_TRUE(alarms().list().front().detail.contains(QStringLiteral("signal 15")));
    document().reload();
    ASSERT_TRUE(waitForStep(2));
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("stopped"); }));
    EXPECT_TRUE(texts().isEmpty());
}

TEST_F(WindowAlarms, WhatHasPassedStaysInTheList)
{
    LiveWriter writer(m_path);
    writer.append(3);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    const std::filesystem::path away = m_folder / "away.h5";
    int raised = 0;
    QObject::connect(&alarms(), &Alarms::raised, m_window.get(), [&] { ++raised; });
    for (int times = 1; times <= 2; ++times) {
        std::filesystem::rename(m_path, away);
        ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreachable"); }));
        EXPECT_EQ(texts(), QStringList{QStringLiteral("Unreachable")});
        EXPECT_EQ(raised, times) << "it has come again";
        std::filesystem::rename(away, m_path);
        ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
        EXPECT_EQ(texts(), QStringList{QStringLiteral("Unreachable")});
    }
}

TEST_F(WindowAlarms, AThresholdIsSetInThePanelAndWatched)
{
    LiveWriter writer(m_path);
    writer.append(100); // energy is twice the step
    open();
    showPanel();
    ASSERT_TRUE(waitForStep(99));
    panel().thresholdsButton().click();
    ThresholdEditor& editor = panel().thresholds();
    ASSERT_TRUE(editor.isVisible());
    EXPECT_FALSE(editor.addButton().isEnabled()) << "there is no limit yet";
    QSignalSpy stateChanges(&alarms(), &Alarms::stateChanged);
    editor.traces().setCurrentIndex(editor.traces().findText(QStringLiteral("energy")));
    editor.limit().setFocus();
    QTest::keyClicks(&editor.limit(), QStringLiteral("120.5"));
    editor.addButton().click();
    EXPECT_EQ(editor.limit().text(), "");
    ASSERT_TRUE(waitForAlarms({QStringLiteral("energy above 120.5: 122 J")}))
        << "in a step before it was set";
    EXPECT_EQ(alarms().list().front().step, 61U);
    EXPECT_EQ(alarms().list().front().severity, Severity::Warning);
    clickOn(0);
    EXPECT_TRUE(waitForStep(61));

    QTest::keyClicks(&editor.limit(), QStringLiteral("208"));
    QTest::keyClick(&editor.limit(), Qt::Key_Return);
    ASSERT_EQ(editor.list().count(), 2);
    writer.append(10);
    ASSERT_TRUE(waitFor([&] { return texts().size() == 2; })) << "and in one that has come since";
    EXPECT_EQ(alarms().list().back().step, 105U) << "104 is at the limit";

    document().addTrace({"y", 5, Part::Real});
    EXPECT_GE(editor.traces().findText(QStringLiteral("y[5]  x = 2.5 mm")), 0) << "it is shown now";

    const QJsonObject state = alarms().saveState();
    editor.list().setCurrentRow(0);
    editor.removeButton().click();
    EXPECT_EQ(editor.list().count(), 1);
    EXPECT_EQ(stateChanges.count(), 3);
    EXPECT_EQ(texts().size(), 2) << "the alarm stays until it is acknowledged";
    alarms().acknowledgeAll();
    alarms().restoreState(state);
    EXPECT_EQ(alarms().saveState(), state);
    EXPECT_EQ(stateChanges.count(), 3) << "nobody changed anything by hand";
    EXPECT_TRUE(waitForAlarms({QStringLiteral("energy above 120.5: 122 J")})) << "set again it is a new one";
    for (int times = 0; times < 5; ++times) { // faster than the service notices the removal
        alarms().acknowledgeAll();
        alarms().restoreState({});
        alarms().restoreState(state);
        EXPECT_TRUE(waitFor([&] { return texts().size() == 2; })) << times;
    }
}

TEST_F(WindowAlarms, GarbageIsNoThreshold)
{
    const Threshold threshold{{"energy", 0, Part::Real}, Threshold::Side::Above, 1.0};
    ASSERT_TRUE(alarms().addThreshold(threshold));
    EXPECT_FALSE(alarms().addThreshold(threshold)) << "there is such a one";
    EXPECT_FALSE(alarms().addThreshold({threshold.trace, Threshold::Side::Above, std::nan("")}));
    QJsonArray many{QJsonValue(), QJsonValue(3), QJsonObject{{QStringLiteral("field"), 7}}};
    for (int i = 0; i < 1000; ++i) {
        many.append(toJson({threshold.trace, Threshold::Side::Below, i * 0.5}));
        many.append(many.last());
    }
    alarms().restoreState({{QStringLiteral("thresholds"), many}});
    ASSERT_EQ(alarms().thresholds().size(), Alarms::kMaxThresholds);
    EXPECT_EQ(alarms().thresholds()[1].limit, 0.5);
    alarms().restoreState({{QStringLiteral("thresholds"), QStringLiteral("none")}});
    EXPECT_TRUE(alarms().thresholds().empty());
}

TEST_F(WindowAlarms, TheCommandGetsItsArgumentsAndTheAlarmInTheEnvironment)
{
    const std::string name = "run; touch $(pwd) `id` '\" |&<>* .h5";
    m_path = m_folder / name;
    const std::filesystem::path told = m_folder / "told";
    const QString program = makeProgram("exec > '" + told.string() +
                                        ".new'\n"
                                        "for a in \"$@\"; do echo \"<$a>\"; done\n"
                                        "echo \"$H5PULSE_ALARM\"\necho \"$H5PULSE_FILE\"\n"
                                        "echo \"$H5PULSE_STEP\"\necho \"$H5PULSE_MESSAGE\"\n"
                                        "mv '" +
                                        told.string() + ".new' '" + told.string() + "'\n");
    panel().commandEntry().setText(QStringLiteral("\"%1\" --to \"two words\" $HOME ; *").arg(program));
    emit panel().commandEntry().editingFinished();
    LiveWriter writer(m_path);
    writer.append(12);
    open();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    const Threshold quiet{{"energy", 0, Part::Real}, Threshold::Side::Above, 10.0};
    ASSERT_TRUE(alarms().addThreshold(quiet));
    ASSERT_TRUE(waitFor([&] { return texts().size() == 1; }));
    EXPECT_FALSE(panel().commandBox().isChecked()) << "not asked for";
    panel().commandBox().click();
    ASSERT_TRUE(alarms().addThreshold({quiet.trace, Threshold::Side::Above, 20.0}));
    ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(told); }));
    EXPECT_EQ(textOf(told), "<--to>\n<two words>\n<$HOME>\n<;>\n<*>\nthreshold\n" + m_path.string() +
                                "\n11\nenergy above 20: 22 J\n")
        << "and nothing was run before it was asked for";
    EXPECT_EQ(message(), "");
}

TEST_F(WindowAlarms, ACommandThatFailsIsToldInTheMessageBar)
{
    panel().commandEntry().setText(QStringLiteral("/nowhere/at/all"));
    emit panel().commandEntry().editingFinished();
    panel().commandBox().click();
    LiveWriter writer(m_path);
    writer.append(1);
    writer.appendBad(3);
    open();
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("cannot be started")); }));
    EXPECT_FALSE(isDialogOpen());
}

TEST_F(WindowAlarms, WhatIsAskedForIsRemembered)
{
    EXPECT_FALSE(panel().notifyBox().isChecked());
    panel().notifyBox().click();
    panel().commandEntry().setText(QStringLiteral("beep -n 2"));
    emit panel().commandEntry().editingFinished();
    const AlarmReactions later;
    EXPECT_TRUE(later.notifies());
    EXPECT_FALSE(later.runsCommand());
    EXPECT_EQ(later.commandLine(), "beep -n 2");
}

TEST_F(WindowAlarms, CommandsRunOneAtATime)
{
    const std::filesystem::path log = m_folder / "log";
    AlarmCommand command;
    QSignalSpy failures(&command, &AlarmCommand::failed);
    command.setArguments({makeProgram("echo begin >> '" + log.string() + "'\nsleep 0.05\necho end >> '" +
                                      log.string() + "'\n")});
    Alarm alarm;
    for (int i = 0; i < 3; ++i) {
        command.run(QStringLiteral("f"), alarm);
    }
    const std::string once = "begin\nend\n";
    ASSERT_TRUE(waitFor([&] { return textOf(log).size() >= 3 * once.size(); }));
    EXPECT_EQ(textOf(log), once + once + once);
    EXPECT_EQ(failures.count(), 0);

    AlarmCommand crowded;
    QSignalSpy refusals(&crowded, &AlarmCommand::failed);
    crowded.setArguments({QStringLiteral("sleep"), QStringLiteral("1000")});
    for (std::size_t i = 0; i < AlarmCommand::kMaxWaiting + 2; ++i) {
        crowded.run(QStringLiteral("f"), alarm);
    }
    EXPECT_EQ(refusals.count(), 1) << "the first runs, the last one finds no place";
}

TEST_F(WindowAlarms, ACommandThatHangsIsEnded)
{
    AlarmCommand command;
    QSignalSpy failures(&command, &AlarmCommand::failed);
    command.setTimeLimit(100);
    command.setArguments({QStringLiteral("sleep"), QStringLiteral("1000")});
    command.run(QStringLiteral("f"), {});
    ASSERT_TRUE(waitFor([&] { return failures.count() == 1; }));
    EXPECT_TRUE(failures.front().front().toString().contains(QStringLiteral("took longer")));
    command.setArguments({QStringLiteral("false")});
    command.run(QStringLiteral("f"), {});
    ASSERT_TRUE(waitFor([&] { return failures.count() == 2; }));
    EXPECT_TRUE(failures.back().front().toString().contains(QStringLiteral("status 1")));
}

TEST_F(WindowAlarms, ThePanelTellsHowTheRunIsDoing)
{
    LiveWriter writer(m_path);
    writer.append(1);
    open();
    RunPanel& run = m_window->runPanel();
    ASSERT_TRUE(waitForStep(0));
    EXPECT_FALSE(run.isVisible()) << "a narrow window is for the plots";
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    EXPECT_TRUE(run.isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    EXPECT_FALSE(run.isVisible());
    m_window->resize(1300, 900);
    EXPECT_TRUE(waitFor([&] { return run.isVisible(); })) << "in a wide one there is room";
    writer.runFree();
    ASSERT_TRUE(waitFor([&] { return run.stepsHistory().values().size() >= 3; }));
    const QStringList rates = run.rateTexts();
    EXPECT_TRUE(rates[0].endsWith(QStringLiteral(" steps/s"))) << rates[0].toStdString();
    EXPECT_TRUE(rates[1].endsWith(QStringLiteral(" MB/s"))) << rates[1].toStdString();
    EXPECT_TRUE(rates[2].endsWith(QStringLiteral(" simulated s per s"))) << rates[2].toStdString();
    const RunStatus& status = document().status();
    // A step has 64 numbers, its energy and its time.
    EXPECT_NEAR(status.bytesPerSecond / status.stepsPerSecond, 66 * sizeof(double), 1.0);
    EXPECT_NEAR(status.timePerSecond / status.stepsPerSecond, 0.1, 1e-6);
    EXPECT_GT(run.stepsHistory().values().back(), 0.0);
    EXPECT_EQ(run.stepsHistory().values().size(), run.bytesHistory().values().size());
    EXPECT_EQ(run.progressText(), "0 %");
    EXPECT_TRUE(run.endText().contains(QStringLiteral(" left, done at "))) << run.endText().toStdString();
    writer.close();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    const std::size_t values = run.stepsHistory().values().size();
    EXPECT_GE(values, 3U) << "the end of the run stays to be seen";
    document().reload();
    EXPECT_TRUE(waitFor([&] { return run.stepsHistory().values().empty(); })) << "another opening";
}

} // namespace h5pulse::viewer::test
