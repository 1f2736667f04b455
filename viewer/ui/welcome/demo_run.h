// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QProcess;

namespace h5pulse::viewer {

/// Runs a small simulation for demonstration: the program h5pulse-demo, which is installed beside the viewer.
/// It writes to a temporary folder. The destructor ends the program and removes the folder. Use on the GUI
/// thread.
class DemoRun : public QObject
{
    Q_OBJECT

public:
    /// @param folder  folder of h5pulse-demo
    explicit DemoRun(const QString& folder, QObject* parent = nullptr);
    ~DemoRun() override;

    /// Whether h5pulse-demo exists.
    bool isAvailable() const;
    /// Starts the program, after stopping a running one. False: it cannot start; failed() gives the reason.
    bool start();
    void stop();
    bool isRunning() const;
    /// Process id of the program; 0: not running.
    qint64 processId() const;
    /// The file, which may not exist yet; empty: not started.
    QString path() const;
    /// Whether stop() removes this file, because it is in the temporary folder.
    bool removes(const QString& path) const;

signals:
    /// The program cannot run.
    /// @param problem  a sentence
    void failed(const QString& problem);

private:
    QString m_program;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
};

} // namespace h5pulse::viewer
