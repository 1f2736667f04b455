// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_address.h"

#include "core/texts.h"

#include <h5pulse/service/run_address.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <stdexcept>

namespace h5pulse::viewer {

namespace {

RunAddress parsed(const QString& address)
{
    try {
        return parseAddress(QFile::encodeName(address).toStdString());
    } catch (const std::invalid_argument&) {
        return {}; // an empty one
    }
}

} // namespace

QString addressOf(const QString& written)
{
    const RunAddress address = resolveAddress(QFile::encodeName(written).toStdString());
    return address.isRemote() ? written
                              : QFileInfo(QFile::decodeName(address.path.c_str())).absoluteFilePath();
}

QString hostOf(const QString& address)
{
    return QString::fromStdString(parsed(address).host);
}

QString runName(const QString& address)
{
    const RunAddress run = parsed(address);
    const QString name = QFileInfo(QFile::decodeName(run.path.c_str())).fileName();
    return run.isRemote() ? Texts::tr("%1 on %2").arg(name, QString::fromStdString(run.host)) : name;
}

QString folderHere(const QString& address)
{
    return address.isEmpty() || !hostOf(address).isEmpty() ? QDir::homePath()
                                                           : QFileInfo(address).absolutePath();
}

} // namespace h5pulse::viewer
