// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <deque>

namespace h5pulse::viewer {

/// Runs a program of the user's for alarms: one at a time, the next ones wait. There is no shell, and nothing
/// of an alarm becomes part of the arguments: it is told by environment variables.
class AlarmCommand : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kMaxWaiting = 20;

    explicit AlarmCommand(QObject* parent = nullptr);
    ~AlarmCommand() override;

    /// The program and its arguments; empty: nothing is run.
    void setArguments(const QStringList& arguments) { m_arguments = arguments; }
    /// It is ended when it takes longer.
    void setTimeLimit(int milliseconds) { m_timer.setInterval(milliseconds); }
    /// Runs the program as soon as no other one of its runs goes on.
    /// @param file  that the alarm is about
    void run(const QString& file, const Alarm& alarm);

signals:
    /// A sentence about what went wrong.
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
