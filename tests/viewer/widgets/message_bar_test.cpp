// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/message_bar.h"

#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(MessageBar, StaysPutAwayUntilSomethingElseIsTrue)
{
    MessageBar bar;
    EXPECT_EQ(bar.text(), "");
    bar.setMessage(MessageBar::Kind::Error, QStringLiteral("The writer is gone."));
    EXPECT_EQ(bar.text(), "The writer is gone.");
    QTest::mouseClick(bar.findChild<QToolButton*>(), Qt::LeftButton);
    EXPECT_EQ(bar.text(), "");
    bar.setMessage(MessageBar::Kind::Warning, QStringLiteral("The writer is gone."));
    EXPECT_EQ(bar.text(), "") << "put away";
    bar.setMessage(MessageBar::Kind::Error, QStringLiteral("No such file."));
    EXPECT_EQ(bar.text(), "No such file.");
    bar.setMessage(MessageBar::Kind::Note, QString());
    EXPECT_EQ(bar.text(), "");
    bar.setMessage(MessageBar::Kind::Error, QStringLiteral("The writer is gone."));
    EXPECT_EQ(bar.text(), "The writer is gone.") << "again, after it was well in between";
}

TEST(MessageBar, NotesDoNotHideMessages)
{
    MessageBar bar;
    bar.showNote(QStringLiteral("A note."));
    EXPECT_EQ(bar.text(), "A note.");
    bar.setMessage(MessageBar::Kind::Error, QStringLiteral("A message."));
    EXPECT_EQ(bar.text(), "A message.");
}

TEST(MessageBar, AnswersComeFirstAndAreNotTheMessage)
{
    MessageBar bar;
    bar.setMessage(MessageBar::Kind::Error, QStringLiteral("A message."));
    bar.showAnswer(QStringLiteral("An answer."));
    EXPECT_EQ(bar.text(), "An answer.");
    QTest::mouseClick(bar.findChild<QToolButton*>(), Qt::LeftButton);
    EXPECT_EQ(bar.text(), "A message.") << "the answer alone was put away";
    bar.showAnswer(QStringLiteral("An answer."));
    bar.showNote(QStringLiteral("A note."));
    EXPECT_EQ(bar.text(), "A message.");
}

} // namespace h5pulse::viewer::test
