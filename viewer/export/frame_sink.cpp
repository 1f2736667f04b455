// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame_sink.h"

#include "core/format.h"
#include "core/texts.h"
#include "export/png_sequence.h"
#include "export/webp_animation.h"

#include <QFileInfo>

namespace h5pulse::viewer {

std::unique_ptr<FrameSink> makeFrameSink(const QString& path, std::uint64_t frames, double framesPerSecond,
                                         QString& problem)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    const QString suffix = file.suffix().toLower();
    problem.clear();
    if (suffix != QLatin1String("webp") && suffix != QLatin1String("png")) {
        problem =
            Texts::tr(
                "%1: the name of a sequence must end in .webp (one animated file) or .png (one file per "
                "picture)")
                .arg(path);
    } else if (!folder.isDir()) {
        problem = Texts::tr("%1: no such folder").arg(folder.filePath());
    } else if (!folder.isWritable()) { // reported before the first picture is drawn
        problem = Texts::tr("%1: this folder is not writable").arg(folder.filePath());
    } else if (suffix == QLatin1String("webp") && frames > WebpAnimation::kMaxFrames) {
        problem =
            Texts::tr(
                "%1: %2 pictures are too many for one animated file, which can have %3; use a larger stride "
                "or .png files")
                .arg(path, formatCount(frames), formatCount(WebpAnimation::kMaxFrames));
    } else if (suffix == QLatin1String("webp")) {
        return std::make_unique<WebpAnimation>(path, framesPerSecond);
    } else if (QFileInfo::exists(PngSequence::nameOf(path, 1))) {
        problem =
            Texts::tr("%1: the file exists already; choose another name").arg(PngSequence::nameOf(path, 1));
    } else {
        return std::make_unique<PngSequence>(path);
    }
    return nullptr;
}

} // namespace h5pulse::viewer
