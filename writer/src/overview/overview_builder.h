// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/batch.h"
#include "format/overview.h"
#include "format/value_summary.h"

#include <h5pulse/run_spec.h>

#include <cstddef>
#include <span>
#include <vector>

namespace h5pulse {

/// Builds the blocks of the overview from the steps of a run, level by level, and keeps those that are not in
/// the file yet. Memory per column: about 240 bytes, and about one chunk of records per level, plus the
/// blocks of one commit. It does not grow with the run.
class OverviewBuilder
{
public:
    /// Builder for a run with `steps` steps and their blocks; see restore().
    OverviewBuilder(const std::vector<FieldSpec>& fields, std::size_t stepBytes, std::size_t steps);

    const OverviewLayout& layout() const noexcept { return m_layout; }
    /// Adds steps; firstStep is the number of the first. Skips steps that were already added.
    void add(const BatchParts& parts, std::size_t firstStep);

    /// Records of a level from block `first` on; the columns of a block lie side by side.
    struct Blocks
    {
        std::size_t first = 0;
        std::span<const std::byte> records{};
    };
    Blocks pending(std::size_t table, std::size_t level) const noexcept;
    /// Drops the blocks that are in the file once this many steps are committed.
    void forget(std::size_t steps);

    // These functions restore the state when a run is resumed. First, from the highest level down to the
    // second, restore the blocks of the level below that are not part of a block yet; then add the steps that
    // are not part of a block.

    /// Numbers of the missing blocks of level - 1.
    struct Gap
    {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    Gap missing(std::size_t table, std::size_t level) const noexcept;
    void restore(std::size_t table, std::size_t level, std::span<const std::byte> records);
    /// First step that must be added again.
    std::size_t firstMissingStep() const noexcept;

private:
    struct Level
    {
        std::vector<ValueSummary> columns; ///< summaries of the incomplete block
        std::size_t parts = 0;             ///< steps, or blocks of the level below, in the incomplete block
        std::size_t firstPending = 0;      ///< number of the first pending block
        std::vector<std::byte> pending{};  ///< encoded records
    };

    /// Field that a table's columns come from.
    struct Source
    {
        std::size_t field = 0; ///< kTimes: the times
        std::size_t firstColumn = 0;
        std::size_t columns = 0;
        ElementType type = ElementType::Float64;
    };

    struct Table
    {
        std::vector<Source> sources;
        std::vector<Level> levels;
        std::size_t steps = 0; ///< steps added so far
    };

    static constexpr std::size_t kTimes = ~std::size_t{0};

    void addPart(std::size_t table, const BatchPart& part, std::size_t firstStep);
    void emit(std::size_t table, std::size_t level);

    OverviewLayout m_layout;
    std::vector<Table> m_tables;
};

/// Overview layout for these fields.
OverviewLayout overviewLayout(const std::vector<FieldSpec>& fields, std::size_t stepBytes);

} // namespace h5pulse
