// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_model.h"

#include <QAbstractItemModelTester>
#include <QBrush>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

class BookmarkModelTest : public testing::Test
{
protected:
    BookmarkModelTest() { m_model.setRun(m_run, QStringLiteral("t [s]")); }

    QString text(int row, int column) { return m_model.index(row, column).data().toString(); }

    BookmarkModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    RunIdentity m_run{QStringLiteral("monday"), 0.0};
};

} // namespace

TEST_F(BookmarkModelTest, IsInOrderOfSteps)
{
    QSignalSpy edited(&m_model, &BookmarkModel::edited);
    EXPECT_EQ(m_model.add(12'000, 1.5), 0);
    EXPECT_EQ(m_model.add(7, std::numeric_limits<double>::quiet_NaN()), 0);
    EXPECT_EQ(m_model.add(9'999'999, 2.0), 2);
    EXPECT_EQ(edited.count(), 3);
    EXPECT_EQ(text(1, BookmarkModel::Step), QStringLiteral("12,000"));
    EXPECT_EQ(text(1, BookmarkModel::Time), QStringLiteral("1.5"));
    EXPECT_EQ(text(0, BookmarkModel::Time), QString());
    EXPECT_EQ(m_model.headerData(BookmarkModel::Time, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("t [s]"));
    EXPECT_EQ(m_model.next(7), 12'000U);
    EXPECT_EQ(m_model.previous(12'000), 7U);
    EXPECT_EQ(m_model.next(9'999'999), std::nullopt);
    EXPECT_EQ(m_model.previous(7), std::nullopt);
    m_model.remove({0, 2});
    ASSERT_EQ(m_model.rowCount(), 1);
    EXPECT_EQ(m_model.rowOf(12'000), 0);
    EXPECT_EQ(m_model.rowOf(7), -1);
}

TEST_F(BookmarkModelTest, TakesNotesInOneLineAndOfBoundedLength)
{
    m_model.add(1, 0.0);
    const QModelIndex note = m_model.index(0, BookmarkModel::Note);
    EXPECT_TRUE(m_model.flags(note) & Qt::ItemIsEditable);
    EXPECT_FALSE(m_model.flags(m_model.index(0, BookmarkModel::Step)) & Qt::ItemIsEditable);
    EXPECT_TRUE(m_model.setData(note, QStringLiteral(" a\nb "), Qt::EditRole));
    EXPECT_EQ(note.data().toString(), QStringLiteral("a b"));
    QSignalSpy edited(&m_model, &BookmarkModel::edited);
    m_model.setData(note, QStringLiteral("a b"), Qt::EditRole);
    EXPECT_EQ(edited.count(), 0) << "nothing has changed";
    m_model.setData(note, QString(5000, 'x'), Qt::EditRole);
    EXPECT_EQ(note.data().toString().size(), BookmarkModel::kMaxNote);
}

TEST_F(BookmarkModelTest, KeepsAThousand)
{
    for (quint64 step = 0; step < BookmarkModel::kMaxBookmarks; ++step) {
        ASSERT_GE(m_model.add(step, 0.0), 0);
    }
    EXPECT_EQ(m_model.add(5000, 0.0), -1);
    EXPECT_EQ(m_model.rowCount(), 1000);
}

TEST_F(BookmarkModelTest, GreysThoseOfAnEarlierRunAndLeadsToNoneOfThem)
{
    m_model.add(5, 0.0);
    m_model.setRun({QStringLiteral("tuesday"), 0.0}, {});
    m_model.add(8, 0.0);
    EXPECT_FALSE(m_model.isOfThisRun(0));
    EXPECT_TRUE(m_model.isOfThisRun(1));
    EXPECT_EQ(m_model.previous(8), std::nullopt);
    EXPECT_EQ(m_model.rowOf(5), -1);
    EXPECT_TRUE(m_model.index(0, 0).data(Qt::ForegroundRole).isValid());
    EXPECT_FALSE(m_model.index(1, 0).data(Qt::ForegroundRole).isValid());
    EXPECT_EQ(m_model.index(0, 0).data(Qt::ToolTipRole).toString(),
              QStringLiteral("<p>Of an earlier run in this file</p>"));
    m_model.setData(m_model.index(0, BookmarkModel::Note), QStringLiteral("a < b"), Qt::EditRole);
    EXPECT_EQ(m_model.index(0, 0).data(Qt::ToolTipRole).toString(),
              QStringLiteral("<p>Of an earlier run in this file: a &lt; b</p>"));
    m_model.setRun(m_run, {});
    EXPECT_TRUE(m_model.isOfThisRun(0));
}

TEST_F(BookmarkModelTest, KnowsARunByItsCreationAndItsFirstTime)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const RunIdentity run{QStringLiteral("monday"), 1.0};
    EXPECT_TRUE(run.agreesWith({QStringLiteral("monday"), 1.0}));
    EXPECT_TRUE(run.agreesWith({QStringLiteral("monday"), nan})) << "no step has been there yet";
    EXPECT_FALSE(run.agreesWith({QStringLiteral("monday"), 2.0}));
    EXPECT_FALSE(run.agreesWith({QStringLiteral("tuesday"), 1.0}));
    EXPECT_FALSE(run.agreesWith({{}, 1.0}));
}

} // namespace h5pulse::viewer::test
