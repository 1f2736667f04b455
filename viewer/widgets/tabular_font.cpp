// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tabular_font.h"

#include <QFontDatabase>
#include <QFontMetrics>

#include <set>

namespace h5pulse::viewer {

QFont tabularFont(const QFont& font)
{
    const QFontMetrics metrics(font);
    std::set<int> widths;
    for (char digit = '0'; digit <= '9'; ++digit) {
        widths.insert(metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    if (widths.size() == 1) {
        return font;
    }
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

} // namespace h5pulse::viewer
