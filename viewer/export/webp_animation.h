// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame_sink.h"

struct WebPAnimEncoder;

namespace h5pulse::viewer {

/// Writes one lossless, endlessly looping animated WebP file. It keeps the encoded pictures in memory until
/// finish().
class WebpAnimation : public FrameSink
{
public:
    static constexpr std::uint64_t kMaxFrames = 10'000; // limits memory
    static constexpr int kMaxSide = 16'383;             // pixels; limit of the format

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
