// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/traces/trace_data.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace h5pulse::viewer {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(h5pulse::viewer::TraceData)
};

/// The time of each step that has a row.
using Rows = std::map<std::uint64_t, double>;

Rows rowsOf(const TraceSet& traces)
{
    Rows rows;
    for (const TracePtr& trace : traces.traces) {
        for (const TraceBin& bin : trace->bins) {
            rows.emplace(bin.first, bin.firstTime);
        }
    }
    return rows;
}

void addKeys(const Rows& rows, const RunDescription& run, ViewData& data)
{
    ViewData::Column steps{Texts::tr("step"), {}};
    ViewData::Column times{run.hasTimes ? timeLabelOf(run) : QString(), {}};
    for (const auto& [step, time] : rows) {
        steps.values.push_back(static_cast<double>(step));
        times.values.push_back(time);
    }
    data.columns.push_back(std::move(steps));
    if (run.hasTimes) {
        data.columns.push_back(std::move(times));
    }
}

void addTrace(const Rows& rows, const Trace& trace, ViewData& data)
{
    QString name = traceLabel(trace);
    if (!trace.field->units.empty()) {
        name += QStringLiteral(" [%1]").arg(toText(trace.field->units));
    }
    std::vector<double> low(rows.size(), std::numeric_limits<double>::quiet_NaN());
    std::vector<double> high = low;
    auto row = rows.begin();
    std::size_t i = 0;
    for (const TraceBin& bin : trace.bins) {
        for (; row->first < bin.first; ++row) {
            ++i;
        }
        low[i] = bin.low;
        high[i] = bin.high;
    }
    if (std::ranges::all_of(trace.bins, &TraceBin::isPoint)) {
        data.columns.push_back({name, std::move(low)});
    } else {
        data.columns.push_back({Texts::tr("%1 lowest").arg(name), std::move(low)});
        data.columns.push_back({Texts::tr("%1 highest").arg(name), std::move(high)});
    }
}

} // namespace

ViewData traceData(const TraceSet& traces)
{
    ViewData data;
    if (traces.traces.empty()) {
        return data;
    }
    const Rows rows = rowsOf(traces);
    addKeys(rows, *traces.run, data);
    for (const TracePtr& trace : traces.traces) {
        addTrace(rows, *trace, data);
    }
    return data;
}

} // namespace h5pulse::viewer
