// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>
#include <h5pulse/service/result.h>

namespace h5pulse {

/// Asks for the writers of the file. Answered with Information.
struct InformationQuery
{
    static constexpr std::size_t kMaxSegments = 1000;

    friend bool operator==(const InformationQuery&, const InformationQuery&) = default;
};

/// The writers of the file, and the steps of each field.
struct Information : QueryResult
{
    WriterStatus writer;
    std::vector<Segment> segments;         ///< oldest first; the last InformationQuery::kMaxSegments
    std::size_t segmentsLeftOut = 0;       ///< earlier ones
    std::vector<std::uint64_t> fieldSteps; ///< of the run's fields, in their order
};

using InformationPtr = std::shared_ptr<const Information>;

} // namespace h5pulse
