// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/diagnostics_table.h"

#include "core/texts.h"

#include <algorithm>

namespace h5pulse::viewer {

ViewData tableOf(const DiagnosticsResult& result, const std::vector<std::pair<Measure, QString>>& columns)
{
    ViewData data;
    std::vector<const TraceBin*> places;
    for (const auto& [measure, label] : columns) {
        for (const TraceBin& bin : result.of(measure)) {
            places.push_back(&bin);
        }
    }
    std::ranges::sort(places, {}, &TraceBin::first);
    const auto atSameStep = [](const TraceBin* a, const TraceBin* b) { return a->first == b->first; };
    places.erase(std::unique(places.begin(), places.end(), atSameStep), places.end());
    data.columns.push_back({Texts::tr("step"), {}});
    data.columns.push_back({timeLabelOf(*result.run), {}});
    for (const TraceBin* place : places) {
        data.columns[0].values.push_back(static_cast<double>(place->first));
        data.columns[1].values.push_back(place->firstTime);
    }
    for (const auto& [measure, label] : columns) {
        ViewData::Column column{label, {}};
        const std::vector<TraceBin>& bins = result.of(measure);
        auto bin = bins.begin();
        for (const TraceBin* place : places) {
            const bool there = bin != bins.end() && bin->first == place->first;
            column.values.push_back(there ? (bin++)->low : std::numeric_limits<double>::quiet_NaN());
        }
        data.columns.push_back(std::move(column));
    }
    return data;
}

} // namespace h5pulse::viewer
