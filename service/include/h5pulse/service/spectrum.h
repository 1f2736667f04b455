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

/// A spectrum over the frequency, in cycles per unit of the spacing. Real values have a one-sided spectrum
/// from 0 on; complex values have a two-sided spectrum with ascending frequencies.
struct Spectrum
{
    std::string problem; ///< why it cannot be computed; empty: no problem
    std::vector<double> frequencies;
    std::vector<double> values;
    std::uint64_t nonFinite = 0; ///< non-finite samples; they were replaced by the mean of the others
};

/// Asks for the spectrum of a profile at the cursor or of a trace. Answered with a SpectrumResult.
struct SpectrumQuery
{
    std::string profile;              ///< field of the profile; empty: use `trace`
    TraceId trace;                    ///< if profile is empty
    std::optional<TraceWindow> range; ///< of the trace; nullopt: the whole run
    SpectrumOptions options;

    friend bool operator==(const SpectrumQuery&, const SpectrumQuery&) = default;
};

/// Remarks on the choice of the samples.
enum class SampleNote {
    UnevenCoordinate, ///< coordinates of the profile are uneven; frequencies are per point
    UnevenTimes,      ///< times are uneven; values were interpolated on an even grid
    UnorderedTimes,   ///< times do not ascend; frequencies are per step
    FirstOnly,        ///< only the first points of a long profile were used
    LastOnly          ///< only the last steps of a long trace were used
};

/// Origin of the samples of a spectrum.
struct SampleOrigin
{
    bool overTime = false; ///< over the steps of a trace; else over the dimension of a profile
    bool counted = true;   ///< no usable times or coordinates: frequencies are per step, or per point
    FieldPtr field;
    std::string units{};    ///< of the values
    std::string keyUnits{}; ///< of the spacing
    std::uint64_t step = 0; ///< of a profile
    double time = 0.0;      ///< of that step
    StepRange steps{};      ///< of a trace; empty: no steps in the range
    /// Times of these steps; NaN: the run has no times.
    double firstTime = std::numeric_limits<double>::quiet_NaN();
    double lastTime = std::numeric_limits<double>::quiet_NaN();
    std::vector<SampleNote> notes{};
};

/// A spectrum, thinned out for drawing if it is long. Empty until all samples have been read.
struct SpectrumResult : QueryResult
{
    SpectrumQuery query;
    SampleOrigin origin;
    Spectrum spectrum;
    std::uint64_t samples = 0; ///< number of samples
    double progress = 1.0;     ///< 0 to 1, of reading
};

} // namespace h5pulse
