// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/attribute.h>
#include <h5pulse/element_type.h>
#include <h5pulse/require_cxx20.h>
#include <h5pulse/shape.h>

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace h5pulse {

/// Index order of the host's arrays in memory.
enum class Order {
    RowMajor,   ///< the last index varies fastest: C, C++, NumPy
    ColumnMajor ///< the first index varies fastest: Fortran, Armadillo, Eigen, MATLAB
};

/// A quantity with one value or one array per step.
struct FieldSpec
{
    std::string name{}; ///< dataset name; unique, and neither `t` nor `h5pulse`
    Shape shape{};      ///< shape of one step: empty for a scalar, else 1 to 3 sizes, each at least 1
    ElementType type = ElementType::Float64; ///< type of the elements that append() takes
    std::string units{};                     ///< for example "V" or "m s-1"; empty: no units
    std::string longName{};                  ///< label for people; empty: `name` is shown
    /// Name of the AxisSpec of each dimension. Leave a name empty, or the list short, for dimensions without
    /// an axis.
    std::vector<std::string> axes{};
    /// Index order of the host's arrays. With ColumnMajor, `shape` and `axes` are in the host's order and
    /// both are reversed in the file, as HDF5's own Fortran interface does. Memory is copied unchanged, so
    /// the host's element (i, j) is [step, j, i] in h5py. The file stores the order for Writer::resume().
    Order order = Order::RowMajor;
};

/// Fixed coordinates along one dimension of fields.
struct AxisSpec
{
    std::string name{};
    std::vector<double> values{}; ///< one value per index of the dimension
    std::string units{};
    std::string longName{};
};

/// Description of a run. It must be complete before the first step, because a SWMR file cannot get new
/// datasets.
///
/// The constructor enforces limits so that readers can read every run: names have at most 1,024 bytes; texts
/// and lists have at most 64 KiB; both are UTF-8 without NUL. A run has at most 9,900 fields and axes and
/// 1,000 attributes, and an axis at most 8,388,608 values.
struct RunSpec
{
    std::vector<FieldSpec> fields{};
    std::vector<AxisSpec> axes{};
    std::string timeUnits{};                                   ///< for example "s"
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< expected last time, for progress and ETA
    Attributes attributes{};                                   ///< attributes of the root group
};

} // namespace h5pulse
