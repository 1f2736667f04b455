// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/command.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace h5pulse::viewer {

namespace {

QString s_askingProgram;

/// The last line that the command printed on standard error, without its name.
QString lastLine(const QByteArray& errors)
{
    const QString line = QString::fromUtf8(errors.trimmed().split('\n').back());
    const auto name = QStringLiteral("h5pulse: ");
    return line.startsWith(name) ? line.mid(name.size()) : line;
}

} // namespace

QString commandHere()
{
    if (const QString named = qEnvironmentVariable("H5PULSE_COMMAND"); !named.isEmpty()) {
        return named;
    }
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/h5pulse");
    return QFileInfo(beside).isExecutable() ? beside : QStringLiteral("h5pulse");
}

void setAskingProgram(const QString& program)
{
    s_askingProgram = program;
}

QStringList environmentOfSsh()
{
    if (s_askingProgram.isEmpty()) {
        return {};
    }
    return {QStringLiteral("SSH_ASKPASS=") + s_askingProgram, QStringLiteral("SSH_ASKPASS_REQUIRE=force"),
            QLatin1String(kAsking) + QStringLiteral("=1")};
}

Command::~Command()
{
    release();
}

void Command::start(const QStringList& arguments)
{
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& variable : environmentOfSsh()) {
        const qsizetype equals = variable.indexOf(QLatin1Char('='));
        environment.insert(variable.left(equals), variable.mid(equals + 1));
    }
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::finished, this, &Command::report);
    connect(
        m_process, &QProcess::errorOccurred, this,
        [this, process = m_process](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart &&
                process == m_process) { // stop() may have been called since
                const QString reason =
                    tr("%1 cannot be started (%2); install it beside the viewer, or name it with "
                       "H5PULSE_COMMAND")
                        .arg(m_process->program(), m_process->errorString());
                release();
                emit failed(reason);
            }
        },
        Qt::QueuedConnection);
    m_process->start(commandHere(), arguments);
}

void Command::stop()
{
    if (m_process) {
        m_process->terminate();
        release();
    }
}

void Command::report(int status)
{
    const QByteArray output = m_process->readAllStandardOutput();
    const QString reason = lastLine(m_process->readAllStandardError());
    const bool good = m_process->exitStatus() == QProcess::NormalExit && status == 0;
    release();
    if (good) {
        emit succeeded(output);
    } else {
        emit failed(reason.isEmpty() ? tr("the command ended with status %1").arg(status) : reason);
    }
}

/// QProcess would kill a running program, and wait for it. Nobody owns it any more, so it is deleted when it has ended.
void Command::release()
{
    if (QProcess* process = std::exchange(m_process, nullptr)) {
        process->disconnect(this);
        process->setParent(nullptr);
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater();
        } else {
            connect(process, &QProcess::finished, process, &QObject::deleteLater);
        }
    }
}

} // namespace h5pulse::viewer
