// SPDX-License-Identifier: GPL-3.0-or-later
// Every entry of every menu, chosen once while a run is live.
#include "window_fixture.h"

#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"

#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>

#include <algorithm>

namespace h5pulse::viewer::test {

namespace {

class WindowActions : public WindowTest
{
protected:
    /// Collects the joined titles of menus and entries. They identify entries after menus have made them
    /// again.
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
    /// Closes an open dialog, also from inside of its event loop.
    void closeDialogs()
    {
        QWidget* open = QApplication::activePopupWidget();
        open = open ? open : QApplication::activeModalWidget();
        if (open) {
            m_dialogs << open->windowTitle();
            open->close();
        }
    }

    /// Chooses each entry of the context menu at a position in a widget. Returns the number of entries.
    int chooseEachAt(QWidget& widget, const QPoint& place)
    {
        int count = 0;
        for (int i = 0; i == 0 || i < count; ++i) {
            bool seen = false;
            QTimer::singleShot(0, m_window.get(), [&] { // works also if the menu has its own event loop
                if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
                    const QList<QAction*> actions = leaves(menu);
                    count = static_cast<int>(actions.size());
                    if (i < count && actions[i]->isEnabled()) {
                        actions[i]->trigger();
                    }
                    menu->close();
                }
                seen = true;
            });
            QContextMenuEvent event(QContextMenuEvent::Mouse, place, widget.mapToGlobal(place));
            QCoreApplication::sendEvent(&widget, &event);
            EXPECT_TRUE(waitFor([&] { return seen; }));
            closeDialogs();
        }
        return count;
    }
    QList<QAction*> leaves(QMenu* menu)
    {
        emit menu->aboutToShow();
        QList<QAction*> found;
        for (QAction* action : menu->actions()) {
            if (action->menu()) {
                found << leaves(action->menu());
            } else if (!action->isSeparator()) {
                found << action;
            }
        }
        return found;
    }
    /// Follows a live run, and closes all dialogs that open.
    void begin(LiveWriter& writer)
    {
        writer.append(50);
        open();
        ASSERT_TRUE(waitForStep(49));
        ASSERT_TRUE(waitFor([&] { return traces().isVisible(); }));
        QObject::connect(&m_closer, &QTimer::timeout, m_window.get(), [&] { closeDialogs(); });
        m_closer.start(20);
    }
    void expectItFollows(LiveWriter& writer)
    {
        m_closer.stop();
        closeDialogs();
        document().selectField("y");
        document().goLive();
        writer.append(1);
        EXPECT_TRUE(waitForStep(50));
        EXPECT_EQ(document().frame()->real[3], 50.0 + 3e-3);
    }

    QTimer m_closer;
    QStringList m_dialogs;
};

} // namespace

TEST_F(WindowActions, EachCanBeChosen)
{
    LiveWriter writer(m_path);
    begin(writer);
    const QStringList paths = entries();
    EXPECT_GE(paths.size(), 20) << "the menus are found";
    m_window->comparison().open(
        QString::fromStdString(document().status().path)); // so that the entry to stop comparing is enabled
    int triggered = 0;
    QStringList skipped;
    for (const QString& path : paths) {
        SCOPED_TRACE(path.toStdString());
        m_window->show();
        if (document().status().phase == RunPhase::Idle) {
            open(); // the entry before may have closed the run
            ASSERT_TRUE(waitFor([&] { return document().frame() != nullptr; }));
        }
        QAction* action = find(path);
        if (!action || !action->isEnabled()) {
            skipped << path; // the entry is gone or disabled
            continue;
        }
        action->trigger();
        ++triggered;
        QCoreApplication::processEvents();
    }
    EXPECT_EQ(triggered + skipped.size(), paths.size());
    skipped.removeIf(
        // files of other tests
        [](const QString& path) { return path.contains(QStringLiteral("&recent|")); });
    for (const QString& path : skipped) {
        EXPECT_TRUE(QStringList({QStringLiteral("&File|Re&pair…"), QStringLiteral("&View|&Undo"),
                                 QStringLiteral("&View|Red&o")})
                        .contains(path))
            << path.toStdString() << " could not be chosen";
    }
    EXPECT_FALSE(m_dialogs.isEmpty()) << "some of them ask";

    m_window->show();
    open();
    expectItFollows(writer);
}

TEST_F(WindowActions, EachOfEveryViewsMenuCanBeChosen)
{
    LiveWriter writer(m_path);
    begin(writer);
    for (const ViewKind& kind : viewKinds()) {
        SCOPED_TRACE(kind.id.toStdString());
        m_window->views().showOnly({kind.id});
        ViewDock* dock = m_window->views().current();
        ASSERT_NE(dock, nullptr);
        ASSERT_TRUE(waitFor([&] { return dock->isComplete(); }));
        QMenu* menu = nullptr;
        for (auto* button : dock->titleBarWidget()->findChildren<QToolButton*>()) {
            menu = button->menu() ? button->menu() : menu;
        }
        ASSERT_NE(menu, nullptr);
        const qsizetype count = leaves(menu).size();
        EXPECT_GE(count, 3);
        for (qsizetype i = 0; i < count; ++i) {
            dock->show();
            const QList<QAction*> actions = leaves(menu); // the menu makes its entries each time it opens
            if (i < actions.size() && actions[i]->isEnabled()) {
                actions[i]->trigger();
                QCoreApplication::processEvents();
            }
        }
        dock->setFloating(false);
    }
    m_window->views().arrangeDefault();
    expectItFollows(writer);
}

TEST_F(WindowActions, EachOfEveryContextMenuCanBeChosen)
{
    LiveWriter writer(m_path);
    begin(writer);
    QStringList opened;
    for (const ViewKind& kind : viewKinds()) {
        SCOPED_TRACE(kind.id.toStdString());
        m_window->views().showOnly({kind.id});
        ViewDock* dock = m_window->views().current();
        ASSERT_TRUE(waitFor([&] { return dock->isComplete(); }));
        if (PlotWidget* plot = dock->view().plotWidget()) {
            opened << (chooseEachAt(*plot, plot->rect().center()) >= 3 ? kind.id : QString());
        }
        for (auto* list : dock->view().findChildren<QAbstractItemView*>()) {
            if (list->contextMenuPolicy() == Qt::ActionsContextMenu && list->isVisible()) {
                EXPECT_GE(chooseEachAt(*list->viewport(), list->viewport()->rect().center()), 1);
            }
        }
    }
    for (const char* id : {"state", "traces", "map"}) {
        EXPECT_TRUE(opened.contains(QLatin1String(id))) << id;
    }
    StepSlider& slider = m_window->timeBar().slider();
    EXPECT_GE(chooseEachAt(slider, slider.rect().center()), 2);
    m_window->views().arrangeDefault();
    expectItFollows(writer);
}

} // namespace h5pulse::viewer::test
