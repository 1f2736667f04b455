// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/step_range.h>
#include <h5pulse/service/trace.h>

namespace h5pulse {

enum class SpectrumQuantity { Amplitude, PowerDensity };
enum class SpectrumWindow { None, Hann };

struct SpectrumOptions
{
    SpectrumQuantity quantity = SpectrumQuantity::Amplitude;
    SpectrumWindow window = SpectrumWindow::None;
    bool removeMean = true;

    friend bool operator==(const SpectrumOptions&, const SpectrumOptions&) = default;
};

/// A spectrum over cycles per unit of the spacing. Of real values one-sided, from 0 on; of complex ones
/// two-sided, ascending.
struct Spectrum
{
    std::string problem; ///< why it could not be computed; empty: it could
    std::vector<double> frequencies;
    std::vector<double> values;
    std::uint64_t nonFinite = 0; ///< samples that were not finite; the mean of the others replaced them
};

/// Asks for the spectrum of a profile at the cursor or of a trace. Answered with a SpectrumResult.
struct SpectrumQuery
{
    std::string profile;              ///< the field whose profile is meant; empty: the trace is
    TraceId trace;                    ///< if profile is empty
    std::optional<TraceWindow> range; ///< of the trace; none: the whole run
    SpectrumOptions options;

    friend bool operator==(const SpectrumQuery&, const SpectrumQuery&) = default;
};

/// What should be known about how the samples were chosen.
enum class SampleNote {
    UnevenCoordinate, ///< the profile's coordinate is not even: frequencies are per point
    UnevenTimes,      ///< times are not even: values were interpolated on an even grid
    UnorderedTimes,   ///< times do not ascend: frequencies are per step
    FirstOnly,        ///< only the first points of a long profile
    LastOnly          ///< only the last steps of a long trace
};

/// Where the samples of a spectrum come from.
struct SampleOrigin
{
    bool overTime = false; ///< over the steps of a trace; else over the dimension of a profile
    bool counted = true;   ///< no usable times or coordinates: frequencies are per step, or per point
    FieldPtr field;
    std::string units{};    ///< of the values
    std::string keyUnits{}; ///< of the spacing
    std::uint64_t step = 0; ///< of a profile
    double time = 0.0;      ///< of that step
    StepRange steps{};      ///< of a trace; empty: it has no steps there
    /// Of these steps; NaN: the run has no times.
    double firstTime = std::numeric_limits<double>::quiet_NaN();
    double lastTime = std::numeric_limits<double>::quiet_NaN();
    std::vector<SampleNote> notes{};
};

/// A spectrum, thinned out for drawing where it is long. Empty while it is not complete.
struct SpectrumResult : QueryResult
{
    SpectrumQuery query;
    SampleOrigin origin;
    Spectrum spectrum;
    std::uint64_t samples = 0; ///< that it was made of
    double progress = 1.0;     ///< 0 to 1, of reading
};

} // namespace h5pulse
