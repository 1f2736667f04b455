// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"

#include <h5pulse/run_state.h>

namespace h5pulse::viewer {

/// What the file says of its writers, and how many steps each field has.
struct Information : QueryResult
{
    WriterStatus writer;
    std::vector<Segment> segments;         ///< oldest first; of very many the last ones
    std::size_t segmentsLeftOut = 0;       ///< there are so many more
    std::vector<std::uint64_t> fieldSteps; ///< of the run's fields, in their order
};

using InformationPtr = std::shared_ptr<const Information>;

class InformationQuery : public Query
{
public:
    static constexpr std::size_t kMaxSegments = 1000;

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
