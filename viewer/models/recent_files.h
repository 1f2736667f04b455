// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace h5pulse::viewer {

/// The files opened last, newest first, kept in the user's settings.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaximum = 10;

    explicit RecentFiles(QObject* parent = nullptr);

    const QStringList& files() const { return m_files; }
    void add(const QString& path);
    void clear();

signals:
    void changed();

private:
    void store();

    QStringList m_files;
};

} // namespace h5pulse::viewer
