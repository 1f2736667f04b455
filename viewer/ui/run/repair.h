// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/recover.h>

#include <QObject>

class QThread;

namespace h5pulse::viewer {

/// Repairs files, one at a time, on a separate thread, because copying a large file takes long. Calls and
/// signals are on the GUI thread.
class Repair : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Does not wait for a running repair. If the process ends during a repair, the file can be repaired
    /// again.
    ~Repair() override;

    bool isRunning() const { return m_thread != nullptr; }
    /// @pre !isRunning()
    void start(const QString& path, const RecoverOptions& options);

signals:
    /// @param sentence  what was done, or why the repair failed; without full stop
    void finished(bool done, const QString& sentence);

private:
    QThread* m_thread = nullptr;
};

} // namespace h5pulse::viewer
