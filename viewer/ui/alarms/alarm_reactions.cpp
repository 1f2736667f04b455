// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_reactions.h"
#include "core/run/run_address.h"

#include <QFileInfo>
#include <QSettings>

namespace h5pulse::viewer {

namespace {
const auto kNotify = QStringLiteral("alarms/notify");
const auto kRunCommand = QStringLiteral("alarms/runCommand");
const auto kCommand = QStringLiteral("alarms/command");
} // namespace

AlarmReactions::AlarmReactions(QObject* parent)
    : QObject(parent)
    , m_notifies(QSettings().value(kNotify).toBool())
    , m_runsCommand(QSettings().value(kRunCommand).toBool())
    , m_commandLine(QSettings().value(kCommand).toString())
{
    connect(&m_notice, &DesktopNotice::failed, this, &AlarmReactions::failed);
    connect(&m_command, &AlarmCommand::failed, this, &AlarmReactions::failed);
    applyCommand();
}

void AlarmReactions::setNotifies(bool on)
{
    m_notifies = on;
    QSettings().setValue(kNotify, on);
}

void AlarmReactions::setRunsCommand(bool on)
{
    m_runsCommand = on;
    QSettings().setValue(kRunCommand, on);
    applyCommand();
}

void AlarmReactions::setCommandLine(const QString& line)
{
    m_commandLine = line;
    QSettings().setValue(kCommand, line);
    applyCommand();
}

void AlarmReactions::applyCommand()
{
    m_command.setArguments(m_runsCommand ? QProcess::splitCommand(m_commandLine) : QStringList());
}

void AlarmReactions::react(const QString& file, const QList<Alarm>& alarms)
{
    if (m_notifies && !alarms.isEmpty()) {
        const Alarm& worst = *std::ranges::max_element(alarms, {}, &Alarm::severity);
        QString text = fullText(worst);
        if (alarms.size() > 1) {
            text += QLatin1Char('\n') + tr("and %n more", nullptr, static_cast<int>(alarms.size() - 1));
        }
        m_notice.show(runName(file), text, worst.severity);
    }
    for (const Alarm& alarm : alarms) {
        m_command.run(file, alarm);
    }
}

} // namespace h5pulse::viewer
