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

/// The columns of a table.
struct TableColumns
{
    struct Column
    {
        FieldInfo field{};
        std::optional<std::size_t> component{}; ///< empty: all components
    };
    std::vector<Column> fields{};
};

/// Receives the next piece of the table.
using Sink = std::function<void(std::string_view)>;

/// A cell by RFC 4180: quoted where necessary.
std::string csvCell(std::string_view text);

/// Writes names and units: `step,t [s],u[0] [V],...`.
/// @param clean  filter for text from the file
void writeTableHeader(const Reader& reader, const TableColumns& columns, const Sink& sink,
                      const std::function<std::string(std::string_view)>& clean);

/// Writes one line per step. It reads and writes in blocks, so memory depends neither on the size nor on the
/// number of the steps. Cells of a field with fewer steps than the run stay empty.
/// @param advanced  called with the number of completed steps after each block
void writeTableRows(Reader& reader, const TableColumns& columns, StepRange range, const Sink& sink,
                    const std::function<void(std::size_t)>& advanced);

} // namespace h5pulse::cli
