// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <random>

class QAction;
class QWidget;

namespace h5pulse::viewer::test {

/// Sends random clicks, drags, keys and menu actions to the window and to its dialogs. The same seed gives
/// the same events, as far as timing allows.
///
/// A timer sends the events, so that they continue inside the event loops of dialogs and menus.
class Monkey : public QObject
{
public:
    Monkey(QWidget& window, unsigned seed);

    /// Adds a fault from outside, which happens now and then.
    void addFault(const std::function<void()>& fault) { m_faults.push_back(fault); }

    /// Sends this many events. Returns when no dialog is open.
    void play(int events);
    /// The last events, for the report of a failure.
    QString history() const { return m_history.join(QLatin1Char('\n')); }

private:
    void act();
    void next();
    void note(const QString& what);
    /// The menu, dialog or window that takes input now.
    QWidget* target();
    QWidget* randomChild(QWidget* of);
    void click(QWidget* widget);
    void drag(QWidget* widget);
    void wheel(QWidget* widget);
    void type(QWidget* widget);
    void trigger();
    void resize();
    void leavePopups();
    int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }

    QWidget& m_window;
    std::mt19937 m_random;
    std::vector<std::function<void()>> m_faults;
    QStringList m_history;
    int m_left = 0;
    bool m_playing = false;
    int m_popupAge = 0; // events since a dialog or menu opened
};

} // namespace h5pulse::viewer::test
