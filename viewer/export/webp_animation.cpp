// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/webp_animation.h"

#include "core/format.h"
#include "core/texts.h"
#include "export/save_file.h"

#include <QIODevice>

#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kEffort = 3;          // of 6; more takes several times as long to save a few per cent
constexpr float kThoroughness = 60; // of 100; effort of lossless compression

} // namespace

WebpAnimation::WebpAnimation(const QString& path, double framesPerSecond)
    : m_path(path)
    , m_framesPerSecond(framesPerSecond)
{
}

WebpAnimation::~WebpAnimation()
{
    WebPAnimEncoderDelete(m_encoder);
}

int WebpAnimation::millisecondsAt(qsizetype frame) const
{
    return static_cast<int>(
        std::lround(static_cast<double>(frame) * kMillisecondsPerSecond / m_framesPerSecond));
}

QString WebpAnimation::add(const QImage& image)
{
    if (!m_encoder) {
        m_size = image.size();
        if (std::max(m_size.width(), m_size.height()) > kMaxSide) {
            return Texts::tr("%1: a WebP picture can have at most %2 pixels per side")
                .arg(m_path)
                .arg(kMaxSide);
        }
        WebPAnimEncoderOptions options;
        WebPAnimEncoderOptionsInit(&options);
        m_encoder = WebPAnimEncoderNew(m_size.width(), m_size.height(), &options);
    }
    const QImage fitting = image.size() == m_size // the window may have been resized
                               ? image
                               : image.copy(QRect(QPoint(), m_size));
    const QImage pixels = fitting.convertToFormat(QImage::Format_RGB32);
    WebPConfig config;
    WebPConfigInit(&config);
    config.lossless = 1;
    config.method = kEffort;
    config.quality = kThoroughness;
    WebPPicture picture;
    WebPPictureInit(&picture);
    picture.use_argb = 1;
    picture.width = pixels.width();
    picture.height = pixels.height();
    const bool imported =
        WebPPictureAlloc(&picture) != 0 &&
        WebPPictureImportBGRX(&picture, pixels.constBits(), static_cast<int>(pixels.bytesPerLine())) != 0;
    const bool added = imported && m_encoder &&
                       WebPAnimEncoderAdd(m_encoder, &picture, millisecondsAt(m_frames), &config) != 0;
    WebPPictureFree(&picture);
    ++m_frames;
    return added ? QString() : Texts::tr("%1: picture %2 cannot be encoded").arg(m_path).arg(m_frames);
}

QString WebpAnimation::finish()
{
    WebPData data;
    WebPDataInit(&data);
    const bool assembled = m_encoder &&
                           WebPAnimEncoderAdd(m_encoder, nullptr, millisecondsAt(m_frames), nullptr) != 0 &&
                           WebPAnimEncoderAssemble(m_encoder, &data) != 0;
    QString problem = Texts::tr("%1: the animation cannot be assembled").arg(m_path);
    if (assembled) {
        problem = saveFile(m_path, [&](QIODevice& device) {
            const auto size = static_cast<qint64>(data.size);
            const bool written = device.write(reinterpret_cast<const char*>(data.bytes), size) == size;
            return written ? QString() : device.errorString();
        });
    }
    WebPDataClear(&data);
    return problem;
}

} // namespace h5pulse::viewer
