// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_description.h>

namespace h5pulse {

/// The answer to a query, as far as the file was read. Immutable once sent; each kind of query has its own.
struct QueryResult
{
    virtual ~QueryResult() = default;

    RunDescriptionPtr run;
    std::string problem;  ///< why it cannot be read, as a sentence; empty: it can
    bool complete = true; ///< covers all steps that the run has now
};

using QueryResultPtr = std::shared_ptr<const QueryResult>;

} // namespace h5pulse
