// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/repair.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace h5pulse::viewer {

Repair::Repair(QObject* parent)
    : QObject(parent)
{
    connect(&m_command, &Command::succeeded, this, &Repair::report);
    connect(&m_command, &Command::failed, this, [this](const QString& reason) {
        emit finished(false, tr("the file was not repaired: %1").arg(reason));
    });
}

void Repair::start(const QString& address, bool backup)
{
    QStringList arguments{QStringLiteral("recover"), QStringLiteral("--json")};
    if (backup) {
        arguments << QStringLiteral("--backup");
    }
    m_command.start(arguments << QStringLiteral("--") << address);
}

void Repair::report(const QByteArray& output)
{
    const QJsonObject report = QJsonDocument::fromJson(output).object();
    const QString copy = report[QStringLiteral("backup")].toString();
    if (!report[QStringLiteral("neededRepair")].toBool()) {
        emit finished(true, tr("the file is healthy, there was nothing to repair"));
    } else if (copy.isEmpty()) {
        emit finished(true, tr("the file was repaired"));
    } else {
        emit finished(true, tr("the file was repaired; the original is kept as %1").arg(copy));
    }
}

} // namespace h5pulse::viewer
