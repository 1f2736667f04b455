// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <ranges>
#include <stdexcept>
#include <string>
#include <type_traits>

/// Describes the memory of other libraries' arrays: address, sizes, strides and index order. Concepts
/// recognise these types by their members, so no header of such a library is needed.
namespace h5pulse::detail {

/// Dimensions of a block of steps: the steps, and up to three of a field.
inline constexpr std::size_t kMaxArrayRank = 4;

/// Elements in memory. Sizes and strides (in elements) are in the host's index order.
template <typename E>
struct ArrayLayout
{
    const E* data = nullptr;
    std::size_t rank = 0;
    std::array<std::size_t, kMaxArrayRank> sizes{};
    std::array<std::ptrdiff_t, kMaxArrayRank> strides{};

    void add(std::size_t size, std::ptrdiff_t stride)
    {
        if (rank == kMaxArrayRank) {
            throw std::invalid_argument("an array has more than " + std::to_string(kMaxArrayRank) +
                                        " dimensions; a field has three at most");
        }
        sizes[rank] = size;
        strides[rank] = stride;
        ++rank;
    }
};

/// Eigen: matrices, vectors, arrays, maps, and blocks of them. Expressions have no data(), so they do not
/// match.
template <typename T>
concept EigenDense = requires(const T& value)
{
    typename T::Scalar;
    value.data();
    value.rows();
    value.cols();
    value.innerStride();
    value.outerStride();
    T::IsRowMajor;
    T::IsVectorAtCompileTime;
};

/// Eigen: tensors of its unsupported module, and maps of them.
template <typename T>
concept EigenTensor = requires(const T& value)
{
    typename T::Scalar;
    value.data();
    value.dimension(0);
    value.rank();
    T::Layout;
    T::NumIndices;
};

/// Armadillo: Mat, Col, Row, Cube and their fixed-size versions. Views of parts have no memptr(), so they do
/// not match.
template <typename T>
concept ArmadilloDense = requires(const T& value)
{
    typename T::elem_type;
    value.memptr();
    value.n_rows;
    value.n_cols;
};

/// xtensor: containers and strided views. xtensor gives stride 0 to dimensions of size 1.
template <typename T>
concept XtensorDense = requires(const T& value)
{
    typename T::value_type;
    value.data();
    value.dimension();
    value.shape().size();
    value.strides().size();
};

/// std::mdspan (C++23) and its predecessors.
template <typename T>
concept MdspanLike = requires(const T& value)
{
    typename T::element_type;
    value.data_handle();
    value.rank();
    value.extent(0);
    value.stride(0);
};

/// Boost.MultiArray and its references.
template <typename T>
concept BoostMultiArray = requires(const T& value)
{
    typename T::element;
    value.origin();
    value.num_dimensions();
    value.shape()[0];
    value.strides()[0];
    value.index_bases()[0];
};

template <typename T>
concept KnownArray = EigenDense<T> || EigenTensor<T> || ArmadilloDense<T> || XtensorDense<T> ||
    MdspanLike<T> || BoostMultiArray<T>;

/// A type with rows and columns that does not say how they lie in memory.
template <typename T>
concept UnknownMatrix = !KnownArray<T> && (
                                              requires(const T& value) {
                                                  value.rows();
                                                  value.cols();
                                              } ||
                                              requires(const T& value) {
                                                  value.n_rows();
                                                  value.n_cols();
                                              } ||
                                              requires(const T& value) {
                                                  value.n_rows;
                                                  value.n_cols;
                                              } ||
                                              requires(const T& value) {
                                                  value.size1();
                                                  value.size2();
                                              } ||
                                              requires(const T& value) { value.num_dimensions(); } ||
                                              requires(const T& value) {
                                                  value.dimension();
                                                  value.shape();
                                              });

template <EigenDense T>
auto layoutOf(const T& value)
{
    ArrayLayout<typename T::Scalar> layout{.data = value.data()};
    const auto rows = static_cast<std::size_t>(value.rows());
    const auto columns = static_cast<std::size_t>(value.cols());
    const auto inner = static_cast<std::ptrdiff_t>(value.innerStride());
    const auto outer = static_cast<std::ptrdiff_t>(value.outerStride());
    if constexpr (bool(T::IsVectorAtCompileTime)) {
        layout.add(rows * columns, inner);
    } else {
        layout.add(rows, T::IsRowMajor ? outer : inner);
        layout.add(columns, T::IsRowMajor ? inner : outer);
    }
    return layout;
}

/// Sets the strides of an array without gaps.
template <typename E>
void setDenseStrides(ArrayLayout<E>& layout, bool rowMajor)
{
    std::ptrdiff_t stride = 1;
    for (std::size_t i = 0; i < layout.rank; ++i) {
        const std::size_t dimension = rowMajor ? layout.rank - 1 - i : i;
        layout.strides[dimension] = stride;
        stride *= static_cast<std::ptrdiff_t>(layout.sizes[dimension]);
    }
}

template <EigenTensor T>
requires(!EigenDense<T>) auto layoutOf(const T& value)
{
    constexpr int kEigenRowMajor = 1; // Eigen::RowMajor
    ArrayLayout<std::remove_const_t<typename T::Scalar>> layout{.data = value.data()};
    for (int i = 0; i < static_cast<int>(T::NumIndices); ++i) {
        layout.add(static_cast<std::size_t>(value.dimension(i)), 0);
    }
    setDenseStrides(layout, static_cast<int>(T::Layout) == kEigenRowMajor);
    return layout;
}

template <ArmadilloDense T>
auto layoutOf(const T& value)
{
    ArrayLayout<typename T::elem_type> layout{.data = value.memptr()};
    constexpr bool vector = [] {
        if constexpr (requires {
                          T::is_col;
                          T::is_row;
                      }) {
            return bool(T::is_col) || bool(T::is_row);
        } else {
            return false;
        }
    }();
    if constexpr (vector) {
        layout.add(static_cast<std::size_t>(value.n_rows * value.n_cols), 1);
        return layout;
    } else {
        layout.add(static_cast<std::size_t>(value.n_rows), 0);
        layout.add(static_cast<std::size_t>(value.n_cols), 0);
        if constexpr (requires { value.n_slices; }) {
            layout.add(static_cast<std::size_t>(value.n_slices), 0);
        }
        setDenseStrides(layout, false);
        return layout;
    }
}

template <XtensorDense T>
auto layoutOf(const T& value)
{
    ArrayLayout<std::remove_cv_t<typename T::value_type>> layout{.data = value.data()};
    if constexpr (requires { value.data_offset(); }) {
        layout.data += value.data_offset();
    }
    const auto& shape = value.shape();
    const auto& strides = value.strides();
    auto stride = strides.begin();
    for (const auto size : shape) {
        layout.add(static_cast<std::size_t>(size), static_cast<std::ptrdiff_t>(*stride));
        ++stride;
    }
    return layout;
}

template <MdspanLike T>
auto layoutOf(const T& value)
{
    ArrayLayout<std::remove_cv_t<typename T::element_type>> layout{.data = value.data_handle()};
    for (std::size_t i = 0; i < static_cast<std::size_t>(value.rank()); ++i) {
        layout.add(static_cast<std::size_t>(value.extent(i)), static_cast<std::ptrdiff_t>(value.stride(i)));
    }
    return layout;
}

template <BoostMultiArray T>
auto layoutOf(const T& value)
{
    ArrayLayout<std::remove_cv_t<typename T::element>> layout{.data = value.origin()};
    for (std::size_t i = 0; i < value.num_dimensions(); ++i) {
        const auto stride = static_cast<std::ptrdiff_t>(value.strides()[i]);
        layout.data += static_cast<std::ptrdiff_t>(value.index_bases()[i]) * stride;
        layout.add(static_cast<std::size_t>(value.shape()[i]), stride);
    }
    return layout;
}

} // namespace h5pulse::detail
