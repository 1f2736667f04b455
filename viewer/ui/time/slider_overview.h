// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

namespace h5pulse::viewer {

/// What the slider knows of the run beside its steps.
struct SliderOverview
{
    TracePtr drawn{};        ///< null: none
    TracePtr timed{};        ///< any trace, for the times of its bins; null: there is none
    RunDescriptionPtr run{}; ///< null: not known
    bool timesAscend = true;

    friend bool operator==(const SliderOverview&, const SliderOverview&) = default;
};

/// "step 1,234   t = 12.3 s   energy = 4.56 J", as far as the overview tells. Of bins with several steps the
/// value is a range, and the time between those at its ends.
QString describeStep(const SliderOverview& overview, std::uint64_t step);

} // namespace h5pulse::viewer
