// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/step_search.h"
#include "core/query/query.h"

namespace h5pulse::viewer {

/// A field that holds NaN or infinity.
struct NonFiniteField
{
    FieldPtr field;
    Finding first;           ///< the earliest one known
    std::uint64_t count = 0; ///< values seen so far
    bool settled = false;    ///< there is none before
};

/// Where values are not finite, as far as steps were looked at.
struct NonFiniteReport : QueryResult
{
    std::vector<NonFiniteField> fields; ///< in the order of the file
    double progress = 1.0;              ///< part of the steps of all fields that were looked at
    std::uint64_t steps = 0;            ///< that the run had
    std::size_t searched = 0;           ///< fields that can hold such values
    std::size_t unreadable = 0;         ///< fields that cannot be read at present
};

/// Looks for NaN and infinity in all fields, over the whole run.
class NonFiniteQuery : public Query
{
public:
    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
