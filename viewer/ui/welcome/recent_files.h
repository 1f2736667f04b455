// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/missing_files.h"

#include <QObject>
#include <QStringList>

namespace h5pulse::viewer {

/// List of recently opened files, newest first, stored in the user's settings.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kDefaultMaximum = 10;

    explicit RecentFiles(qsizetype maximum = kDefaultMaximum, QObject* parent = nullptr);

    const QStringList& files() const { return m_files; }
    void add(const QString& path);
    void clear();
    /// Sets the maximum length. The settings keep further entries until the next add().
    void setMaximum(qsizetype count);

    /// Name of a file, with that of its folder if another file in the list has the same name.
    QString nameOf(const QString& path) const;
    /// Whether the file did not exist at the last check.
    bool isMissing(const QString& path) const { return m_missing.contains(path); }
    /// Checks which files exist, without waiting for the result.
    void lookForMissing() { m_missing.look(m_files); }

signals:
    void changed();

private:
    void store();

    qsizetype m_maximum;
    QStringList m_files;
    MissingFiles m_missing;
};

} // namespace h5pulse::viewer
