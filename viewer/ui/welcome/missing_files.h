// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>

class QThread;

namespace h5pulse::viewer {

/// Finds out which files of a list do not exist. It asks on a separate thread, because a file system may not
/// respond. A file counts as existing until the system reports that it does not. Calls and signals are on the
/// GUI thread.
class MissingFiles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Does not wait for file systems.
    ~MissingFiles() override;

    /// Starts a check of these files. Does nothing while a check is running.
    void look(const QStringList& paths);
    bool contains(const QString& path) const { return m_missing.contains(path); }

signals:
    /// The set of missing files has changed.
    void changed();

private:
    QThread* m_thread = nullptr;
    QSet<QString> m_missing;
};

} // namespace h5pulse::viewer
