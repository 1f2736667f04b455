// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_choice.h"

namespace h5pulse::viewer {

namespace {

const auto kOf = QStringLiteral("of");
const auto kProfile = QStringLiteral("profile");
const auto kTrace = QStringLiteral("trace");
const auto kField = QStringLiteral("field");
const auto kComponent = QStringLiteral("component");
const auto kImaginary = QStringLiteral("imaginary");
const auto kDensity = QStringLiteral("density");
const auto kHannOfProfile = QStringLiteral("hannOfProfile");
const auto kHannOfTrace = QStringLiteral("hannOfTrace");
const auto kRemoveMean = QStringLiteral("removeMean");

std::optional<TraceId> traceFrom(const QJsonObject& json)
{
    const qint64 component = json[kComponent].toInteger(-1);
    if (!json[kField].isString() || component < 0) {
        return std::nullopt;
    }
    return TraceId{json[kField].toString(), static_cast<std::uint64_t>(component),
                   json[kImaginary].toBool() ? TracePart::Imaginary : TracePart::Real};
}

} // namespace

QJsonObject SpectrumChoice::toJson() const
{
    QJsonObject json{{kDensity, quantity == SpectrumQuantity::PowerDensity},
                     {kHannOfProfile, hannOfProfile},
                     {kHannOfTrace, hannOfTrace},
                     {kRemoveMean, removeMean}};
    if (of) {
        json[kOf] = *of == Of::Profile ? kProfile : kTrace;
    }
    if (trace) {
        json[kTrace] = QJsonObject{{kField, trace->field},
                                   {kComponent, static_cast<qint64>(trace->component)},
                                   {kImaginary, trace->part == TracePart::Imaginary}};
    }
    return json;
}

SpectrumChoice SpectrumChoice::fromJson(const QJsonObject& json)
{
    SpectrumChoice choice;
    const QString subject = json[kOf].toString();
    if (subject == kProfile || subject == kTrace) {
        choice.of = subject == kProfile ? Of::Profile : Of::Trace;
    }
    choice.trace = traceFrom(json[kTrace].toObject());
    choice.quantity = json[kDensity].toBool() ? SpectrumQuantity::PowerDensity : SpectrumQuantity::Amplitude;
    choice.hannOfProfile = json[kHannOfProfile].toBool(choice.hannOfProfile);
    choice.hannOfTrace = json[kHannOfTrace].toBool(choice.hannOfTrace);
    choice.removeMean = json[kRemoveMean].toBool(choice.removeMean);
    return choice;
}

} // namespace h5pulse::viewer
