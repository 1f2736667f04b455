// SPDX-License-Identifier: GPL-3.0-or-later
#include "monkey.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPointer>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QWindow>

namespace h5pulse::viewer::test {

namespace {

constexpr qsizetype kHistory = 40;
constexpr int kPatience = 25; // events in a dialog or menu before it is closed

constexpr Qt::Key kKeys[] = {
    Qt::Key_Left,   Qt::Key_Right,     Qt::Key_Up,  Qt::Key_Down,  Qt::Key_Home,   Qt::Key_End,
    Qt::Key_PageUp, Qt::Key_PageDown,  Qt::Key_Tab, Qt::Key_Space, Qt::Key_Return, Qt::Key_Escape,
    Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_F5,  Qt::Key_F6,    Qt::Key_F9,     Qt::Key_R,
    Qt::Key_M,      Qt::Key_P,         Qt::Key_1,   Qt::Key_9,     Qt::Key_0,      Qt::Key_Period,
    Qt::Key_Minus,  Qt::Key_E,         Qt::Key_Plus};
constexpr Qt::KeyboardModifiers kModifiers[] = {Qt::NoModifier,      Qt::NoModifier,    Qt::NoModifier,
                                                Qt::ControlModifier, Qt::ShiftModifier, Qt::AltModifier};

/// Whether an action would end the program, and with it the test.
bool isForbidden(const QAction* action)
{
    return action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Q);
}

void collect(QMenu* menu, QList<QAction*>& actions)
{
    emit menu->aboutToShow();
    for (QAction* action : menu->actions()) {
        if (action->menu()) {
            collect(action->menu(), actions);
        } else if (!action->isSeparator() && action->isEnabled() && !isForbidden(action)) {
            actions << action;
        }
    }
}

} // namespace

Monkey::Monkey(QWidget& window, unsigned seed)
    : m_window(window)
    , m_random(seed)
{
}

void Monkey::play(int events)
{
    m_left = events;
    m_playing = true;
    next();
    while (m_left > 0) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    leavePopups();
    m_playing = false;
}

/// Starts a single timer for the next event. A repeating timer would not fire inside of its own slot.
void Monkey::next()
{
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this, timer] {
        timer->deleteLater();
        act();
    });
    timer->setSingleShot(true);
    timer->start(0);
}

void Monkey::note(const QString& what)
{
    m_history << what;
    if (m_history.size() > kHistory) {
        m_history.removeFirst();
    }
}

QWidget* Monkey::target()
{
    if (QWidget* popup = QApplication::activePopupWidget()) {
        return popup;
    }
    if (QWidget* modal = QApplication::activeModalWidget()) {
        return modal;
    }
    QWidgetList windows;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window != &m_window) {
            windows << window;
        }
    }
    return windows.isEmpty() || number(4) > 0 ? &m_window : windows[number(static_cast<int>(windows.size()))];
}

void Monkey::leavePopups()
{
    for (int i = 0; i < 20; ++i) {
        QWidget* open = QApplication::activePopupWidget();
        open = open ? open : QApplication::activeModalWidget();
        if (!open) {
            return;
        }
        open->close();
    }
}

void Monkey::act()
{
    if (!m_playing) {
        return;
    }
    if (m_left <= 0) {
        next();        // a dialog may open later than its event
        leavePopups(); // closes dialogs, so that play() returns
        return;
    }
    next(); // comes first, because the event may open a dialog, whose loop needs the next timer
    --m_left;
    m_window.setVisible(m_window.isVisible() || number(3) == 0);
    QWidget* on = target();
    if (auto* files = qobject_cast<QFileDialog*>(on); files && files->directory() != QDir::current()) {
        files->setDirectory(QDir::current()); // so that saved files stay in the test's folder
    }
    const bool popup = on != &m_window && (on->isModal() || on->windowType() == Qt::Popup);
    m_popupAge = popup ? m_popupAge + 1 : 0;
    if (m_popupAge > kPatience) {
        leavePopups();
        return;
    }
    const int kind = number(100);
    if (kind < 30) {
        click(randomChild(on));
    } else if (kind < 45) {
        type(on);
    } else if (kind < 60) {
        drag(randomChild(on));
    } else if (kind < 75) {
        wheel(randomChild(on));
    } else if (kind < 92) {
        trigger();
    } else if (kind < 96) {
        resize();
    } else if (!m_faults.empty()) {
        const int which = number(static_cast<int>(m_faults.size()));
        note(QStringLiteral("fault %1").arg(which));
        m_faults[static_cast<std::size_t>(which)]();
    }
}

