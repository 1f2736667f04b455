// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <deque>

namespace h5pulse::viewer {

/// Runs the user's command for alarms, one at a time; further alarms wait in a queue. The command runs
/// without a shell. It gets the alarm in environment variables, never in its arguments.
class AlarmCommand : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kMaxWaiting = 20;

    explicit AlarmCommand(QObject* parent = nullptr);
    ~AlarmCommand() override;

    /// Sets the program and its arguments; empty: no command.
    void setArguments(const QStringList& arguments) { m_arguments = arguments; }
    /// A command that takes longer is ended.
    void setTimeLimit(int milliseconds) { m_timer.setInterval(milliseconds); }
    /// Runs the command as soon as its previous run has ended.
    /// @param file  path of the run
    void run(const QString& file, const Alarm& alarm);

signals:
    /// The command was not run or failed.
    /// @param problem  a sentence
    void failed(const QString& problem);

private:
    void startNext();
    void onFinished(int status, QProcess::ExitStatus how);
    void onError(QProcess::ProcessError error);

    QStringList m_arguments;
    std::deque<QProcessEnvironment> m_waiting;
    QProcess m_process;
    QTimer m_timer;
    bool m_timedOut = false;
};

} // namespace h5pulse::viewer
