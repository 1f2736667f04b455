// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_units.h"

#include <QRegularExpression>

namespace h5pulse::viewer {

namespace {

const auto kSecond = QStringLiteral("s");
const auto kHertz = QStringLiteral("Hz");

/// In brackets where it is more than one unit.
QString asFactor(const QString& units)
{
    static const QRegularExpression compound(QStringLiteral("[\\s/*·^]"));
    return units.contains(compound) ? QStringLiteral("(%1)").arg(units) : units;
}

} // namespace

QString inverseUnits(const QString& units)
{
    return units.isEmpty()    ? QString()
           : units == kSecond ? kHertz
                              : QStringLiteral("1/%1").arg(asFactor(units));
}

QString densityUnits(const QString& units, const QString& spacingUnits)
{
    const QString square = units.isEmpty() ? QString() : asFactor(units) + QChar(0xb2);
    if (spacingUnits == kSecond) {
        return QStringLiteral("%1/%2").arg(square.isEmpty() ? QStringLiteral("1") : square, kHertz);
    }
    const QString spacing = square.isEmpty() ? spacingUnits : asFactor(spacingUnits);
    return QStringLiteral("%1 %2").arg(square, spacing).trimmed();
}

} // namespace h5pulse::viewer
