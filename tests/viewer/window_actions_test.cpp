// SPDX-License-Identifier: GPL-3.0-or-later
// Every entry of every menu, chosen once while a run is live.
#include "window_fixture.h"

#include <QMenu>
#include <QMenuBar>
#include <QTimer>

#include <algorithm>

namespace h5pulse::viewer::test {

namespace {

class WindowActions : public WindowTest
{
protected:
    /// Titles of menus and entry, joined: found again, whatever the menus do in between.
    void collect(QMenu* menu, const QString& path, QStringList& paths)
    {
        emit menu->aboutToShow();
        for (QAction* action : menu->actions()) {
            const QString name = path + QLatin1Char('|') + action->text();
            if (action->menu()) {
                collect(action->menu(), name, paths);
            } else if (!action->isSeparator()) {
                paths << name;
            }
        }
    }
    QStringList entries()
    {
        QStringList paths;
        for (QAction* action : m_window->menuBar()->actions()) {
            collect(action->menu(), action->text(), paths);
        }
        return paths;
    }
    QAction* find(const QString& path)
    {
        QList<QAction*> actions = m_window->menuBar()->actions();
        QAction* found = nullptr;
        for (const QString& part : path.split(QLatin1Char('|'))) {
            const auto next = std::ranges::find_if(actions, [&](QAction* a) { return a->text() == part; });
            if (next == actions.end()) {
                return nullptr;
            }
            found = *next;
            if (found->menu()) {
                emit found->menu()->aboutToShow();
                actions = found->menu()->actions();
            }
        }
        return found;
    }
    /// Dialogs are closed as they come, from inside of their own loops.
    void closeDialogs()
    {
        QWidget* open = QApplication::activePopupWidget();
        open = open ? open : QApplication::activeModalWidget();
        if (open) {
            m_dialogs << open->windowTitle();
            open->close();
        }
    }

    QStringList m_dialogs;
};

} // namespace

TEST_F(WindowActions, EachCanBeChosen)
{
    LiveWriter writer(m_path);
    writer.append(50);
    open();
    ASSERT_TRUE(waitForStep(49));
    ASSERT_TRUE(waitFor([&] { return traces().isVisible(); }));
    QTimer closer;
    QObject::connect(&closer, &QTimer::timeout, m_window.get(), [&] { closeDialogs(); });
    closer.start(20);
    const QStringList paths = entries();
    EXPECT_GE(paths.size(), 20) << "the menus are found";
    int triggered = 0;
    for (const QString& path : paths) {
        SCOPED_TRACE(path.toStdString());
        m_window->show();
        if (document().status().phase == RunPhase::Idle) {
            open(); // an entry closed it
            ASSERT_TRUE(waitFor([&] { return document().frame() != nullptr; }));
        }
        QAction* action = find(path);
        if (!action || !action->isEnabled()) {
            continue; // has nothing to do now; those that have are counted below
        }
        action->trigger();
        ++triggered;
        QCoreApplication::processEvents();
    }
    closer.stop();
    EXPECT_GE(triggered, static_cast<int>(paths.size()) * 3 / 4) << "most have something to do in a live run";
    EXPECT_FALSE(m_dialogs.isEmpty()) << "some of them ask";

    m_window->show();
    open();
    document().selectField(QStringLiteral("y"));
    document().goLive();
    writer.append(1);
    EXPECT_TRUE(waitForStep(50));
    EXPECT_EQ(document().frame()->real[3], 50.0 + 3e-3);
}

} // namespace h5pulse::viewer::test
