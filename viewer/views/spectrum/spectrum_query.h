// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"
#include "views/spectrum/sample_source.h"

#include <optional>

namespace h5pulse::viewer {

/// What a spectrum is wanted of.
struct SpectrumWanted
{
    /// Of a profile at the cursor the name of the field; else empty.
    QString profile;
    /// Else of this trace, over this part of the run (none: all of it).
    TraceId trace;
    std::optional<TraceWindow> range;
    SpectrumOptions options;

    friend bool operator==(const SpectrumWanted&, const SpectrumWanted&) = default;
};

/// A spectrum, ready to be drawn: thinned out where it is too fine for that. While it is not complete there
/// is no spectrum in it.
struct SpectrumResult : QueryResult
{
    SpectrumWanted wanted;
    SampleLabels labels;
    Spectrum spectrum;
    std::uint64_t samples = 0; ///< that it was made of
    double progress = 1.0;     ///< 0 to 1, of reading
};

/// A spectrum, read and transformed on the worker's thread.
class SpectrumQuery : public QueryOf<SpectrumWanted>
{
public:
    using QueryOf::QueryOf;

    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
