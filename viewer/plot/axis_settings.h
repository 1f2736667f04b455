// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_scale.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace h5pulse::viewer {

/// What the user chose for an axis.
struct AxisSettings
{
    bool logarithmic = false;
    ScaleMode mode = ScaleMode::Steady;
    double lower = 0.0; ///< of ScaleMode::Fixed, in the units of the data
    double upper = 1.0;

    QJsonObject toJson() const;
    /// What is missing or makes no sense is as by default.
    static AxisSettings fromJson(const QJsonObject& json);

    friend bool operator==(const AxisSettings&, const AxisSettings&) = default;
};

/// The settings of one axis for each field, since another field has other values and units.
class AxisChoices
{
public:
    /// @param usual  of fields for which nothing was chosen
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
    QMap<QString, AxisSettings> m_choices; // of those that are not as usual
};

} // namespace h5pulse::viewer
