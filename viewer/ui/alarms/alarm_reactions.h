// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm_command.h"
#include "ui/alarms/desktop_notice.h"

namespace h5pulse::viewer {

/// Reacts to new alarms with a desktop notification and a command, as far as the user has enabled them.
/// Stores these choices in the settings.
class AlarmReactions : public QObject
{
    Q_OBJECT

public:
    explicit AlarmReactions(QObject* parent = nullptr);

    bool notifies() const { return m_notifies; }
    bool runsCommand() const { return m_runsCommand; }
    /// The command as typed by the user.
    QString commandLine() const { return m_commandLine; }

    void setNotifies(bool on);
    void setRunsCommand(bool on);
    /// Sets the command. It is split at spaces outside double quotes, and runs without a shell.
    void setCommandLine(const QString& line);

    /// Reacts to new alarms of a file.
    void react(const QString& file, const QList<Alarm>& alarms);

signals:
    /// A notification or the command failed.
    /// @param problem  a sentence
    void failed(const QString& problem);

private:
    void applyCommand();

    DesktopNotice m_notice;
    AlarmCommand m_command;
    bool m_notifies;
    bool m_runsCommand;
    QString m_commandLine;
};

} // namespace h5pulse::viewer
