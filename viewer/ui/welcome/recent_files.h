// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/missing_files.h"

#include <QObject>
#include <QStringList>

namespace h5pulse::viewer {

/// The files opened last, newest first, kept in the user's settings.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kDefaultMaximum = 10;

    explicit RecentFiles(qsizetype maximum = kDefaultMaximum, QObject* parent = nullptr);

    const QStringList& files() const { return m_files; }
    void add(const QString& path);
    void clear();
    /// How many there are to be at most. Those beyond are forgotten when another one comes.
    void setMaximum(qsizetype count);

    /// The file's name, with its folder's where another one has the same.
    QString nameOf(const QString& path) const;
    /// Whether it was gone when that was found out last.
    bool isMissing(const QString& path) const { return m_missing.contains(path); }
    /// Finds out, without waiting.
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
