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

/// Makes the blocks of the overview from the steps of a run, level by level, and keeps those that are not in
/// the file yet. Memory: for each column some 240 bytes and about a chunk of records a level, plus the blocks
/// of one commit; it does not grow with the run.
class OverviewBuilder
{
public:
    /// For a run that has `steps` steps already, with the blocks that belong to them; see restore().
    OverviewBuilder(const std::vector<FieldSpec>& fields, std::size_t stepBytes, std::size_t steps);

    const OverviewLayout& layout() const noexcept { return m_layout; }
    /// Adds steps, the first of which has this number; those that were added before are passed over.
    void add(const BatchParts& parts, std::size_t firstStep);

    /// Records of a level's blocks, a block's columns side by side, from block `first` on.
    struct Blocks
    {
        std::size_t first = 0;
        std::span<const std::byte> records{};
    };
    Blocks pending(std::size_t table, std::size_t level) const noexcept;
    /// Forgets the blocks that are in the file when so many steps are committed.
    void forget(std::size_t steps);

    // What follows brings it to where it was when a run is resumed. First, from the highest level down to the
    // second, the blocks of the level below that the level has not made blocks of yet; then the steps that
    // have no block.

    /// The blocks of level - 1 with these numbers.
    struct Gap
    {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    Gap missing(std::size_t table, std::size_t level) const noexcept;
    void restore(std::size_t table, std::size_t level, std::span<const std::byte> records);
    /// The first step whose values must be added again.
    std::size_t firstMissingStep() const noexcept;

private:
    struct Level
    {
        std::vector<ValueSummary> columns; ///< of the block that is not complete
        std::size_t parts = 0;             ///< steps, or blocks of the level below, that are in it
        std::size_t firstPending = 0;      ///< number of the block
        std::vector<std::byte> pending{};  ///< records
    };

    /// Where columns of a table come from.
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
        std::size_t steps = 0; ///< that are in it
    };

    static constexpr std::size_t kTimes = ~std::size_t{0};

    void addPart(std::size_t table, const BatchPart& part, std::size_t firstStep);
    void emit(std::size_t table, std::size_t level);

    OverviewLayout m_layout;
    std::vector<Table> m_tables;
};

/// The layout for these fields.
OverviewLayout overviewLayout(const std::vector<FieldSpec>& fields, std::size_t stepBytes);

} // namespace h5pulse
