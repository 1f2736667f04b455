// SPDX-License-Identifier: MIT
#include "overview/overview_builder.h"

#include "overview/overview_record.h"
#include "reduction/add_rows.h"
#include "spec/validate.h"

#include <algorithm>

namespace h5pulse {

OverviewLayout overviewLayout(const std::vector<FieldSpec>& fields, std::size_t stepBytes)
{
    std::vector<OverviewLayout::Field> list;
    for (const FieldSpec& field : fields) {
        std::size_t components = 1;
        for (const std::size_t size : field.shape) {
            components *= size;
        }
        list.push_back({components, field.type});
    }
    return {list, stepBytes};
}

OverviewBuilder::OverviewBuilder(const std::vector<FieldSpec>& fields, std::size_t stepBytes,
                                 std::size_t steps)
    : m_layout(overviewLayout(fields, stepBytes))
    , m_tables(m_layout.tables.size())
{
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const OverviewTable& layout = m_layout.tables[i];
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            m_tables[i].levels.push_back(
                {std::vector<ValueSummary>(layout.columns), 0, layout.blocks(level, steps), {}});
        }
        m_tables[i].steps = layout.blocks(0, steps) * layout.blockSteps(0);
    }
    if (!m_tables.empty()) {
        m_tables.front().sources.push_back({.field = kTimes, .columns = 1});
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (const auto& place = m_layout.places[i]) {
            const std::size_t numbers = sizeOf(fields[i].type) / place->parts;
            Table& table = m_tables[place->table];
            const std::size_t columns = h5pulse::stepBytes(fields[i]) / numbers;
            table.sources.push_back({i, place->firstColumn, columns, fields[i].type});
        }
    }
}

void OverviewBuilder::add(const BatchParts& parts, std::size_t firstStep)
{
    for (const BatchPart& part : parts) {
        for (std::size_t table = 0; table < m_tables.size(); ++table) {
            addPart(table, part, firstStep);
        }
        firstStep += part.count;
    }
}

void OverviewBuilder::addPart(std::size_t table, const BatchPart& part, std::size_t firstStep)
{
    Table& to = m_tables[table];
    const OverviewTable& layout = m_layout.tables[table];
    const std::size_t blockSteps = layout.blockSteps(0);
    const std::size_t end = firstStep + part.count;
    while (to.steps < end) {
        const std::size_t count = std::min(end - to.steps, blockSteps - to.steps % blockSteps);
        const std::size_t place = to.steps - firstStep;
        Level& level = to.levels.front();
        for (const Source& source : to.sources) {
            const auto* rows = source.field == kTimes ? reinterpret_cast<const std::byte*>(part.times())
                                                      : part.rows(source.field);
            addRows({.type = source.type,
                     .first = rows + place * source.columns * layout.numberBytes,
                     .rows = count,
                     .rowStride = source.columns,
                     .columns = source.columns},
                    &level.columns[source.firstColumn]);
        }
        to.steps += count;
        level.parts += count;
        if (level.parts == blockSteps) {
            emit(table, 0);
        }
    }
}

/// Writes the record of a complete block of the level.
void OverviewBuilder::emit(std::size_t table, std::size_t level)
{
    Level& from = m_tables[table].levels[level];
    const OverviewTable& layout = m_layout.tables[table];
    const std::size_t before = from.pending.size();
    from.pending.resize(before + layout.columns * recordBytes(level));
    encodeBlock(from.columns, level, layout.blockSteps(level), from.pending.data() + before);
    from.parts = 0;
    if (level + 1 < kOverviewLevels) {
        Level& to = m_tables[table].levels[level + 1];
        for (std::size_t i = 0; i < layout.columns; ++i) {
            to.columns[i].add(from.columns[i]);
        }
        if (++to.parts == kOverviewFactor) {
            emit(table, level + 1);
        }
    }
    std::ranges::fill(from.columns, ValueSummary{});
}

OverviewBuilder::Blocks OverviewBuilder::pending(std::size_t table, std::size_t level) const noexcept
{
    const Level& from = m_tables[table].levels[level];
    return {from.firstPending, from.pending};
}

void OverviewBuilder::forget(std::size_t steps)
{
    for (std::size_t table = 0; table < m_tables.size(); ++table) {
        for (std::size_t i = 0; i < kOverviewLevels; ++i) {
            Level& level = m_tables[table].levels[i];
            const std::size_t written = m_layout.tables[table].blocks(i, steps);
            const std::size_t bytes =
                (written - level.firstPending) * m_layout.tables[table].columns * recordBytes(i);
            level.pending.erase(level.pending.begin(),
                                level.pending.begin() + static_cast<std::ptrdiff_t>(bytes));
            level.firstPending = written;
        }
    }
}

OverviewBuilder::Gap OverviewBuilder::missing(std::size_t table, std::size_t level) const noexcept
{
    const auto& levels = m_tables[table].levels;
    return {levels[level].firstPending * kOverviewFactor, levels[level - 1].firstPending};
}

void OverviewBuilder::restore(std::size_t table, std::size_t level, std::span<const std::byte> records)
{
    Level& to = m_tables[table].levels[level];
    const OverviewTable& layout = m_layout.tables[table];
    const std::size_t blockBytes = layout.columns * recordBytes(level - 1);
    for (; records.size() >= blockBytes; records = records.subspan(blockBytes)) {
        addBlock(to.columns, level - 1, layout.blockSteps(level - 1), records.data());
        if (++to.parts == kOverviewFactor) {
            emit(table, level);
        }
    }
}

std::size_t OverviewBuilder::firstMissingStep() const noexcept
{
    std::size_t first = ~std::size_t{0};
    for (const Table& table : m_tables) {
        first = std::min(first, table.steps);
    }
    return first;
}

} // namespace h5pulse
