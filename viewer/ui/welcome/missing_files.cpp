// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/missing_files.h"

#include "core/run/run_address.h"
#include "core/threads/abandon_thread.h"

#include <QFile>
#include <QThread>

#include <cerrno>
#include <memory>
#include <sys/stat.h>

namespace h5pulse::viewer {

namespace {

bool isMissing(const QString& path)
{
    struct stat status
    {
    };
    return ::stat(QFile::encodeName(path).constData(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

} // namespace

MissingFiles::~MissingFiles()
{
    if (m_thread) {
        disconnect(m_thread, nullptr, this, nullptr);
        abandonThread(m_thread, 0);
    }
}

void MissingFiles::look(const QStringList& paths)
{
    if (m_thread) {
        return;
    }
    const auto missing = std::make_shared<QSet<QString>>();
    m_thread = QThread::create([missing, paths] {
        for (const QString& path : paths) {
            if (hostOf(path).isEmpty() && isMissing(path)) {
                missing->insert(path);
            }
        }
    });
    connect(m_thread, &QThread::finished, this, [this, missing] {
        m_thread->deleteLater();
        m_thread = nullptr;
        if (*missing != m_missing) {
            m_missing = *missing;
            emit changed();
        }
    });
    m_thread->start();
}

} // namespace h5pulse::viewer
