// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace h5pulse::viewer {

/// The cells of a colour map, filled in one go: four million of them one by one take longer than a frame may.
class ColorCells : public QCPColorMapData
{
public:
    ColorCells()
        : QCPColorMapData(1, 1, {}, {})
    {
    }

    /// @param value  of a row and a column, both of this map: row 0 is the lowest. NaN: there is none
    void fill(auto&& value)
    {
        double* cell = mData;
        for (int row = 0; row < mValueSize; ++row) {
            for (int column = 0; column < mKeySize; ++column) {
                *cell++ = value(row, column);
            }
        }
        mDataModified = true;
    }
};

} // namespace h5pulse::viewer
