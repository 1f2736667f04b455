// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/recover.h>

#include <QObject>

class QThread;

namespace h5pulse::viewer {

/// Repairs files, one at a time, on a thread of its own: a copy of a large file takes long. Calls and signals
/// on the GUI thread.
class Repair : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// A repair that is under way may end with the process: it can be done again.
    ~Repair() override;

    bool isRunning() const { return m_thread != nullptr; }
    /// Where none is running.
    void start(const QString& path, const RecoverOptions& options);

signals:
    /// A sentence without its full stop: what was done, or why it could not be.
    void finished(bool done, const QString& sentence);

private:
    QThread* m_thread = nullptr;
};

} // namespace h5pulse::viewer