QWidget* Monkey::randomChild(QWidget* of)
{
    QWidgetList seen;
    for (QWidget* widget : of->findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->isEnabled() && widget->window() == of->window()) {
            seen << widget;
        }
    }
    return seen.isEmpty() ? of : seen[number(static_cast<int>(seen.size()))];
}

void Monkey::click(QWidget* widget)
{
    const QPoint position(number(std::max(1, widget->width())), number(std::max(1, widget->height())));
    const Qt::MouseButton button = number(6) == 0 ? Qt::RightButton : Qt::LeftButton;
    note(QStringLiteral("click %1 on %2 %3")
             .arg(button)
             .arg(widget->metaObject()->className(), widget->objectName()));
    const Qt::KeyboardModifiers modifiers = kModifiers[number(static_cast<int>(std::size(kModifiers)))];
    const QPointer<QWidget> alive = widget; // a mouse press may delete the widget
    QTest::mousePress(widget, button, modifiers, position);
    if (alive) {
        QTest::mouseRelease(widget, button, modifiers, position);
    }
    if (alive && number(8) == 0) {
        QMouseEvent again(QEvent::MouseButtonDblClick, position, widget->mapToGlobal(position), button,
                          button, modifiers);
        QApplication::sendEvent(widget, &again);
        if (alive) {
            QTest::mouseRelease(widget, button, modifiers, position);
        }
    }
}

void Monkey::drag(QWidget* widget)
{
    const auto somewhere = [&] {
        return QPoint(number(std::max(1, widget->width())), number(std::max(1, widget->height())));
    };
    note(QStringLiteral("drag on %1 %2").arg(widget->metaObject()->className(), widget->objectName()));
    const QPointer<QWidget> alive = widget;
    QTest::mousePress(widget, Qt::LeftButton, {}, somewhere());
    for (int i = 0; i < 3 && alive; ++i) {
        QTest::mouseMove(widget, somewhere());
    }
    if (alive) {
        QTest::mouseRelease(widget, Qt::LeftButton, {}, somewhere());
    }
}

void Monkey::wheel(QWidget* widget)
{
    const QPointF position(number(std::max(1, widget->width())), number(std::max(1, widget->height())));
    note(QStringLiteral("wheel on %1 %2").arg(widget->metaObject()->className(), widget->objectName()));
    QWheelEvent event(position, widget->mapToGlobal(position), QPoint(), QPoint(0, number(2) ? 120 : -120),
                      Qt::NoButton, kModifiers[number(static_cast<int>(std::size(kModifiers)))],
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

void Monkey::type(QWidget* widget)
{
    QWidget* focus = widget->focusWidget() ? widget->focusWidget() : widget;
    const Qt::Key key = kKeys[number(static_cast<int>(std::size(kKeys)))];
    const Qt::KeyboardModifiers modifiers = kModifiers[number(static_cast<int>(std::size(kModifiers)))];
    note(QStringLiteral("key %1 %2 on %3").arg(key).arg(modifiers).arg(focus->metaObject()->className()));
    const QPointer<QWidget> alive = focus;
    QTest::keyPress(focus, key, modifiers);
    if (alive) {
        QTest::keyRelease(focus, key, modifiers);
    }
}

void Monkey::trigger()
{
    QList<QAction*> actions;
    auto* window = qobject_cast<QMainWindow*>(&m_window);
    if (QApplication::activeModalWidget() || !window) {
        return;
    }
    for (QAction* action : window->menuBar()->actions()) {
        collect(action->menu(), actions);
    }
    if (actions.isEmpty()) {
        return;
    }
    QAction* action = actions[number(static_cast<int>(actions.size()))];
    note(QStringLiteral("action %1").arg(action->text()));
    action->trigger();
}

void Monkey::resize()
{
    m_window.resize(400 + number(1200), 300 + number(900));
    note(QStringLiteral("resize to %1 x %2").arg(m_window.width()).arg(m_window.height()));
}

} // namespace h5pulse::viewer::test
