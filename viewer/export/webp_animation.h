// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame_sink.h"

struct WebPAnimEncoder;

namespace h5pulse::viewer {

/// One animated WebP file, lossless; it begins anew when it has ended. What was encoded is in memory until it
/// is finished.
class WebpAnimation : public FrameSink
{
public:
    static constexpr std::uint64_t kMaxFrames = 10'000; // which are held in memory
    static constexpr int kMaxSide = 16'383;          // of the format

    WebpAnimation(const QString& path, double framesPerSecond);
    ~WebpAnimation() override;

    QString add(const QImage& image) override;
    QString finish() override;

private:
    int millisecondsAt(qsizetype frame) const;

    QString m_path;
    double m_framesPerSecond;
    WebPAnimEncoder* m_encoder = nullptr;
    QSize m_size;
    qsizetype m_frames = 0;
};

} // namespace h5pulse::viewer
