// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decimated_trace.h"

namespace h5pulse {
class Reader;
}

namespace h5pulse::viewer {

/// Reads one trace step by step, in blocks short enough to let other requests through in between.
class TraceBuilder
{
public:
    TraceBuilder(TraceId id, FieldPtr field);

    const TraceId& id() const { return m_id; }
    std::uint64_t steps() const { return m_data.steps(); }
    /// Whether advance() would read something.
    bool wantsMore(const Reader& reader) const;
    /// Reads one block, about 20 ms long. Throws nothing but h5pulse::ChangedError: other problems are kept.
    void advance(Reader& reader);
    /// What there is so far.
    TracePtr trace(const Reader& reader) const;

private:
    std::uint64_t available(const Reader& reader) const;
    std::vector<double> readValues(Reader& reader, std::uint64_t first, std::size_t count) const;

    TraceId m_id;
    FieldPtr m_field;
    DecimatedTrace m_data;
    std::size_t m_blockSteps;
    QString m_problem;
};

} // namespace h5pulse::viewer
