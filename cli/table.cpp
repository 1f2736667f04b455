// SPDX-License-Identifier: MIT
#include "table.h"

#include "format.h"
#include "values.h"

#include <algorithm>
#include <utility>

namespace h5pulse::cli {

namespace {

/// Limit for all fields together, in bytes. HDF5 reads whole chunks, so single components count as whole
/// steps.
constexpr std::size_t kBlockBytes = std::size_t{16} << 20;
constexpr std::size_t kBlockSteps = 4096;

using Column = TableColumns::Column;

/// Some steps of the field of one column.
struct Block
{
    Values values{};
    std::size_t steps = 0; ///< steps present in the field
    std::size_t width = 0; ///< elements per step
};

std::size_t widthOf(const Column& column)
{
    return column.component ? 1 : column.field.components();
}

std::size_t stepsInBlock(const TableColumns& columns)
{
    std::size_t stepBytes = sizeof(double);
    for (const Column& column : columns.fields) {
        stepBytes += column.field.components() * sizeOf(column.field.type);
    }
    return std::clamp<std::size_t>(kBlockBytes / stepBytes, 1, kBlockSteps);
}

Block readBlock(Reader& reader, const Column& column, std::size_t first, std::size_t count)
{
    const std::size_t there = reader.steps(column.field.name);
    Block block;
    block.steps = std::min(count, there - std::min(first, there));
    block.width = widthOf(column);
    block.values = makeValues(column.field.type, block.steps * block.width);
    if (block.steps > 0) {
        std::visit(
            [&](auto& elements) {
                if (column.component) {
                    reader.readComponent(column.field.name, *column.component, first, block.steps, elements);
                } else {
                    reader.readSteps(column.field.name, first, block.steps, elements);
                }
            },
            block.values);
    }
    return block;
}

/// Repeats a read after another program rewrote the file, as long as it holds the same run.
template <typename F>
auto readAgain(Reader& reader, const F& read)
{
    constexpr int kTries = 5;
    for (int attempt = 1;; ++attempt) {
        try {
            return read();
        } catch (const ChangedError&) {
            if (attempt == kTries || reader.refresh() == Refresh::Restarted) {
                throw;
            }
        }
    }
}

} // namespace

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string cell = "\"";
    for (char c : text) {
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return cell + "\"";
}

void writeTableHeader(const Reader& reader, const TableColumns& columns, const Sink& sink,
                      const std::function<std::string(std::string_view)>& clean)
{
    const RunInfo& run = reader.info();
    sink("step");
    const auto cell = [&](std::string_view name, std::string_view units) {
        sink("," + csvCell(clean(withUnits(name, units))));
    };
    if (!run.timeDataset.empty()) {
        cell(run.timeDataset, run.timeUnits);
    }
    for (const Column& column : columns.fields) {
        for (std::size_t i = 0; i < widthOf(column); ++i) {
            const std::string name = componentName(column.field, column.component.value_or(i));
            if (isComplex(column.field.type)) {
                cell(name + ".re", column.field.units);
                cell(name + ".im", column.field.units);
            } else {
                cell(name, column.field.units);
            }
        }
    }
    sink("\n");
}

void writeTableRows(Reader& reader, const TableColumns& columns, StepRange range, const Sink& sink,
                    const std::function<void(std::size_t)>& advanced)
{
    const bool hasTimes = !reader.info().timeDataset.empty();
    const std::size_t blockSteps = stepsInBlock(columns);
    std::string line;
    for (std::size_t first = range.first; first < range.end; first += blockSteps) {
        const std::size_t count = std::min(blockSteps, range.end - first);
        Values times;
        if (hasTimes) {
            times = readAgain(reader, [&] { return reader.readTimes(first, count); });
        }
        std::vector<Block> blocks;
        for (const Column& column : columns.fields) {
            blocks.push_back(readAgain(reader, [&] { return readBlock(reader, column, first, count); }));
        }
        for (std::size_t i = 0; i < count; ++i) {
            line = std::to_string(first + i);
            if (hasTimes) {
                line += ',';
                appendExact(line, times, i, ',');
            }
            for (std::size_t f = 0; f < blocks.size(); ++f) {
                const Block& block = blocks[f];
                const std::size_t cellsEach = isComplex(columns.fields[f].field.type) ? 2 : 1;
                if (i >= block.steps) {
                    line.append(block.width * cellsEach, ',');
                    continue;
                }
                for (std::size_t k = 0; k < block.width; ++k) {
                    line += ',';
                    appendExact(line, block.values, i * block.width + k, ',');
                }
            }
            line += '\n';
            sink(line);
        }
        advanced(first + count - range.first);
    }
}

} // namespace h5pulse::cli
