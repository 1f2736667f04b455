// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/png_sequence.h"

#include "export/save_file.h"

#include <QFile>
#include <QFileInfo>
#include <QImageWriter>

namespace h5pulse::viewer {

namespace {
constexpr int kDigits = 6;
}

PngSequence::~PngSequence()
{
    for (const QString& name : std::as_const(m_written)) {
        QFile::remove(name);
    }
}

QString PngSequence::nameOf(const QString& path, qsizetype number)
{
    const QFileInfo file(path);
    return QStringLiteral("%1/%2-%3.png")
        .arg(file.path(), file.completeBaseName())
        .arg(number, kDigits, 10, QLatin1Char('0'));
}

QString PngSequence::add(const QImage& image)
{
    const QString name = nameOf(m_path, m_written.size() + 1);
    QString problem = saveFile(name, [&](QIODevice& device) {
        QImageWriter writer(&device, "PNG");
        return writer.write(image) ? QString() : device.errorString();
    });
    if (problem.isEmpty()) {
        m_written << name;
    }
    return problem;
}

QString PngSequence::finish()
{
    m_written.clear(); // keeps the files
    return {};
}

} // namespace h5pulse::viewer
