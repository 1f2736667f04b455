// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/trace.h>

#include <map>
#include <string>

namespace h5pulse {

/// The traces that were sent last for each query. Both ends of a connection remember them by the same rules, so a trace
/// that grows is sent without the bins that the other end has already.
class TraceMemory
{
public:
    static constexpr std::size_t kMaxQueries = 16;
    static constexpr std::size_t kMaxBins = 200'000; ///< of all traces of a query

    /// Numbers of bins at the beginning of each trace that were sent before.
    std::vector<std::uint64_t> known(const std::string& query, const TraceSet& set) const;
    /// The set without its first bins.
    /// @param known  number of bins to leave out, for each trace
    static TraceSetPtr withoutFirst(const TraceSet& set, const std::vector<std::uint64_t>& known);
    /// The set with its first bins, which were sent before. Throws ProtocolError if they were not.
    TraceSetPtr completed(const std::string& query, const TraceSet& set,
                          const std::vector<std::uint64_t>& known) const;
    void remember(const std::string& query, const TraceSetPtr& set);

private:
    /// The trace that was sent before, of the same run and quantity; null: none.
    TracePtr find(const std::string& query, const TraceSet& set, std::size_t trace) const;

    std::map<std::string, TraceSetPtr> m_sets;
};

} // namespace h5pulse
