// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/spectrum/spectrum_query.h"

#include <QJsonObject>

namespace h5pulse::viewer {

/// What the user can choose for a spectrum.
struct SpectrumChoice
{
    enum class Of { Profile, Trace };

    std::optional<Of> of{};         ///< none: what there is
    std::optional<TraceId> trace{}; ///< none, or one that is not there: the first
    SpectrumQuantity quantity = SpectrumQuantity::Amplitude;
    bool hannOfProfile = false; ///< the domain is periodic as a rule
    bool hannOfTrace = true;
    bool removeMean = true;

    bool hann(Of subject) const { return subject == Of::Profile ? hannOfProfile : hannOfTrace; }

    QJsonObject toJson() const;
    /// What is missing or makes no sense is as by default.
    static SpectrumChoice fromJson(const QJsonObject& json);
};

} // namespace h5pulse::viewer
