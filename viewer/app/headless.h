// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTimer>

#include <memory>

namespace h5pulse::viewer {

class MainWindow;

/// Base class of the command-line modes that draw pictures without a display. It opens the file in a hidden
/// window, applies the options, calls look() after each change, and prints messages.
class Headless : public QObject
{
    Q_OBJECT

public:
    Headless(MainWindow& window, const Options& options);

    void start();
    /// Called for a signal that ends the program.
    virtual void interrupt(int signal);

signals:
    /// Exit status of the program.
    void finished(int status);

protected:
    /// Whether to follow a growing run. False: uses only the steps that the file had when it was opened, so
    /// that the result does not depend on timing.
    virtual bool follows() const { return false; }
    /// Called after each change, once the file has been read and field and step of the options have been
    /// requested.
    virtual void look() = 0;

    MainWindow& window() { return m_window; }
    const Options& options() const { return m_options; }
    bool isOver() const { return m_over; }
    void say(const QString& sentence);
    void complain(const QString& sentence);
    void fail(const QString& sentence);
    /// Ends the program. Further calls do nothing.
    void end(int status);

private:
    /// Whether problems of the file are fatal. If follows(), they are so only before the first reading.
    bool needsFile() const { return !follows() || !m_ready; }
    void onChange();

    MainWindow& m_window;
    Options m_options;
    QTimer m_deadline;
    std::shared_ptr<void> m_wholeFrames; // pictures may be larger than the window
    bool m_ready = false;
    bool m_lookDue = false;
    bool m_over = false;
};

} // namespace h5pulse::viewer
