// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTimer>

namespace h5pulse::viewer {

class MainWindow;

/// What is done with a window that nobody sees: opens the file, applies the options, and looks whenever
/// something has changed. What happens is printed.
class Headless : public QObject
{
    Q_OBJECT

public:
    Headless(MainWindow& window, const Options& options);

    void start();
    /// A signal asks for the end.
    virtual void interrupt(int signal);

signals:
    /// Exit status of the program.
    void finished(int status);

protected:
    /// False: the steps are those that the file had when it was opened, so that what comes out does not
    /// depend on when.
    virtual bool follows() const { return false; }
    /// A file was read before, or is now, and field and step of the options are asked for. Called whenever
    /// something has changed.
    virtual void look() = 0;

    MainWindow& window() { return m_window; }
    const Options& options() const { return m_options; }
    bool isOver() const { return m_over; }
    void say(const QString& sentence);
    void complain(const QString& sentence);
    void fail(const QString& sentence);
    /// Once; what happens later is of no interest.
    void end(int status);

private:
    /// Whether it cannot go on without the file. Who follows a run bears with what happens to it later.
    bool needsFile() const { return !follows() || !m_ready; }
    void onChange();

    MainWindow& m_window;
    Options m_options;
    QTimer m_deadline;
    bool m_ready = false;
    bool m_lookDue = false;
    bool m_over = false;
};

} // namespace h5pulse::viewer
