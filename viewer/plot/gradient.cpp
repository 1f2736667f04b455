// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/gradient.h"

#include "core/labels.h"
#include "core/texts.h"

#include <algorithm>
#include <span>

namespace h5pulse::viewer {

namespace {

constexpr QRgb kViridis[] = {0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d,
                             0x2c728e, 0x26818e, 0x21908c, 0x1f9f88, 0x28ae80, 0x3ebc74,
                             0x5dc963, 0x82d34c, 0xabdc32, 0xd5e21a, 0xfde725};
constexpr QRgb kCividis[] = {0x00224e, 0x002e6a, 0x1a386f, 0x32436d, 0x434e6c, 0x52596d,
                             0x61656f, 0x6f7073, 0x7c7b78, 0x8b8778, 0x9b9376, 0xaba072,
                             0xbbad6c, 0xccba64, 0xddc958, 0xefd748, 0xfee838};
constexpr QRgb kInferno[] = {0x000004, 0x0b0724, 0x210c4a, 0x3c0965, 0x57106d, 0x70196e,
                             0x89226a, 0xa32b61, 0xbb3755, 0xd14644, 0xe35932, 0xf1711e,
                             0xf98d0a, 0xfcab0f, 0xf9ca32, 0xf2e865, 0xfcffa4};
constexpr QRgb kGrey[] = {0x000000, 0xffffff};
// Oklab lightness 0.97 - 0.6 u and chroma 0.16 sin(0.72 pi u), where u is 0 in the middle and 1 at the ends;
// hue 258° for blue and 28° for red.
constexpr QRgb kDiverging[] = {0x0c3d7f, 0x1450a3, 0x2466c2, 0x3c7ddb, 0x5a95ed, 0x7caef8,
                               0xa2c6fc, 0xcbdefb, 0xf5f5f5, 0xf9d2cc, 0xf7afa5, 0xef8e81,
                               0xe06e61, 0xcc5146, 0xb23930, 0x942620, 0x731b16};

struct Description
{
    ColorMap map;
    const char* id;
    const char* title;
    std::span<const QRgb> stops;
};

constexpr Description kDescriptions[] = {
    {ColorMap::Viridis, "viridis", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Viridis"), kViridis},
    {ColorMap::Cividis, "cividis", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Cividis"), kCividis},
    {ColorMap::Inferno, "inferno", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Inferno"), kInferno},
    {ColorMap::Grey, "grey", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Grey"), kGrey},
    {ColorMap::Diverging, "diverging",
     QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Blue to red, white at zero"), kDiverging}};

const Description& describe(ColorMap map)
{
    return *std::ranges::find(kDescriptions, map, &Description::map);
}

} // namespace

QCPColorGradient gradientOf(ColorMap map, bool reversed, const QColor& invalid)
{
    const std::span<const QRgb> stops = describe(map).stops;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(stops.size() - 1);
        gradient.setColorStopAt(reversed ? 1.0 - at : at, QColor(stops[i]));
    }
    gradient.setLevelCount(256);
    gradient.setNanHandling(QCPColorGradient::nhNanColor);
    gradient.setNanColor(invalid);
    return gradient;
}

QString titleOf(ColorMap map)
{
    return Texts::tr(describe(map).title);
}

QString idOf(ColorMap map)
{
    return QString::fromLatin1(describe(map).id);
}

ColorMap colorMapOf(const QString& id)
{
    const auto found = std::ranges::find_if(
        kDescriptions, [&](const Description& d) { return id == QLatin1StringView(d.id); });
    return found == std::end(kDescriptions) ? ColorMap::Viridis : found->map;
}

} // namespace h5pulse::viewer
