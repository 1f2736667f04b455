// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm_command.h"
#include "ui/alarms/desktop_notice.h"

namespace h5pulse::viewer {

/// What happens beside the window when alarms come, where the user asked for it: a notification of the
/// desktop, a command. What is asked for is kept in the settings.
class AlarmReactions : public QObject
{
    Q_OBJECT

public:
    explicit AlarmReactions(QObject* parent = nullptr);

    bool notifies() const { return m_notifies; }
    bool runsCommand() const { return m_runsCommand; }
    /// As the user typed it.
    QString commandLine() const { return m_commandLine; }

    void setNotifies(bool on);
    void setRunsCommand(bool on);
    /// Divided at spaces, outside of double quotes. No shell sees it.
    void setCommandLine(const QString& line);

    /// These have come, in this file.
    void react(const QString& file, const QList<Alarm>& alarms);

signals:
    /// A sentence about what did not work.
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
