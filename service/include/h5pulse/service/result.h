// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_description.h>

namespace h5pulse {

/// Base of all answers to queries. An answer may cover only a part of the run. Immutable once sent.
struct QueryResult
{
    virtual ~QueryResult() = default;

    RunDescriptionPtr run;
    std::string problem;  ///< why the data cannot be read, as a sentence; empty: no problem
    bool complete = true; ///< covers all steps that the run has now
};

using QueryResultPtr = std::shared_ptr<const QueryResult>;

} // namespace h5pulse
