// SPDX-License-Identifier: MIT
#pragma once

#include "selection.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse::cli {

/// Which columns of a run a table has.
struct TableColumns
{
    struct Column
    {
        FieldInfo field{};
        std::optional<std::size_t> component{}; ///< nothing: all of them
    };
    std::vector<Column> fields{};
};

/// Takes the next piece of the table.
using Sink = std::function<void(std::string_view)>;

/// A cell after RFC 4180: in quotes where it needs them.
std::string csvCell(std::string_view text);

/// Names and units: `step,t [s],u[0] [V],...`.
/// @param clean  what is done to the text of a file before it is shown
void writeTableHeader(const Reader& reader, const TableColumns& columns, const Sink& sink,
                      const std::function<std::string(std::string_view)>& clean);

/// One line a step, read and written in blocks: memory grows neither with the steps nor with their number.
/// A field that has fewer steps than the run leaves its cells empty.
/// @param advanced  called with the number of steps done after each block
void writeTableRows(Reader& reader, const TableColumns& columns, StepRange range, const Sink& sink,
                    const std::function<void(std::size_t)>& advanced);

} // namespace h5pulse::cli
