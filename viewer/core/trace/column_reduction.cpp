// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/column_reduction.h"

namespace h5pulse::viewer {

namespace {
constexpr std::size_t kBinsPerPixel = 2;
}

ColumnReduction::ColumnReduction(Column column)
    : m_column(std::move(column))
    , m_whole(m_column)
{
}

void ColumnReduction::setPixels(std::size_t pixels)
{
    m_pixels = pixels;
    // Two numbers of bins and no others, so that not each change of the window's size reads again.
    m_whole.setBins(kBinsPerPixel * pixels > kFewestBins ? kMostBins : kFewestBins);
    m_planDue = true;
}

void ColumnReduction::setVisible(std::optional<StepRange> visible)
{
    m_visible = visible;
    m_problem.clear();
    m_planDue = true;
}

void ColumnReduction::aim(std::uint64_t steps)
{
    m_steps = steps;
    m_planDue = m_planDue || m_visible.has_value();
    m_problem.clear();
}

bool ColumnReduction::wantsMore(const Reader& reader) const
{
    return m_problem.isEmpty() &&
           (m_planDue || (m_window && m_window->wantsMore()) || m_whole.wantsMore(reader, m_steps));
}

bool ColumnReduction::wantsWindow(const Reader& reader) const
{
    return wantsMore(reader) && m_visible && (m_planDue || (m_window && m_window->wantsMore()));
}

void ColumnReduction::advance(Reader& reader)
{
    try {
        // What is looked at first; but the whole run's bins must be there to know whether they suffice.
        const bool any = m_whole.result().bins() > 0;
        if (any && std::exchange(m_planDue, false)) {
            plan(reader);
        }
        if (any && m_window && m_window->wantsMore()) {
            m_window->advance(reader);
            if (!m_window->wantsMore()) {
                m_fine = m_window->result();
            }
        } else if (m_whole.wantsMore(reader, m_steps)) {
            m_whole.advance(reader, m_steps);
        } else {
            m_planDue = false; // there is nothing
        }
    } catch (const ChangedError&) {
        throw;
    } catch (const std::exception& error) {
        m_problem = QString::fromUtf8(error.what());
    }
}

void ColumnReduction::plan(const Reader& reader)
{
    m_coarse = false;
    StepRange visible = m_visible.value_or(StepRange{});
    visible.end = std::min(visible.end, available(reader));
    const std::uint64_t width = m_whole.stepsPerBin();
    std::optional<StepRange> steps;
    if (visible.first < visible.end && width > 1 && visible.count() < width * m_pixels) {
        if (keepWindow(reader, visible)) {
            return;
        }
        steps = readable(reader, visible);
        m_coarse = !steps;
    }
    if (!steps) {
        m_window.reset();
        m_fine = {};
        return;
    }
    const std::uint64_t bins = kBinsPerPixel * m_pixels * steps->count() / visible.count();
    m_window.emplace(m_column, *steps, visible.count(), std::clamp(bins, kFewestBins, kMostBins));
}

bool ColumnReduction::keepWindow(const Reader& reader, const StepRange& visible)
{
    if (!m_window || visible.first < m_window->steps().first || visible.first >= m_window->steps().end) {
        return false;
    }
    if (visible.end > m_window->steps().end) {
        const bool canRead =
            WindowReduction::canRead(reader, m_column, visible.end - m_window->steps().first);
        if (!canRead || !m_window->extend(visible.end)) {
            return false;
        }
    }
    return m_window->serves(visible);
}

std::optional<StepRange> ColumnReduction::readable(const Reader& reader, const StepRange& visible) const
{
    const std::uint64_t margin = visible.count() / 2;
    const std::uint64_t end = std::min(m_steps, available(reader));
    const StepRange wide{visible.first - std::min(visible.first, margin),
                         std::min(visible.end + margin, end)};
    if (WindowReduction::canRead(reader, m_column, wide.count())) {
        return wide;
    }
    if (WindowReduction::canRead(reader, m_column, visible.count())) {
        return visible;
    }
    return std::nullopt;
}

} // namespace h5pulse::viewer
