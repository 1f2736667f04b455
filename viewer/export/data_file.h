// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view_data.h"

#include <optional>

class QIODevice;

namespace h5pulse::viewer {

enum class DataFormat { Csv, Npy };

/// By the suffix of a file's name; none: it has another one.
std::optional<DataFormat> dataFormatOf(const QString& path);

/// Writes values so that they can be read again bit by bit; "nan", "inf" and "-inf" as numpy spells them.
///
/// CSV (RFC 4180): a headline of names, then a row for each row. Of a matrix the headline has the coordinates
/// of the columns, and each row begins with its own.
/// NPY (format 1.0, little-endian float64, C order): rows x columns, or the matrix; coordinates are left out.
///
/// @return what went wrong; empty: it is written. Any thread.
QString writeData(QIODevice& device, const ViewData& data, DataFormat format);

/// The same into a file, which is there whole or not at all.
QString saveData(const QString& path, const ViewData& data);

struct Cells
{
    QString text;
    bool whole = true; ///< all rows fitted
};

/// As a spreadsheet takes it from the clipboard: like CSV, with tabs between. At most so many cells, in whole
/// rows.
Cells tabSeparated(const ViewData& data, std::size_t cells);

} // namespace h5pulse::viewer
