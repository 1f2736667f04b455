// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view_data.h"

#include <optional>

class QIODevice;

namespace h5pulse::viewer {

enum class DataFormat { Csv, Npy };

/// Format by the extension of a file name; nullopt: unknown extension.
std::optional<DataFormat> dataFormatOf(const QString& path);

/// Writes values without loss. Non-finite values are "nan", "inf" and "-inf", as numpy writes them.
///
/// - CSV (RFC 4180): a header line of names, then one line per row. For a matrix, the header has the column
///   coordinates, and each line begins with its row coordinate.
/// - NPY (format 1.0, little-endian float64, C order): rows x columns, without the coordinates of a matrix.
///
/// Runs on any thread. Returns the problem; empty: written.
QString writeData(QIODevice& device, const ViewData& data, DataFormat format);

/// The same for a file, which is replaced atomically.
QString saveData(const QString& path, const ViewData& data);

struct Cells
{
    QString text;
    bool whole = true; ///< false: rows are missing
};

/// Text to paste into a spreadsheet: as CSV, but separated by tabs.
/// @param cells  maximum number of cells; rows that exceed it are left out
Cells tabSeparated(const ViewData& data, std::size_t cells);

} // namespace h5pulse::viewer
