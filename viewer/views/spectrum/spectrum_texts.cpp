// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_texts.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/plot_marker.h"

#include <QRegularExpression>

#include <cmath>

namespace h5pulse::viewer {

namespace {

const auto kSecond = QStringLiteral("s");
const auto kHertz = QStringLiteral("Hz");

/// Units as a factor of a product. Compound units get brackets.
QString asFactor(const QString& units)
{
    static const QRegularExpression compound(QStringLiteral("[\\s/*·^]"));
    return units.contains(compound) ? QStringLiteral("(%1)").arg(units) : units;
}

bool isAmplitude(const SpectrumResult& result)
{
    return result.query.options.quantity == SpectrumQuantity::Amplitude;
}

QString label(const QString& text, const QString& units)
{
    return units.isEmpty() ? text : QStringLiteral("%1 [%2]").arg(text, units);
}

QString periodText(const SampleOrigin& origin, double frequency)
{
    const QString units = !origin.counted   ? toText(origin.keyUnits)
                          : origin.overTime ? Texts::tr("steps")
                                            : Texts::tr("points");
    return Texts::tr("   %1 %2%3")
        .arg(origin.overTime ? Texts::tr("period") : Texts::tr("wavelength"),
             formatNumber(1.0 / std::abs(frequency)), unitSuffix(units));
}

} // namespace

QString titleOf(const SpectrumResult& result)
{
    const SampleOrigin& origin = result.origin;
    if (!origin.overTime) {
        return titleOf(*result.run, *origin.field, origin.step, origin.time);
    }
    const QString title = traceLabel(*origin.field, result.query.trace);
    if (origin.steps.count() == 0) {
        return title;
    }
    if (!result.run->hasTimes) {
        return title + Texts::tr("   steps %1 to %2").arg(origin.steps.first).arg(origin.steps.end - 1);
    }
    return title + Texts::tr("   %1 = %2 to %3%4")
                       .arg(toText(result.run->timeName), formatNumber(origin.firstTime),
                            formatNumber(origin.lastTime), unitSuffix(result.run->timeUnits));
}

QStringList notesOf(const SpectrumResult& result)
{
    QStringList notes;
    for (const SampleNote note : result.origin.notes) {
        switch (note) {
        case SampleNote::UnevenCoordinate:
            notes << Texts::tr("%1 is not even: per point")
                         .arg(toText(result.origin.field->axes.front()->name));
            break;
        case SampleNote::UnevenTimes:
            notes << Texts::tr("times are not even: resampled");
            break;
        case SampleNote::UnorderedTimes:
            notes << Texts::tr("times do not ascend: per step");
            break;
        case SampleNote::FirstOnly:
            notes << Texts::tr("of the first %1 points").arg(formatCount(result.samples));
            break;
        case SampleNote::LastOnly:
            notes << Texts::tr("of the last %1 steps").arg(formatCount(result.samples));
            break;
        }
    }
    return notes;
}

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
    return result.origin.overTime ? Texts::tr("frequency") : Texts::tr("wave number");
}

QString keyUnitsOf(const SpectrumResult& result)
{
    const SampleOrigin& origin = result.origin;
    return origin.counted ? origin.overTime ? Texts::tr("cycles per step") : Texts::tr("cycles per point")
                          : inverseUnits(toText(origin.keyUnits));
}

QString valueNameOf(const SpectrumResult& result)
{
    return isAmplitude(result) ? Texts::tr("amplitude") : Texts::tr("density");
}

QString valueUnitsOf(const SpectrumResult& result)
{
    const SampleOrigin& origin = result.origin;
    return isAmplitude(result) ? toText(origin.units)
                               : densityUnits(toText(origin.units), toText(origin.keyUnits));
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
           (frequency != 0.0 ? periodText(result.origin, frequency) : QString()) +
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
