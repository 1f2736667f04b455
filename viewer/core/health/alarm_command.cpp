// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/alarm_command.h"

namespace h5pulse::viewer {

namespace {
constexpr int kTimeLimit = 60'000;      // milliseconds
constexpr int kPatience = 1000;         // milliseconds that a killed process gets to end
constexpr qsizetype kMaxMessage = 4096; // characters; the system limits the size of the environment
} // namespace

AlarmCommand::AlarmCommand(QObject* parent)
    : QObject(parent)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTimeLimit);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_timedOut = true;
        m_process.kill();
    });
    connect(&m_process, &QProcess::finished, this, &AlarmCommand::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &AlarmCommand::onError);
}

AlarmCommand::~AlarmCommand()
{
    m_process.disconnect(this); // its end is no failure
    m_process.kill();
    m_process.waitForFinished(kPatience);
}

void AlarmCommand::run(const QString& file, const Alarm& alarm)
{
    if (m_arguments.isEmpty()) {
        return;
    }
    if (m_waiting.size() == kMaxWaiting) {
        emit failed(tr("The command on alarms was not run for '%1', because too many alarms are waiting.")
                        .arg(alarm.text));
        return;
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("H5PULSE_ALARM"), alarmName(alarm.kind));
    environment.insert(QStringLiteral("H5PULSE_FILE"), file);
    environment.insert(QStringLiteral("H5PULSE_STEP"), alarm.step ? QString::number(*alarm.step) : QString());
    environment.insert(QStringLiteral("H5PULSE_MESSAGE"), fullText(alarm).left(kMaxMessage));
    m_waiting.push_back(std::move(environment));
    if (m_process.state() == QProcess::NotRunning) {
        startNext();
    }
}

void AlarmCommand::startNext()
{
    if (m_waiting.empty() || m_arguments.isEmpty()) {
        m_waiting.clear();
        return;
    }
    m_process.setProcessEnvironment(m_waiting.front());
    m_waiting.pop_front();
    m_timedOut = false;
    m_timer.start();
    m_process.start(m_arguments.front(), m_arguments.mid(1));
}

void AlarmCommand::onFinished(int status, QProcess::ExitStatus how)
{
    m_timer.stop();
    const QString program = m_process.program();
    if (m_timedOut) {
        emit failed(tr("The command on alarms took longer than %1 s and was ended: %2.")
                        .arg(m_timer.interval() / 1000)
                        .arg(program));
    } else if (how == QProcess::CrashExit) {
        emit failed(tr("The command on alarms crashed: %1.").arg(program));
    } else if (status != 0) {
        emit failed(tr("The command on alarms ended with status %1: %2.").arg(status).arg(program));
    }
    startNext();
}

void AlarmCommand::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart) {
        return; // finished() follows
    }
    m_timer.stop();
    emit failed(tr("The command on alarms cannot be started: %1.").arg(m_process.errorString()));
    QMetaObject::invokeMethod(this, &AlarmCommand::startNext, Qt::QueuedConnection);
}

} // namespace h5pulse::viewer
