// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/overlay_choice.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace h5pulse::viewer {

namespace {

using Reference = OverlayChoice::Reference;

const auto kFields = QStringLiteral("fields");
const auto kPins = QStringLiteral("pins");
const auto kInitial = QStringLiteral("initial");
const auto kGhosts = QStringLiteral("ghosts");
const auto kReference = QStringLiteral("reference");
const auto kReferenceStep = QStringLiteral("referenceStep");

constexpr std::array kReferenceNames{"none", "initial", "step", "otherRun"}; // in the order of Reference

Reference referenceFrom(const QString& name)
{
    const auto found = std::ranges::find_if(kReferenceNames,
                                            [&](const char* known) { return name == QLatin1String(known); });
    return found == kReferenceNames.end() ? Reference::None
                                          : static_cast<Reference>(found - kReferenceNames.begin());
}

} // namespace

bool OverlayChoice::isPinned(std::uint64_t step) const
{
    return std::ranges::find(pins, step) != pins.end();
}

void OverlayChoice::pin(std::uint64_t step)
{
    if (isPinned(step)) {
        return;
    }
    if (pins.size() == kMaxPins) {
        unpin(pins.front());
    }
    pins.push_back(step);
}

void OverlayChoice::unpin(std::uint64_t step)
{
    std::erase(pins, step);
    if (reference == Reference::Step && referenceStep == step) {
        reference = Reference::None;
        referenceStep = 0;
    }
}

void OverlayChoice::setField(const QString& field, bool shown)
{
    fields.removeAll(field);
    if (shown) {
        fields << field;
        fields = fields.mid(std::max<qsizetype>(0, fields.size() - kMaxFields));
    }
}

QJsonObject OverlayChoice::toJson() const
{
    QJsonArray steps;
    for (const std::uint64_t step : pins) {
        steps << static_cast<qint64>(step);
    }
    return {{kFields, QJsonArray::fromStringList(fields)},
            {kPins, steps},
            {kInitial, initial},
            {kGhosts, ghosts},
            {kReference, QLatin1String(kReferenceNames.at(static_cast<std::size_t>(reference)))},
            {kReferenceStep, static_cast<qint64>(referenceStep)}};
}

OverlayChoice OverlayChoice::fromJson(const QJsonObject& json)
{
    OverlayChoice choice;
    for (const QJsonValue& value : json[kFields].toArray()) {
        if (!value.toString().isEmpty()) {
            choice.setField(value.toString(), true);
        }
    }
    for (const QJsonValue& value : json[kPins].toArray()) {
        if (const qint64 step = value.toInteger(-1); step >= 0) {
            choice.pin(static_cast<std::uint64_t>(step));
        }
    }
    choice.initial = json[kInitial].toBool();
    choice.ghosts = std::clamp(json[kGhosts].toInt(), 0, kMaxGhosts);
    choice.reference = referenceFrom(json[kReference].toString());
    const qint64 step = json[kReferenceStep].toInteger(-1);
    if (choice.reference == Reference::Step) {
        choice.reference = step >= 0 ? Reference::Step : Reference::None;
        choice.referenceStep = step >= 0 ? static_cast<std::uint64_t>(step) : 0;
    }
    return choice;
}

} // namespace h5pulse::viewer
