// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/step_search.h"
#include "core/health/threshold.h"
#include "core/query/query.h"

namespace h5pulse::viewer {

/// A threshold that was crossed.
struct Crossing
{
    Threshold threshold;
    FieldPtr field;
    Finding first;        ///< the earliest one known
    bool settled = false; ///< there is none before
};

/// The thresholds that were crossed, as far as steps were looked at.
struct CrossingReport : QueryResult
{
    std::vector<Crossing> crossings;
};

/// Watches thresholds over all steps of a run: those that come, and those that were there before. Of a field
/// or component that the run does not have there is nothing to be said.
class ThresholdQuery : public Query
{
public:
    explicit ThresholdQuery(std::vector<Threshold> thresholds)
        : m_thresholds(std::move(thresholds))
    {
    }

    const std::vector<Threshold>& thresholds() const { return m_thresholds; }

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;

private:
    std::vector<Threshold> m_thresholds;
};

} // namespace h5pulse::viewer
