// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/typed_values.h"
#include "views/spectrum/sample_source.h"

#include <optional>

namespace h5pulse::viewer {

/// A 1-D field at the cursor, over its coordinate where that is even.
class ProfileSamples : public SampleSource
{
public:
    /// Of longer profiles the first so many values are taken; see also fastLength().
    static constexpr std::size_t kMostPoints = std::size_t{1} << 20U;

    ProfileSamples(RunDescriptionPtr run, FieldPtr field);

    bool followsCursor() const override { return true; }
    void aim(Reader& reader, const QueryAim& aim) override;
    bool wantsMore() const override { return m_read != m_step; }
    void advance(Reader& reader) override;
    double progress() const override { return 0.0; }
    Samples samples(SampleLabels& labels) const override;

private:
    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::size_t m_count;
    std::optional<double> m_spacing; // of the coordinate; none: it is not even, or there is none
    std::optional<std::uint64_t> m_step;
    std::optional<std::uint64_t> m_read; // the step that m_values are of
    double m_time = 0.0;
    TypedValues m_values;
};

} // namespace h5pulse::viewer
