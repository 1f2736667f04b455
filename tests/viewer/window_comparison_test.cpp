// SPDX-License-Identifier: GPL-3.0-or-later
// A window with two runs.
#include "ui/comparison_actions.h"
#include "ui/view_dock.h"
#include "views/profile/profile_overlays.h"
#include "window_fixture.h"

#include <QMenuBar>

namespace h5pulse::viewer::test {

namespace {

class WindowComparison : public WindowTest
{
protected:
    WindowComparison()
    {
        LiveWriter other(m_other, 500.0);
        other.append(20);
        other.close();
    }

    OverlayCurves& curves() { return profile().overlays().curves(); }
    void compare() { m_window->compareWith(QString::fromStdString(m_other.string())); }
    /// Whether the second run's step is drawn, with its values.
    bool draws(double step)
    {
        if (curves().curves().size() != 1) {
            return false;
        }
        const auto data = curves().graph(0)->data();
        return data->size() == 64 && data->at(63)->value == 500.0 + step + 63 * 1e-3 && data->at(63)->key == 31.5;
    }
    QAction* action(const QString& text)
    {
        for (QAction* found : m_window->findChild<ComparisonActions*>()->actions()) {
            if (found->text() == text) {
                return found;
            }
        }
        return nullptr;
    }

    std::filesystem::path m_other = m_folder / "yesterday.h5";
};

} // namespace

TEST_F(WindowComparison, TheOtherRunFollowsTheCursor)
{
    LiveWriter writer(m_path);
    writer.append(30);
    open();
    compare();
    ASSERT_TRUE(waitForStep(29));
    ASSERT_TRUE(waitFor([&] { return draws(19); }));
    EXPECT_TRUE(profile().header().title().endsWith(QStringLiteral("yesterday.h5: it ends at 1.9 s")))
        << profile().header().title().toStdString();
    document().goToStep(7);
    EXPECT_TRUE(waitFor([&] { return shownStep() == 7 && draws(7); }));
    EXPECT_TRUE(curveBelongsToTitle());
    EXPECT_FALSE(profile().header().title().contains(QStringLiteral("ends")));
    EXPECT_TRUE(waitFor([&] { return m_window->views().isComplete(); }));

    action(QStringLiteral("Match by step &number"))->trigger();
    EXPECT_EQ(m_window->comparison().match(), Comparison::Match::Step);
    EXPECT_TRUE(waitFor([&] { return draws(7); }));
    document().goToStep(25);
    EXPECT_TRUE(waitFor([&] {
        return profile().header().title().endsWith(QStringLiteral("yesterday.h5: it ends at step 19"));
    }));
    ASSERT_TRUE(action(QStringLiteral("&Stop comparing"))->isEnabled());
    action(QStringLiteral("&Stop comparing"))->trigger();
    EXPECT_TRUE(waitFor([&] { return curves().isEmpty(); }));
    EXPECT_FALSE(action(QStringLiteral("&Stop comparing"))->isEnabled());
    EXPECT_FALSE(profile().plot().legend->visible());
}

TEST_F(WindowComparison, ViewsWithAFieldOfTheirOwnHaveItToo)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    compare();
    ASSERT_TRUE(waitFor([&] { return draws(9); }));
    document().selectField(QStringLiteral("energy"));
    ViewDock* dock = m_window->views().docks().front();
    dock->setOwnField(QStringLiteral("y"));
    document().goToStep(4);
    EXPECT_TRUE(waitFor([&] { return draws(4); }));
}

TEST_F(WindowComparison, AGoneFileIsSaidToBeAndComesBack)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    const QString gone = QString::fromStdString((m_folder / "gone.h5").string());
    m_window->compareWith(gone);
    EXPECT_TRUE(waitFor([&] { return message().startsWith(QStringLiteral("gone.h5, to be compared with: ")); }));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    std::filesystem::copy_file(m_other, m_folder / "gone.h5");
    EXPECT_TRUE(waitFor([&] { return draws(9); }));
    EXPECT_TRUE(waitFor([&] { return message().isEmpty(); }));
}

TEST_F(WindowComparison, StaysWhenAnotherFileIsOpened)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    compare();
    ASSERT_TRUE(waitFor([&] { return draws(9); }));
    LiveWriter second(m_folder / "second.h5");
    second.append(4);
    m_window->openFile(QString::fromStdString((m_folder / "second.h5").string()));
    EXPECT_TRUE(waitFor([&] { return shownStep() == 3 && draws(3); }));
}

} // namespace h5pulse::viewer::test
