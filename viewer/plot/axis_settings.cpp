// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_settings.h"

#include <algorithm>
#include <array>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kMaxFields = 200;

const auto kLogarithmic = QStringLiteral("logarithmic");
const auto kMode = QStringLiteral("range");
const auto kLower = QStringLiteral("lower");
const auto kUpper = QStringLiteral("upper");

struct ModeName
{
    ScaleMode mode;
    QLatin1StringView name;
};

constexpr std::array kModeNames{ModeName{ScaleMode::Steady, QLatin1StringView("steady")},
                                ModeName{ScaleMode::EachFrame, QLatin1StringView("each frame")},
                                ModeName{ScaleMode::WholeRun, QLatin1StringView("whole run")},
                                ModeName{ScaleMode::Common, QLatin1StringView("common")},
                                ModeName{ScaleMode::Fixed, QLatin1StringView("fixed")}};

} // namespace

QJsonObject AxisSettings::toJson() const
{
    QJsonObject json{{kLogarithmic, logarithmic},
                     {kMode, QString(std::ranges::find(kModeNames, mode, &ModeName::mode)->name)}};
    if (mode == ScaleMode::Fixed) {
        json[kLower] = lower;
        json[kUpper] = upper;
    }
    return json;
}

AxisSettings AxisSettings::fromJson(const QJsonObject& json)
{
    AxisSettings settings;
    settings.logarithmic = json[kLogarithmic].toBool();
    const QString name = json[kMode].toString();
    const auto found =
        std::ranges::find_if(kModeNames, [&](const ModeName& known) { return name == known.name; });
    if (found != kModeNames.end()) {
        settings.mode = found->mode;
    }
    if (settings.mode == ScaleMode::Fixed) {
        settings.lower = json[kLower].toDouble();
        settings.upper = json[kUpper].toDouble();
        if (!canShow({settings.lower, settings.upper}, settings.logarithmic)) {
            settings = {settings.logarithmic};
        }
    }
    return settings;
}

void AxisChoices::set(const QString& field, const AxisSettings& settings)
{
    if (settings == m_usual) {
        m_choices.remove(field);
    } else if (m_choices.size() < kMaxFields || m_choices.contains(field)) {
        m_choices[field] = settings;
    }
}

QJsonObject AxisChoices::toJson() const
{
    QJsonObject json;
    for (auto choice = m_choices.begin(); choice != m_choices.end(); ++choice) {
        json[choice.key()] = choice->toJson();
    }
    return json;
}

AxisChoices AxisChoices::fromJson(const QJsonObject& json, const AxisSettings& usual)
{
    AxisChoices choices(usual);
    for (auto choice = json.begin(); choice != json.end(); ++choice) {
        choices.set(choice.key(), AxisSettings::fromJson(choice->toObject()));
    }
    return choices;
}

} // namespace h5pulse::viewer
