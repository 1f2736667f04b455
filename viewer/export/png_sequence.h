// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame_sink.h"

#include <QStringList>

namespace h5pulse::viewer {

/// Writes one PNG file per picture.
class PngSequence : public FrameSink
{
public:
    explicit PngSequence(const QString& path)
        : m_path(path)
    {
    }
    ~PngSequence() override;

    /// Name of a file.
    /// @param number  of the picture, from 1
    static QString nameOf(const QString& path, qsizetype number);

    QString add(const QImage& image) override;
    QString finish() override;

private:
    QString m_path;
    QStringList m_written;
};

} // namespace h5pulse::viewer
