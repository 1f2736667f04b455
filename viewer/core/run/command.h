// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QProcess;

namespace h5pulse::viewer {

/// The h5pulse command of this machine, which reads and repairs runs for the window: H5PULSE_COMMAND, or else the program
/// beside the viewer, or else that on PATH.
QString commandHere();

/// Set for the program that ssh starts to ask the user for something.
inline constexpr auto kAsking = "H5PULSE_ASKING";
/// Names that program, which may be the viewer itself; see ssh(1), SSH_ASKPASS.
void setAskingProgram(const QString& program);
/// "NAME=VALUE" for ssh, so that it starts that program. Empty before setAskingProgram().
QStringList environmentOfSsh();

/// Runs the h5pulse command, one at a time. Calls and signals are on the GUI thread, which does not wait.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// A running command goes on, and ends by itself.
    ~Command() override;

    bool isRunning() const { return m_process != nullptr; }
    /// @pre !isRunning()
    void start(const QStringList& arguments);
    /// Ends a running command. No signal follows.
    void stop();

signals:
    void succeeded(const QByteArray& output);
    /// @param reason  what the command said, without full stop
    void failed(const QString& reason);

private:
    void report(int status);
    void release();

    QProcess* m_process = nullptr; // null: no command runs
};

} // namespace h5pulse::viewer
