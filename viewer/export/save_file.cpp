// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/save_file.h"

#include "core/texts.h"

#include <QFileInfo>
#include <QSaveFile>

namespace h5pulse::viewer {

QString saveFile(const QString& path, const std::function<QString(QIODevice&)>& write)
{
    const auto problem = [&](const QString& reason) {
        return Texts::tr("%1: cannot be written: %2").arg(path, reason);
    };
    const QFileInfo there(path);
    if (there.exists() && !there.isFile()) { // QSaveFile would replace a device by a file
        return problem(Texts::tr("it is not a regular file"));
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return problem(file.errorString());
    }
    const QString reason = write(file);
    if (!reason.isEmpty()) {
        file.cancelWriting();
        return problem(reason);
    }
    return file.commit() ? QString() : problem(file.errorString());
}

} // namespace h5pulse::viewer
