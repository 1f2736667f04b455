// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/column.h"

namespace h5pulse::viewer {

void Column::setVisible(const std::optional<StepRange>& visible)
{
    m_reduction.setVisible(visible);
    m_problem.clear();
}

void Column::aim(const Reader& reader, std::uint64_t steps)
{
    m_reduction.aim(reader, steps);
    m_problem.clear();
}

void Column::advance(Reader& reader)
{
    try {
        m_reduction.advance(reader);
    } catch (const ChangedError&) {
        throw;
    } catch (const std::exception& error) {
        m_problem = QString::fromUtf8(error.what());
    }
}

const RowBins& Column::window() const
{
    static const RowBins kNone{.rows = 1};
    return m_reduction.window() ? *m_reduction.window() : kNone;
}

bool Column::isComplete(const Reader& reader) const
{
    return !m_problem.isEmpty() || (!wantsMore(reader) && seen() == available(reader));
}

} // namespace h5pulse::viewer
