// SPDX-License-Identifier: MIT
#include "protocol/trace_memory.h"

#include <h5pulse/service/message.h>

#include <algorithm>
#include <cstring>

namespace h5pulse {

namespace {

/// Whether the bytes are the same, so that NaN is NaN.
bool isSame(const TraceBin& a, const TraceBin& b)
{
    return std::memcmp(&a, &b, sizeof(TraceBin)) == 0;
}

} // namespace

TracePtr TraceMemory::find(const std::string& query, const TraceSet& set, std::size_t trace) const
{
    const auto found = m_sets.find(query);
    const bool sameRun = found != m_sets.end() && found->second->run == set.run;
    return sameRun ? found->second->find(set.traces[trace]->id) : nullptr;
}

std::vector<std::uint64_t> TraceMemory::known(const std::string& query, const TraceSet& set) const
{
    std::vector<std::uint64_t> known(set.traces.size(), 0);
    for (std::size_t i = 0; i < set.traces.size(); ++i) {
        if (const TracePtr before = find(query, set, i)) {
            const auto [here, there] = std::ranges::mismatch(set.traces[i]->bins, before->bins, isSame);
            known[i] = static_cast<std::uint64_t>(here - set.traces[i]->bins.begin());
        }
    }
    return known;
}

TraceSetPtr TraceMemory::withoutFirst(const TraceSet& set, const std::vector<std::uint64_t>& known)
{
    auto shorter = std::make_shared<TraceSet>(set);
    for (std::size_t i = 0; i < set.traces.size(); ++i) {
        if (known[i] > 0) {
            auto trace = std::make_shared<Trace>(*set.traces[i]);
            trace->bins.erase(trace->bins.begin(),
                              trace->bins.begin() + static_cast<std::ptrdiff_t>(known[i]));
            shorter->traces[i] = std::move(trace);
        }
    }
    return shorter;
}

TraceSetPtr TraceMemory::completed(const std::string& query, const TraceSet& set,
                                   const std::vector<std::uint64_t>& known) const
{
    if (known.size() != set.traces.size()) {
        throw ProtocolError("a set of traces whose parts do not fit together");
    }
    auto whole = std::make_shared<TraceSet>(set);
    for (std::size_t i = 0; i < set.traces.size(); ++i) {
        if (known[i] == 0) {
            continue;
        }
        const TracePtr before = find(query, set, i);
        if (!before || before->bins.size() < known[i]) {
            throw ProtocolError("a trace that refers to bins that were not sent");
        }
        auto trace = std::make_shared<Trace>(*set.traces[i]);
        trace->bins.insert(trace->bins.begin(), before->bins.begin(),
                           before->bins.begin() + static_cast<std::ptrdiff_t>(known[i]));
        whole->traces[i] = std::move(trace);
    }
    return whole;
}

void TraceMemory::remember(const std::string& query, const TraceSetPtr& set)
{
    std::size_t bins = 0;
    for (const TracePtr& trace : set->traces) {
        bins += trace->bins.size();
    }
    if (!m_sets.contains(query) && m_sets.size() >= kMaxQueries) {
        m_sets.clear();
    }
    if (bins <= kMaxBins) {
        m_sets[query] = set;
    } else {
        m_sets.erase(query);
    }
}

} // namespace h5pulse
