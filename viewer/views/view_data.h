// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <vector>

namespace h5pulse::viewer {

/// The values that a view shows, for the clipboard and for CSV and NPY files.
///
/// Curves and tables have columns of the same length. Images and maps have a matrix and the coordinates of
/// its rows and columns.
struct ViewData
{
    struct Column
    {
        QString name; ///< heading, for example "u [V]"
        std::vector<double> values;
    };

    QString title; ///< "u   step 12   t = 3.4 s"
    std::vector<Column> columns;

    std::vector<double> matrix; ///< row-major, first row first
    Column rowCoordinates;      ///< one value for each row of the matrix
    Column columnCoordinates;   ///< one value for each column

    bool isMatrix() const { return !matrix.empty(); }
    bool isEmpty() const { return matrix.empty() && columns.empty(); }
};

} // namespace h5pulse::viewer
