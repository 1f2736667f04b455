// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/trace.h>

namespace h5pulse {

/// A value that meets the condition of a search.
struct Finding
{
    std::uint64_t step = 0;
    std::uint64_t component = 0;
    Part part = Part::Real;
    double value = 0.0;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Asks for NaN and infinity in all fields, over the whole run. Answered with a NonFiniteReport.
struct NonFiniteQuery
{
    friend bool operator==(const NonFiniteQuery&, const NonFiniteQuery&) = default;
};

/// A field that holds NaN or infinity.
struct NonFiniteField
{
    FieldPtr field;
    Finding first;           ///< the earliest one known
    std::uint64_t count = 0; ///< values found so far
    bool settled = false;    ///< no earlier one exists
};

/// Non-finite values in the steps that have been searched.
struct NonFiniteReport : QueryResult
{
    std::vector<NonFiniteField> fields; ///< in the order of the file
    double progress = 1.0;              ///< searched part of the steps of all fields
    std::uint64_t steps = 0;            ///< of the run
    std::size_t searched = 0;           ///< fields that can hold such values
    std::size_t unreadable = 0;         ///< fields that cannot be read at present
};

/// A limit that a trace should not cross. Non-finite values do not count.
struct Threshold
{
    enum class Side { Above, Below };

    TraceId trace;
    Side side = Side::Above; ///< values on this side raise an alarm; the limit itself does not
    double limit = 0.0;

    friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// Watches thresholds over all steps of a run, earlier and new ones. Answered with a CrossingReport.
/// Thresholds of fields or components that the run does not have are ignored.
struct ThresholdQuery
{
    std::vector<Threshold> thresholds;

    friend bool operator==(const ThresholdQuery&, const ThresholdQuery&) = default;
};

/// A threshold that was crossed.
struct Crossing
{
    Threshold threshold;
    FieldPtr field;
    Finding first;        ///< the earliest one known
    bool settled = false; ///< no earlier one exists
};

/// The thresholds that are crossed in the steps that have been searched.
struct CrossingReport : QueryResult
{
    std::vector<Crossing> crossings;
};

} // namespace h5pulse
