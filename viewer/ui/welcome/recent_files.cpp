// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/recent_files.h"
#include "core/run/run_address.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

const auto kKey = QStringLiteral("recentFiles");
/// The list in the settings, which another window may have changed.
QStringList stored()
{
    return QSettings().value(kKey).toStringList();
}

} // namespace

RecentFiles::RecentFiles(qsizetype maximum, QObject* parent)
    : QObject(parent)
    , m_maximum(maximum)
    , m_files(stored().mid(0, maximum))
{
    connect(&m_missing, &MissingFiles::changed, this, &RecentFiles::changed);
}

void RecentFiles::add(const QString& path)
{
    const QString address = hostOf(path).isEmpty() ? QFileInfo(path).absoluteFilePath() : path;
    m_files = stored();
    m_files.removeAll(address);
    m_files.prepend(address);
    m_files = m_files.mid(0, m_maximum);
    store();
}

void RecentFiles::clear()
{
    m_files.clear();
    store();
}

void RecentFiles::setMaximum(qsizetype count)
{
    if (count != m_maximum) {
        m_maximum = count;
        m_files = stored().mid(0, count);
        emit changed();
    }
}

QString RecentFiles::nameOf(const QString& path) const
{
    const QString name = runName(path);
    const auto same =
        std::ranges::count_if(m_files, [&](const QString& other) { return runName(other) == name; });
    return same < 2 ? name : tr("%1 in %2").arg(name, QFileInfo(path).dir().dirName());
}

void RecentFiles::store()
{
    QSettings().setValue(kKey, m_files);
    emit changed();
}

} // namespace h5pulse::viewer
