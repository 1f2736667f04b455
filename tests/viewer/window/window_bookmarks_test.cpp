// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_dock.h"
#include "ui/bookmarks/bookmark_panel.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QTableView>

namespace h5pulse::viewer::test {

namespace {

class WindowBookmarks : public WindowTest
{
protected:
    BookmarkDock& dock() { return m_window->bookmarks(); }
    BookmarkModel& model() { return dock().model(); }

    void finishRun(double offset = 0.0)
    {
        LiveWriter writer(m_path, offset);
        writer.append(50);
        writer.close();
    }

    void goTo(quint64 step)
    {
        document().goToStep(step);
        ASSERT_TRUE(waitForStep(static_cast<qint64>(step)));
    }

    void bookmark(quint64 step, const QString& note)
    {
        goTo(step);
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QLineEdit* editor = nullptr;
        ASSERT_TRUE(
            waitFor([&] { return (editor = qobject_cast<QLineEdit*>(QApplication::focusWidget())); }));
        QTest::keyClicks(editor, note);
        QTest::keyClick(editor, Qt::Key_Return);
        ASSERT_TRUE(waitFor([&] { return !qobject_cast<QLineEdit*>(QApplication::focusWidget()); }));
    }

    QString noteOf(int row) { return model().index(row, BookmarkModel::Note).data().toString(); }
    QString runPath() { return QString::fromStdString(m_path.string()); }
    std::vector<StepMark> marks() { return m_window->timeBar().slider().marks(MarkSource::Bookmarks); }
};

} // namespace

TEST_F(WindowBookmarks, AreAddedWithANoteAndFoundAgain)
{
    finishRun();
    open();
    ASSERT_TRUE(waitForStep(49));
    EXPECT_FALSE(dock().isVisible());
    bookmark(10, QStringLiteral("a burst"));
    EXPECT_TRUE(dock().isVisible());
    bookmark(30, QStringLiteral("end of it"));
    ASSERT_EQ(model().rowCount(), 2);
    EXPECT_EQ(noteOf(0), QStringLiteral("a burst"));
    EXPECT_EQ(model().bookmarks()[0].time, 1.0);
    ASSERT_EQ(marks().size(), 2U);
    EXPECT_EQ(marks()[1].step, 30U);
    EXPECT_EQ(marks()[1].toolTip, QStringLiteral("end of it"));
    press(Qt::Key_Home);
    ASSERT_TRUE(waitForStep(0));
    press(Qt::Key_F4);
    EXPECT_TRUE(waitForStep(10));
    press(Qt::Key_F4);
    EXPECT_TRUE(waitForStep(30));
    press(Qt::Key_F4);
    EXPECT_EQ(document().cursor().step, 30U) << "there is no other";
    QTest::keyClick(m_window.get(), Qt::Key_F4, Qt::ShiftModifier);
    EXPECT_TRUE(waitForStep(10));
    QTableView& table = dock().panel().table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model().index(1, 0)).center());
    EXPECT_TRUE(waitForStep(30));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Delete);
    EXPECT_EQ(model().rowCount(), 1);
    EXPECT_EQ(marks().size(), 1U);
    bookmark(10, QStringLiteral("another word"));
    EXPECT_EQ(model().rowCount(), 1) << "one a step";
    EXPECT_EQ(noteOf(0), QStringLiteral("another word"));
    EXPECT_EQ(QDir(QString::fromStdString(m_folder.path().string())).entryList(QDir::Files).size(), 1)
        << "nothing is written beside the run";
}

TEST_F(WindowBookmarks, AreThereAgainInAnotherWindow)
{
    finishRun();
    open();
    ASSERT_TRUE(waitForStep(49));
    bookmark(20, QStringLiteral("remember"));
    dock().flush();
    MainWindow other;
    other.resize(1000, 700);
    other.show();
    other.openFile(runPath());
    ASSERT_TRUE(waitFor([&] { return other.bookmarks().model().rowCount() == 1; }));
    EXPECT_EQ(other.bookmarks().model().bookmarks()[0].note, QStringLiteral("remember"));
    EXPECT_TRUE(waitFor([&] { return other.bookmarks().isVisible(); }));
    other.document().open(QString());
    EXPECT_EQ(other.bookmarks().model().rowCount(), 0);
}

TEST_F(WindowBookmarks, OfARunThatWasReplacedAreGreyed)
{
    finishRun();
    open();
    ASSERT_TRUE(waitForStep(49));
    bookmark(20, QStringLiteral("old"));
    dock().flush();
    // The creation time of the run differs from that in the bookmark file.
    std::vector<Bookmark> stored = model().bookmarks();
    EXPECT_FALSE(stored[0].run.created.isEmpty());
    stored[0].run.created = QStringLiteral("1999-01-01T00:00:00Z");
    ASSERT_EQ(dock().store().save(runPath(), stored, {stored[0].id}), QString());
    m_window->document().open(QString());
    EXPECT_FALSE(dock().isVisible());
    open();
    ASSERT_TRUE(waitForStep(49));
    ASSERT_EQ(model().rowCount(), 1);
    EXPECT_FALSE(model().isOfThisRun(0));
    EXPECT_TRUE(marks().empty());
    EXPECT_FALSE(dock().isVisible());
    goTo(0);
    press(Qt::Key_F4);
    EXPECT_EQ(document().cursor().step, 0U);
    bookmark(20, QStringLiteral("new"));
    EXPECT_EQ(model().rowCount(), 2);
    EXPECT_EQ(marks().size(), 1U);
}

TEST_F(WindowBookmarks, ThatCannotBeReadAreKeptAndSaidSo)
{
    finishRun();
    const QString file = dock().store().fileOf(runPath());
    ASSERT_TRUE(QDir().mkpath(QFileInfo(file).path()));
    QFile damaged(file);
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write("garbage");
    damaged.close();
    open();
    ASSERT_TRUE(waitForStep(49));
    EXPECT_TRUE(message().contains(QStringLiteral("Not all bookmarks of run.h5 could be read")))
        << message().toStdString();
    EXPECT_TRUE(QFile::exists(file + QStringLiteral(".unreadable-1")));
    bookmark(3, QStringLiteral("again"));
    dock().flush();
    EXPECT_EQ(dock().store().load(runPath()).bookmarks.size(), 1U);
}

} // namespace h5pulse::viewer::test
