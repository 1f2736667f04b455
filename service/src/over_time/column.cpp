// SPDX-License-Identifier: MIT
#include "over_time/column.h"

namespace h5pulse {

void Column::setVisible(const std::optional<StepRange>& visible)
{
    m_reduction.setVisible(visible);
    m_problem.clear();
}

void Column::setTarget(const Reader& reader, std::uint64_t steps)
{
    m_reduction.setTarget(reader, steps);
    m_problem.clear();
}

void Column::advance(Reader& reader)
{
    try {
        m_reduction.advance(reader);
    } catch (const ChangedError&) {
        throw;
    } catch (const std::exception& error) {
        m_problem = error.what();
    }
}

const RowBins& Column::window() const
{
    static const RowBins kNone{.rows = 1};
    return m_reduction.window() ? *m_reduction.window() : kNone;
}

bool Column::isComplete(const Reader& reader) const
{
    return !m_problem.empty() || (!wantsMore(reader) && seen() == available(reader));
}

} // namespace h5pulse
