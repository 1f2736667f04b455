// SPDX-License-Identifier: MIT
#include "follow_table.h"

#include "format.h"
#include "open_run.h"
#include "selection.h"
#include "values.h"

#include <algorithm>

namespace h5pulse::cli {

FollowTable::FollowTable(const Reader& reader, const std::optional<std::string>& field,
                         const std::vector<std::size_t>& component)
{
    const RunInfo& run = reader.info();
    m_titles = {"step", withUnits(run.timeDataset.empty() ? "t" : shortened(run.timeDataset),
                                  shortened(run.timeUnits))};
    if (field) {
        m_field = reader.field(*field);
    } else if (const FieldInfo* chosen = defaultField(reader)) {
        m_field = *chosen;
    }
    if (!m_field) {
        return;
    }
    const std::string units = shortened(m_field->units);
    if (!component.empty() || m_field->shape.empty()) {
        m_component =
            component.empty() ? 0 : inFile(reader, [&] { return resolveComponent(component, *m_field); });
        m_titles.push_back(withUnits(shortened(componentName(*m_field, *m_component)), units));
        return;
    }
    const std::string name = shortened(isComplex(m_field->type) ? "|" + m_field->name + "|" : m_field->name);
    m_titles.push_back(withUnits("min " + name, units));
    m_titles.push_back(withUnits("max " + name, units));
    m_titles.push_back(withUnits("mean " + name, units));
    m_titles.emplace_back("not finite");
}

std::size_t FollowTable::steps(const Reader& reader) const
{
    return m_field ? std::min(reader.steps(), reader.steps(m_field->name)) : reader.steps();
}

std::string FollowTable::header() const
{
    return line(m_titles, '#');
}

std::string FollowTable::row(Reader& reader, std::size_t step) const
{
    std::vector<std::string> cells{std::to_string(step), compactNumber(reader.readTimes(step, 1).at(0))};
    if (m_field) {
        Values values = makeValues(m_field->type, m_component ? 1 : m_field->components());
        std::visit(
            [&](auto& elements) {
                if (m_component) {
                    reader.readComponent(m_field->name, *m_component, step, 1, elements);
                } else {
                    reader.readStep(m_field->name, step, elements);
                }
            },
            values);
        if (m_component) {
            cells.push_back(compactValue(values, 0));
        } else {
            const Summary summary = summarize(values);
            cells.insert(cells.end(),
                         {summary.minimum, summary.maximum, summary.mean, std::to_string(summary.notFinite)});
        }
    }
    return line(cells, ' ');
}

std::string FollowTable::line(const std::vector<std::string>& cells, char first) const
{
    // Wide enough for ten digits, sign and exponent; a longer title shifts its column.
    constexpr std::size_t kWidth = 17;
    std::string text(1, first);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t columnWidth = std::max(i == 0 ? 9 : kWidth, width(m_titles[i]));
        const std::size_t used = std::min(width(cells[i]), columnWidth);
        text += std::string(columnWidth - used + (i == 0 ? 0 : 2), ' ') + cells[i];
    }
    return text + "\n";
}

} // namespace h5pulse::cli
