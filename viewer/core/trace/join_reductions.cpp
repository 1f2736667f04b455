// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/join_reductions.h"

#include <algorithm>
#include <limits>

namespace h5pulse::viewer {

namespace {

/// Steps [first, end) with the values of a bin of `from`.
void addBin(Reduction& into, const Reduction& from, std::size_t bin, std::size_t first, std::size_t end)
{
    into.edges.push_back(end);
    into.minimum.push_back(from.minimum[bin]);
    into.maximum.push_back(from.maximum[bin]);
    into.mean.push_back(from.mean[bin]);
    into.nonFinite.push_back(from.nonFinite[bin]);
    const std::size_t seen = from.seen.empty() ? from.edges[bin + 1] - from.edges[bin] : from.seen[bin];
    into.seen.push_back(std::min(seen, end - first));
}

/// Steps that nobody has looked at yet, up to `end`.
void addUnseen(Reduction& into, std::size_t end)
{
    if (into.edges.back() < end) {
        constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
        into.edges.push_back(end);
        into.minimum.push_back(kUnknown);
        into.maximum.push_back(kUnknown);
        into.mean.push_back(kUnknown);
        into.nonFinite.push_back(0);
        into.seen.push_back(0);
    }
}

/// The part of `from` that lies in [first, end), behind what there is.
void addPart(Reduction& into, const Reduction& from, std::size_t first, std::size_t end)
{
    for (std::size_t bin = 0; bin < from.bins(); ++bin) {
        const std::size_t begins = std::max(first, from.edges[bin]);
        const std::size_t ends = std::min(end, from.edges[bin + 1]);
        if (begins < ends) {
            if (into.edges.empty()) {
                into.edges.push_back(begins);
            }
            addUnseen(into, begins);
            addBin(into, from, bin, begins, ends);
        }
    }
}

constexpr std::size_t kNoEnd = std::numeric_limits<std::size_t>::max();

} // namespace

void append(Reduction& into, const Reduction& more)
{
    into.components = 1;
    addPart(into, more, 0, kNoEnd);
}

Reduction withWindow(const Reduction& whole, const Reduction& window)
{
    if (window.bins() == 0) {
        return whole;
    }
    Reduction result;
    result.components = 1;
    addPart(result, whole, 0, window.edges.front());
    addPart(result, window, 0, kNoEnd);
    addPart(result, whole, window.edges.back(), kNoEnd);
    return result;
}

} // namespace h5pulse::viewer
