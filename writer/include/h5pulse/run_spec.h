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

/// How a host's arrays lie in memory.
enum class Order {
    RowMajor,   ///< the last index is the fastest: C, C++, NumPy
    ColumnMajor ///< the first index is the fastest: Fortran, Armadillo, Eigen, MATLAB
};

/// A quantity that gets one value or array at each step.
struct FieldSpec
{
    std::string name{}; ///< name of its dataset; unique, and not `t` or `h5pulse`
    Shape shape{};      ///< of one step: empty for a scalar, else 1 to 3 sizes, none zero
    ElementType type = ElementType::Float64; ///< of the elements that append() takes
    std::string units{};                     ///< for example "V" or "m s-1"; empty: none
    std::string longName{};                  ///< for people; empty: the name
    /// For each dimension of shape the name of its AxisSpec; empty or left out: it has none.
    std::vector<std::string> axes{};
    /// How the host's arrays lie in memory. ColumnMajor: shape and axes are in the host's order, and both are
    /// reversed in the file, as HDF5's own Fortran interface does; memory is copied as it is, so that element
    /// (i, j) of the host is [step, j, i] for h5py. It is kept in the file, for Writer::resume().
    Order order = Order::RowMajor;
};

/// Fixed coordinates of a dimension of fields.
struct AxisSpec
{
    std::string name{};
    std::vector<double> values{}; ///< one per index of the dimension
    std::string units{};
    std::string longName{};
};

/// All that must be known before the first step: SWMR files cannot get new datasets afterwards.
///
/// Limits, so that what is written can be read: names have up to 1,024 bytes, and texts and lists up to 64
/// KiB, in UTF-8 and without NUL; 9,900 fields and axes, 1,000 attributes, 8,388,608 values of an axis.
struct RunSpec
{
    std::vector<FieldSpec> fields{};
    std::vector<AxisSpec> axes{};
    std::string timeUnits{};                                   ///< for example "s"
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< expected last time: gives progress and ETA
    Attributes attributes{};                                   ///< written to the root group
};

} // namespace h5pulse
