// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/demo_run.h"

#include <QFileInfo>
#include <QProcess>

#ifdef __linux__
#include <csignal>
#include <sys/prctl.h>
#endif

namespace h5pulse::viewer {

namespace {

constexpr int kPatience = 1000; // milliseconds that a killed process gets to end
const auto kProgram = QStringLiteral("h5pulse-demo");

/// A run of five minutes, slow enough to see the waves travel.
QStringList arguments(const QString& path)
{
    return {path, QStringLiteral("--duration"), QStringLiteral("900"), QStringLiteral("--pace"),
            QStringLiteral("30")};
}

} // namespace

DemoRun::DemoRun(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_program(folder + QLatin1Char('/') + kProgram)
{
}

DemoRun::~DemoRun()
{
    stop();
}

bool DemoRun::isAvailable() const
{
    return QFileInfo(m_program).isExecutable();
}

bool DemoRun::start()
{
    stop();
    m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid()) {
        emit failed(tr("The demo run cannot be written: %1.").arg(m_folder->errorString()));
        m_folder.reset();
        return false;
    }
    m_process = std::make_unique<QProcess>();
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(QProcess::nullDevice());
#ifdef __linux__
    // Ends the demo also if this program is killed.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    const auto sayWhy = [this](QProcess::ProcessError error) {
        if (m_process && error == QProcess::FailedToStart) {
            emit failed(tr("%1 cannot be started: %2.").arg(m_program, m_process->errorString()));
        }
    };
    // Queued, because a receiver may call stop().
    connect(m_process.get(), &QProcess::errorOccurred, this, sayWhy, Qt::QueuedConnection);
    m_process->start(m_program, arguments(path()));
    return m_process->state() != QProcess::NotRunning;
}

void DemoRun::stop()
{
    if (m_process) {
        m_process->disconnect(this); // the end is no error
        m_process->kill();
        m_process->waitForFinished(kPatience);
        m_process.reset();
    }
    m_folder.reset(); // with its contents
}

bool DemoRun::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

qint64 DemoRun::processId() const
{
    return m_process ? m_process->processId() : 0;
}

QString DemoRun::path() const
{
    return m_folder ? m_folder->filePath(QStringLiteral("demo.h5")) : QString();
}

bool DemoRun::removes(const QString& path) const
{
    return m_folder && path.startsWith(m_folder->path() + QLatin1Char('/'));
}

} // namespace h5pulse::viewer
