// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/column_reduction.h"
#include "core/trace/time_axis.h"
#include "core/trace/trace.h"

namespace h5pulse::viewer {

/// The reduction behind one trace.
class TraceBuilder
{
public:
    TraceBuilder(TraceId id, FieldPtr field);

    const TraceId& id() const { return m_id; }
    ColumnReduction& column() { return m_column; }
    const ColumnReduction& column() const { return m_column; }
    /// Whether all steps that there are were read, or cannot be.
    bool isComplete(const Reader& reader) const;
    /// What there is so far. Without times there are no bins.
    std::shared_ptr<Trace> trace(const Reader& reader, const TimeAxis& times) const;

private:
    TraceId m_id;
    FieldPtr m_field;
    ColumnReduction m_column;
};

} // namespace h5pulse::viewer
