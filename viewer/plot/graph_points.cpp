// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/graph_points.h"

#include <qcustomplot.h>

namespace h5pulse::viewer {

void setPoints(QCPGraph& graph, const std::vector<TracePoint>& points)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const TracePoint& point : points) {
        data.append({point.key, point.value});
    }
    graph.data()->set(data, true);
}

} // namespace h5pulse::viewer
