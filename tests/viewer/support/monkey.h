// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <random>

class QAction;
class QWidget;

namespace h5pulse::viewer::test {

/// Somebody who clicks, drags, types and triggers at random, in the window and whatever it opens. The same
/// seed does the same as far as timing allows.
///
/// Works from a timer, so that it goes on inside the loops of dialogs and menus.
class Monkey : public QObject
{
public:
    Monkey(QWidget& window, unsigned seed);

    /// Something that happens to the window from outside now and then.
    void addFault(const std::function<void()>& fault) { m_faults.push_back(fault); }

    /// Returns when so many events were sent and no dialog is open.
    void play(int events);
    /// What the last events were, for the report of a failure.
    QString history() const { return m_history.join(QLatin1Char('\n')); }

private:
    void act();
    void next();
    void note(const QString& what);
    /// Whatever takes input now: a menu, a dialog, or a window.
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
    int m_popupAge = 0; // events since a dialog or menu came up
};

} // namespace h5pulse::viewer::test
