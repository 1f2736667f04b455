// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/map/map_result.h"

namespace h5pulse::viewer {

/// A field of one dimension, or a line of a larger one, over time.
class MapQuery : public QueryOf<MapWanted>
{
public:
    using QueryOf::QueryOf;

    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;
};

} // namespace h5pulse::viewer
