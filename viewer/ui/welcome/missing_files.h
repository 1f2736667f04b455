// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>

class QThread;

namespace h5pulse::viewer {

/// Finds out which files of a list are gone, on a thread of its own, as a file system may not answer. A file
/// counts as there until the system says that there is none. Calls and signals on the GUI thread.
class MissingFiles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Waits for no file system.
    ~MissingFiles() override;

    /// Looks again, unless it does already.
    void look(const QStringList& paths);
    bool contains(const QString& path) const { return m_missing.contains(path); }

signals:
    /// Others are missing than before.
    void changed();

private:
    QThread* m_thread = nullptr;
    QSet<QString> m_missing;
};

} // namespace h5pulse::viewer
