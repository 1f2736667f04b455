// SPDX-License-Identifier: GPL-3.0-or-later
// The window's offer to repair the file of a crashed run.
#include "window_fixture.h"

#include <h5pulse/recover.h>

#include <QAbstractButton>
#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>

namespace h5pulse::viewer::test {

namespace {

class WindowRepair : public WindowTest
{
protected:
    void openCrashed()
    {
        {
            LiveWriter writer(m_path);
            writer.append(10);
            writer.crash();
        }
        open();
        ASSERT_TRUE(waitForStep(9));
        ASSERT_TRUE(waitFor([&] { return button().isVisible(); })) << message().toStdString();
    }

    QPushButton& button() { return m_window->messageBar().actionButton(); }

    /// The question that the window asks after a click.
    QMessageBox* ask()
    {
        QTest::mouseClick(&button(), Qt::LeftButton);
        auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("repair"));
        return box && box->isVisible() ? box : nullptr;
    }

    static void answer(QMessageBox* box, QMessageBox::ButtonRole role)
    {
        for (QAbstractButton* each : box->buttons()) {
            if (box->buttonRole(each) == role) {
                each->click();
                return;
            }
        }
        ADD_FAILURE() << "there is no such button";
    }

    bool needsRepair() const { return h5pulse::recover(m_path, {.dryRun = true}).neededRepair; }
};

} // namespace

TEST_F(WindowRepair, IsDoneAfterAYes)
{
    openCrashed();
    EXPECT_EQ(button().text(), "Repair…");
    QMessageBox* box = ask();
    ASSERT_TRUE(box);
    EXPECT_TRUE(box->informativeText().contains(QStringLiteral("every committed step: 10.")))
        << box->informativeText().toStdString();
    ASSERT_TRUE(box->checkBox());
    EXPECT_FALSE(box->checkBox()->isChecked());
    EXPECT_TRUE(needsRepair()) << "not before the answer";
    answer(box, QMessageBox::AcceptRole);
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("The file was repaired")); }))
        << message().toStdString();
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("Writer::resume")); }))
        << message().toStdString();
    EXPECT_FALSE(needsRepair());
    EXPECT_FALSE(button().isVisible());
    EXPECT_EQ(state(), "crashed");
    EXPECT_EQ(shownStep(), 9);
    document().goToStep(0);
    EXPECT_TRUE(waitForStep(0));
}

TEST_F(WindowRepair, MakesACopyFirstWhereWanted)
{
    openCrashed();
    QMessageBox* box = ask();
    ASSERT_TRUE(box && box->checkBox());
    box->checkBox()->setChecked(true);
    answer(box, QMessageBox::AcceptRole);
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("the original is kept as")); }))
        << message().toStdString();
    int copies = 0;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        if (entry.path() != m_path) {
            ++copies;
            EXPECT_TRUE(message().contains(QString::fromStdString(entry.path().filename())));
            EXPECT_TRUE(h5pulse::recover(entry.path(), {.dryRun = true}).neededRepair);
        }
    }
    EXPECT_EQ(copies, 1);
    EXPECT_FALSE(needsRepair());
}

TEST_F(WindowRepair, IsNotDoneAfterANo)
{
    openCrashed();
    QMessageBox* box = ask();
    ASSERT_TRUE(box);
    answer(box, QMessageBox::RejectRole);
    EXPECT_TRUE(button().isVisible());
    EXPECT_TRUE(needsRepair());
}

TEST_F(WindowRepair, ThatFailsSaysWhy)
{
    openCrashed();
    QMessageBox* box = ask();
    ASSERT_TRUE(box);
    // A folder replaces the file at the last moment. The window still shows the open file, but the path has
    // nothing to repair.
    std::filesystem::rename(m_path, m_folder / "other.h5");
    std::filesystem::create_directory(m_path);
    answer(box, QMessageBox::AcceptRole);
    std::filesystem::remove(m_path);
    std::filesystem::rename(m_folder / "other.h5", m_path);
    EXPECT_TRUE(waitFor([&] { return !message().contains(QStringLiteral("is being repaired")); }));
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("crashed"); }));
}

TEST_F(WindowRepair, IsNotOfferedForOtherRuns)
{
    LiveWriter writer(m_path);
    writer.append(3);
    open();
    ASSERT_TRUE(waitForStep(2));
    EXPECT_FALSE(button().isVisible());
    writer.fail("diverged");
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("failed"); }));
    EXPECT_FALSE(button().isVisible());
}

} // namespace h5pulse::viewer::test
