// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_scale.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace h5pulse::viewer {

/// Scale and range mode of an axis, as the user chose them.
struct AxisSettings
{
    bool logarithmic = false;
    ScaleMode mode = ScaleMode::Steady;
    double lower = 0.0; ///< of ScaleMode::Fixed, in the units of the data
    double upper = 1.0;

    QJsonObject toJson() const;
    /// Missing and invalid entries become defaults.
    static AxisSettings fromJson(const QJsonObject& json);

    friend bool operator==(const AxisSettings&, const AxisSettings&) = default;
};

/// Settings of one axis per field, because fields differ in values and units.
class AxisChoices
{
public:
    /// @param usual  settings of fields without a choice of their own
    explicit AxisChoices(const AxisSettings& usual = {})
        : m_usual(usual)
    {
    }

    AxisSettings of(const QString& field) const { return m_choices.value(field, m_usual); }
    void set(const QString& field, const AxisSettings& settings);

    QJsonObject toJson() const;
    static AxisChoices fromJson(const QJsonObject& json, const AxisSettings& usual = {});

private:
    AxisSettings m_usual;
    QMap<QString, AxisSettings> m_choices; // by field; only settings that differ from m_usual
};

} // namespace h5pulse::viewer
