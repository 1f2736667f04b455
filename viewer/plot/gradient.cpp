// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/gradient.h"

namespace h5pulse::viewer {

QCPColorGradient viridis(const QColor& invalid)
{
    static constexpr QRgb kStops[] = {0x440154, 0x472c7a, 0x3b518b, 0x2c718e, 0x21908d,
                                      0x27ad81, 0x5cc863, 0xaadc32, 0xfde725};
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (std::size_t i = 0; i < std::size(kStops); ++i) {
        gradient.setColorStopAt(static_cast<double>(i) / (std::size(kStops) - 1), QColor(kStops[i]));
    }
    gradient.setLevelCount(256);
    gradient.setNanHandling(QCPColorGradient::nhNanColor);
    gradient.setNanColor(invalid);
    return gradient;
}

} // namespace h5pulse::viewer
