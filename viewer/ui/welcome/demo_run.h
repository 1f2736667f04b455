// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QProcess;

namespace h5pulse::viewer {

/// A simulation to look at, in a process of its own: the program h5pulse-demo, which is installed beside the
/// viewer. It writes into a temporary folder, and ends and is removed with this object. On the GUI thread.
class DemoRun : public QObject
{
    Q_OBJECT

public:
    /// @param folder  where the program is
    explicit DemoRun(const QString& folder, QObject* parent = nullptr);
    ~DemoRun() override;

    /// Whether there is such a program.
    bool isAvailable() const;
    /// Anew, where one was running. False: it cannot be, and failed() says why.
    bool start();
    void stop();
    bool isRunning() const;
    /// Of the system; 0: none.
    qint64 processId() const;
    /// Where it is written, now or in a moment; empty: there is none.
    QString path() const;
    /// Whether a file lies in its folder, and is removed with it.
    bool removes(const QString& path) const;

signals:
    /// A sentence.
    void failed(const QString& problem);

private:
    QString m_program;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
};

} // namespace h5pulse::viewer
