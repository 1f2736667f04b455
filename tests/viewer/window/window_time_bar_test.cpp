// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/overview_choice.h"
#include "ui/time/new_steps_badge.h"
#include "ui/time/speed_box.h"
#include "window_fixture.h"

#include <QLineEdit>
#include <QMenu>

namespace h5pulse::viewer::test {

namespace {

class WindowTimeBar : public WindowTest
{
protected:
    TimeBar& bar() { return m_window->timeBar(); }
    NewStepsBadge& badge() { return bar().badge(); }

    QStringList choices()
    {
        QMenu menu;
        bar().overviewChoice().fill(menu);
        QStringList all;
        for (const QAction* action : menu.actions()) {
            if (!action->isSeparator()) {
                all << (action->isChecked() ? QStringLiteral("*") : QString()) + action->text();
            }
        }
        return all;
    }

    void choose(const QString& text)
    {
        QMenu menu;
        bar().overviewChoice().fill(menu);
        for (QAction* action : menu.actions()) {
            if (action->text() == text) {
                action->trigger();
            }
        }
    }

    QString readout(quint64 step) { return bar().slider().readoutAt(bar().slider().positionOf(step)); }

    void type(const QString& text)
    {
        QLineEdit* edit = bar().speedBox().lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
};

} // namespace

TEST_F(WindowTimeBar, CountsTheStepsThatCameSinceOneLeftLive)
{
    m_window->resize(1400, 700);
    LiveWriter writer(m_path);
    writer.append(100);
    open();
    ASSERT_TRUE(waitForStep(99));
    writer.append(10);
    ASSERT_TRUE(waitForStep(109));
    EXPECT_FALSE(badge().isVisible()) << "live";
    const QRect live = bar().liveButton().geometry();
    const QRect entry = bar().timeEntry().geometry();
    press(Qt::Key_Left);
    EXPECT_FALSE(badge().isVisible()) << "none has come";
    writer.append(1);
    ASSERT_TRUE(waitFor([&] { return badge().newSteps() == 1; }));
    EXPECT_EQ(badge().text(), QStringLiteral("1 new step"));
    EXPECT_TRUE(badge().isVisible());
    writer.append(1411);
    ASSERT_TRUE(waitFor([&] { return badge().newSteps() == 1412; }));
    EXPECT_EQ(badge().text(), QStringLiteral("1,412 new steps"));
    EXPECT_EQ(bar().liveButton().geometry(), live);
    EXPECT_EQ(bar().timeEntry().geometry(), entry);
    m_window->resize(700, 600);
    EXPECT_EQ(badge().text(), QStringLiteral("+1412"));
    badge().click();
    EXPECT_TRUE(document().cursor().live);
    EXPECT_FALSE(badge().isVisible());
    press(Qt::Key_Home);
    EXPECT_EQ(badge().newSteps(), 0U) << "counted anew";
}

TEST_F(WindowTimeBar, DrawsTheTraceThatIsChosenInTheSlider)
{
    LiveWriter writer(m_path);
    writer.append(100);
    writer.close();
    open();
    ASSERT_TRUE(waitFor([&] {
        return document().traces() && document().traces()->isComplete() &&
               !document().traces()->traces.empty();
    }));
    EXPECT_EQ(readout(50), QStringLiteral("step 50   t = 5 s   energy = 100 J"));
    document().addTrace({"y", 17, Part::Real});
    ASSERT_TRUE(waitFor(
        [&] { return document().traces()->traces.size() == 2 && document().traces()->isComplete(); }));
    EXPECT_EQ(choices(), (QStringList{"*The first trace", "energy", "y[17]  x = 8.5 mm", "Nothing"}));
    choose(QStringLiteral("y[17]  x = 8.5 mm"));
    EXPECT_TRUE(readout(50).contains(QStringLiteral("= 50.017 V"))) << readout(50).toStdString();
    const QJsonObject state = bar().saveState();
    choose(QStringLiteral("Nothing"));
    EXPECT_EQ(readout(50), QStringLiteral("step 50   t = 5 s"));
    EXPECT_EQ(choices().back(), QStringLiteral("*Nothing"));
    bar().restoreState(state);
    EXPECT_TRUE(readout(50).contains(QStringLiteral("= 50.017 V")));
    document().removeTrace({"y", 17, Part::Real});
    ASSERT_TRUE(waitFor([&] { return document().traces()->traces.size() == 1; }));
    EXPECT_TRUE(readout(50).contains(QStringLiteral("energy = 100 J"))) << "what was chosen is gone";
}

TEST_F(WindowTimeBar, TakesSpeedsThatOneTypes)
{
    LiveWriter writer(m_path);
    writer.append(100);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(99));
    const Playback& playback = m_window->playback();
    type(QStringLiteral("1,234"));
    EXPECT_EQ(playback.speed(), PlaybackSpeed{1234.0});
    EXPECT_EQ(bar().speedBox().currentText(), QStringLiteral("1,234 steps/s"));
    type(QStringLiteral("t: .25 s/s"));
    EXPECT_EQ(playback.speed(), (PlaybackSpeed{0.25, PlaybackSpeed::Unit::Time}));
    EXPECT_EQ(bar().speedBox().currentText(), QStringLiteral("t: 0.25 s/s"));
    type(QStringLiteral("2e-1"));
    EXPECT_EQ(playback.speed(), (PlaybackSpeed{0.2, PlaybackSpeed::Unit::Time})) << "as the one before";
    type(QStringLiteral("7 steps/s"));
    EXPECT_EQ(playback.speed(), PlaybackSpeed{7.0});
    for (const char* nonsense : {"fast", "", "-3", "0", "1e999", "nan"}) {
        type(QString::fromLatin1(nonsense));
        EXPECT_EQ(playback.speed(), PlaybackSpeed{7.0}) << nonsense;
        EXPECT_EQ(bar().speedBox().currentText(), QStringLiteral("7 steps/s"));
    }
}

TEST_F(WindowTimeBar, ClipsNothingAtAnyWidth)
{
    LiveWriter writer(m_path);
    writer.append(3);
    open();
    ASSERT_TRUE(waitForStep(2));
    press(Qt::Key_Left);
    writer.append(5);
    ASSERT_TRUE(waitFor([&] { return badge().newSteps() == 5; }));
    QWidget holder;
    bar().setParent(&holder);
    bar().show();
    holder.show();
    for (const int width : {510, 560, 640, 800, 859, 860, 1024, 1920, 3840}) {
        bar().resize(width, bar().sizeHint().height());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        ASSERT_EQ(bar().width(), width);
        EXPECT_LE(bar().minimumSizeHint().width(), 510);
        int right = 0;
        for (QWidget* part : bar().findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (!part->isVisible() || part == &bar().slider()) {
                continue;
            }
            EXPECT_GE(part->width(), part->minimumSizeHint().width())
                << width << part->accessibleName().toStdString();
            EXPECT_TRUE(bar().rect().contains(part->geometry()))
                << width << part->accessibleName().toStdString();
            for (QWidget* other : bar().findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
                EXPECT_FALSE(other != part && other->isVisible() &&
                             other->geometry().intersects(part->geometry()))
                    << width << part->accessibleName().toStdString() << other->accessibleName().toStdString();
            }
            right = std::max(right, part->geometry().right());
        }
        EXPECT_LT(width - right, 12) << "Live is at the right end";
    }
    bar().setParent(m_window.get());
}

TEST_F(WindowTimeBar, EveryControlHasANameAndATip)
{
    for (const QToolButton* button : bar().findChildren<QToolButton*>()) {
        EXPECT_FALSE(button->toolTip().isEmpty());
        EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty());
    }
    EXPECT_FALSE(bar().speedBox().accessibleName().isEmpty());
}

} // namespace h5pulse::viewer::test
