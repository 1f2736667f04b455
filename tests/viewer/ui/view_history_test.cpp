// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_history.h"

#include "ui/views/view_dock.h"
#include "window_fixture.h"

namespace h5pulse::viewer::test {

namespace {

/// Equal up to a few pixels, because sizes of docks are rounded shares.
bool isNear(const QRect& a, const QRect& b)
{
    const QRect difference(a.topLeft() - b.topLeft(), a.size() - b.size());
    return std::max({std::abs(difference.x()), std::abs(difference.y()), std::abs(difference.width()),
                     std::abs(difference.height())}) <= 4;
}

class ViewHistoryTest : public WindowTest
{
protected:
    ViewHistoryTest()
    {
        LiveWriter writer(m_path);
        writer.append(5);
        writer.close();
        open();
        EXPECT_TRUE(waitForStep(4));
        EXPECT_TRUE(waitFor([&] { return traces().isVisible(); }));
        settle();
    }

    QUndoStack& stack() { return m_window->history().stack(); }
    ViewArea& area() { return m_window->views(); }
    ViewDock& dock(int i) { return *area().docks()[i]; }
    void settle() { QTest::qWait(0); }

    void undo() { QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier); }
    void redo() { QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }
};

} // namespace

TEST_F(ViewHistoryTest, OpeningAFileIsNoChangeOfTheUsers)
{
    EXPECT_EQ(stack().count(), 0);
    document().setTraceIds({});
    EXPECT_FALSE(traces().isVisible()) << "nothing to show";
    settle();
    EXPECT_EQ(stack().count(), 0);
    m_window->resize(900, 650);
    settle();
    EXPECT_EQ(stack().count(), 0);
}

TEST_F(ViewHistoryTest, OpenedAndClosedViews)
{
    const QRect before = dock(1).geometry();
    ViewDock* added = area().open(QStringLiteral("state"));
    settle();
    EXPECT_EQ(stack().count(), 1);
    undo();
    EXPECT_TRUE(added->isHidden());
    EXPECT_TRUE(
        waitFor([&] { return isNear(dock(1).geometry(), before) && dock(0).width() == area().width(); }));
    redo();
    EXPECT_FALSE(added->isHidden());
    EXPECT_TRUE(waitFor([&] { return dock(0).width() < area().width() && added->width() > 0; }));
    undo();
    EXPECT_EQ(area().open(QStringLiteral("state")), added) << "it comes back";
    settle();
    EXPECT_TRUE(added->isVisible());
    stack().undo();
    EXPECT_TRUE(added->isHidden());

    dock(1).close();
    settle();
    EXPECT_EQ(stack().count(), 1) << "what was taken back gave way";
    EXPECT_TRUE(dock(1).isHidden());
    stack().undo();
    EXPECT_FALSE(dock(1).isHidden());
    EXPECT_TRUE(waitFor([&] { return isNear(dock(1).geometry(), before); }));
    stack().redo();
    EXPECT_TRUE(dock(1).isHidden());
}

TEST_F(ViewHistoryTest, MovedViews)
{
    dock(0).setFloating(true);
    settle();
    ASSERT_TRUE(stack().canUndo());
    stack().undo();
    EXPECT_FALSE(dock(0).isFloating());
    EXPECT_FALSE(dock(0).isHidden());
    stack().redo();
    EXPECT_TRUE(dock(0).isFloating());
    area().arrangeDefault();
    EXPECT_FALSE(dock(0).isFloating());
    stack().undo();
    EXPECT_TRUE(dock(0).isFloating()) << "the default layout is taken back";
    EXPECT_EQ(stack().count(), 2);
}

TEST_F(ViewHistoryTest, WhatAViewShowsAndChangesAtOnceAreOne)
{
    dock(0).setOwnField(QStringLiteral("y"));
    dock(0).setOwnField(QStringLiteral("energy"));
    EXPECT_EQ(stack().count(), 1) << "within half a second";
    const QRect place = dock(1).geometry();
    m_window->resize(900, 600); // the history must ignore this
    settle();
    undo();
    EXPECT_EQ(dock(0).ownField(), "");
    EXPECT_NE(dock(1).geometry(), place) << "the layout is left alone";
    redo();
    EXPECT_EQ(dock(0).ownField(), "energy");
    EXPECT_FALSE(stack().canRedo());
    dock(0).setOwnField(QStringLiteral("y"));
    undo();
    EXPECT_EQ(dock(0).ownField(), "energy") << "what follows an undo is a change of its own";
    dock(0).setOwnField(QString());
    dock(0).setOwnField(QStringLiteral("energy"));
    EXPECT_EQ(stack().count(), 1) << "there and back is none";
}

TEST_F(ViewHistoryTest, IsBounded)
{
    area().open(QStringLiteral("state"));
    for (int i = 0; i < ViewHistory::kMaxChanges; ++i) {
        const QString field = i % 2 == 0 ? QStringLiteral("y") : QStringLiteral("energy");
        dock(0).setOwnField(field);
        dock(2).setOwnField(field);
    }
    EXPECT_EQ(stack().count(), ViewHistory::kMaxChanges);
    while (stack().canUndo()) {
        stack().undo();
    }
    EXPECT_NE(dock(0).ownField(), "") << "the oldest were forgotten";
}

} // namespace h5pulse::viewer::test
