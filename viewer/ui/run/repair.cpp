// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/repair.h"

#include "core/threads/abandon_thread.h"

#include <QFile>
#include <QThread>

#include <memory>

namespace h5pulse::viewer {

namespace {

constexpr int kPatienceAtEnd = 200; // milliseconds

struct Outcome
{
    bool done = false;
    QString sentence;
};

Outcome repair(const std::filesystem::path& path, const RecoverOptions& options)
{
    try {
        const RecoverReport report = recover(path, options);
        if (!report.neededRepair) {
            return {true, Repair::tr("the file is healthy, there was nothing to repair")};
        }
        const QString copy = QString::fromStdString(report.backup.string());
        return {true, copy.isEmpty()
                          ? Repair::tr("the file was repaired")
                          : Repair::tr("the file was repaired; the original is kept as %1").arg(copy)};
    } catch (const std::exception& error) {
        return {false, Repair::tr("the file was not repaired: %1").arg(QString::fromUtf8(error.what()))};
    }
}

} // namespace

Repair::~Repair()
{
    if (m_thread) {
        disconnect(m_thread, nullptr, this, nullptr);
        abandonThread(m_thread, kPatienceAtEnd);
    }
}

void Repair::start(const QString& path, const RecoverOptions& options)
{
    const auto outcome = std::make_shared<Outcome>();
    m_thread = QThread::create([outcome, options, file = QFile::encodeName(path).toStdString()] {
        *outcome = repair(file, options);
    });
    connect(m_thread, &QThread::finished, this, [this, outcome] {
        m_thread->deleteLater();
        m_thread = nullptr;
        emit finished(outcome->done, outcome->sentence);
    });
    m_thread->start();
}

} // namespace h5pulse::viewer
