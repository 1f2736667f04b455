// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/command.h"

namespace h5pulse::viewer {

/// Repairs files, one at a time, by `h5pulse recover`, here or on the machine of the run. A repair goes on if the window
/// is closed. Calls and signals are on the GUI thread.
class Repair : public QObject
{
    Q_OBJECT

public:
    explicit Repair(QObject* parent = nullptr);

    bool isRunning() const { return m_command.isRunning(); }
    /// @pre !isRunning()
    /// @param address  path, or [user@]host:path
    /// @param backup   first make a copy in the same folder
    void start(const QString& address, bool backup);

signals:
    /// @param sentence  what was done, or why the repair failed; without full stop
    void finished(bool done, const QString& sentence);

private:
    void report(const QByteArray& output);

    Command m_command;
};

} // namespace h5pulse::viewer
