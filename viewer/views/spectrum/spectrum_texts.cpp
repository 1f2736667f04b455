// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_texts.h"

#include "core/format.h"
#include "core/texts.h"
#include "plot/plot_marker.h"

#include <QRegularExpression>

#include <cmath>

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

bool isAmplitude(const SpectrumResult& result)
{
    return result.wanted.options.quantity == SpectrumQuantity::Amplitude;
}

QString label(const QString& text, const QString& units)
{
    return units.isEmpty() ? text : QStringLiteral("%1 [%2]").arg(text, units);
}

QString periodText(const SampleLabels& labels, double frequency)
{
    const QString units = !labels.counted   ? labels.keyUnits
                          : labels.overTime ? Texts::tr("steps")
                                            : Texts::tr("points");
    return Texts::tr("   %1 %2%3")
        .arg(labels.overTime ? Texts::tr("period") : Texts::tr("wavelength"),
             formatNumber(1.0 / std::abs(frequency)), unitSuffix(units));
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

QString keyNameOf(const SpectrumResult& result)
{
    return result.labels.overTime ? Texts::tr("frequency") : Texts::tr("wave number");
}

QString keyUnitsOf(const SpectrumResult& result)
{
    const SampleLabels& labels = result.labels;
    return labels.counted ? labels.overTime ? Texts::tr("cycles per step") : Texts::tr("cycles per point")
                          : inverseUnits(labels.keyUnits);
}

QString valueNameOf(const SpectrumResult& result)
{
    return isAmplitude(result) ? Texts::tr("amplitude") : Texts::tr("density");
}

QString valueUnitsOf(const SpectrumResult& result)
{
    const SampleLabels& labels = result.labels;
    return isAmplitude(result) ? labels.units : densityUnits(labels.units, labels.keyUnits);
}

QString keyLabelOf(const SpectrumResult& result)
{
    return label(keyNameOf(result), keyUnitsOf(result));
}

QString valueLabelOf(const SpectrumResult& result)
{
    return label(isAmplitude(result) ? Texts::tr("amplitude") : Texts::tr("power spectral density"),
                 valueUnitsOf(result));
}

QString textAt(const SpectrumResult& result, std::size_t i)
{
    const double frequency = result.spectrum.frequencies[i];
    return Texts::tr("%1 %2%3").arg(keyNameOf(result), formatNumber(frequency),
                                    unitSuffix(keyUnitsOf(result))) +
           (frequency != 0.0 ? periodText(result.labels, frequency) : QString()) +
           Texts::tr("   %1 %2%3")
               .arg(valueNameOf(result), formatNumber(result.spectrum.values[i]),
                    unitSuffix(valueUnitsOf(result)));
}

QString differenceText(const SpectrumResult& result, std::size_t i, std::size_t mark)
{
    const Spectrum& spectrum = result.spectrum;
    return PlotMarker::difference(keyNameOf(result), spectrum.frequencies[i] - spectrum.frequencies[mark],
                                  keyUnitsOf(result)) +
           PlotMarker::difference(valueNameOf(result), spectrum.values[i] - spectrum.values[mark],
                                  valueUnitsOf(result));
}

} // namespace h5pulse::viewer
