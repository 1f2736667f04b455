// SPDX-License-Identifier: MIT
// Arrays of other libraries. Element (i, j) of the host is element (i, j) of the field, for any order in
// memory.
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#define ARMA_DONT_USE_WRAPPER
#define ARMA_DONT_USE_LAPACK
#define ARMA_DONT_USE_BLAS
#include <armadillo>

#include <Eigen/Dense>
#include <boost/multi_array.hpp>
#include <unsupported/Eigen/CXX11/Tensor>
#include <xtensor/xarray.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <list>
#include <numeric>

namespace h5pulse::test {
namespace {

/// The values that h5py reads for a 2 x 3 array whose element (i, j) is 10 i + j.
const std::vector<double> kRows{0, 1, 2, 10, 11, 12};

double elementAt(std::ptrdiff_t i, std::ptrdiff_t j)
{
    return static_cast<double>(10 * i + j);
}

template <typename Array>
Array filled(Array array)
{
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
            array(i, j) = static_cast<typename std::decay_t<decltype(array(i, j))>>(elementAt(i, j));
        }
    }
    return array;
}

/// A class with the interface of std::mdspan of C++23.
template <typename T>
struct Mdspan
{
    using element_type = T;
    T* pointer;
    std::array<std::ptrdiff_t, 2> extents;
    std::array<std::ptrdiff_t, 2> strides;
    T* data_handle() const { return pointer; }
    static constexpr std::size_t rank() { return 2; }
    std::ptrdiff_t extent(std::size_t i) const { return extents[i]; }
    std::ptrdiff_t stride(std::size_t i) const { return strides[i]; }
};

class HostArrays : public testing::Test
{
protected:
    /// The values of one step of a field, read from the file.
    template <typename Value>
    std::vector<double> stored(const Value& value, FieldSpec field = {.name = "y", .shape = {2, 3}})
    {
        const auto path = m_folder / ("run" + std::to_string(m_count++) + ".h5");
        Writer writer(path, {.fields = {std::move(field)}});
        writer.append(0.0, value);
        writer.close();
        return RawFile(path).doubles("y");
    }

    template <typename Value>
    void expectRows(const Value& value)
    {
        EXPECT_EQ(stored(value), kRows);
        // The file of a column-major host has the indices in reverse order.
        EXPECT_EQ(stored(value, {.name = "y", .shape = {2, 3}, .order = Order::ColumnMajor}),
                  (std::vector<double>{0, 10, 1, 11, 2, 12}));
    }

    TemporaryFolder m_folder;
    int m_count = 0;
};

TEST_F(HostArrays, Eigen)
{
    expectRows(filled(Eigen::MatrixXd(2, 3)));
    expectRows(filled(Eigen::Matrix<double, 2, 3>()));
    expectRows(filled(Eigen::Matrix<double, 2, 3, Eigen::RowMajor>()));
    expectRows(filled(Eigen::ArrayXXf(2, 3)));
    expectRows(filled(Eigen::MatrixXi(2, 3)));
    Eigen::MatrixXd large = Eigen::MatrixXd::Constant(5, 7, -1.0);
    large.block(1, 2, 2, 3) = filled(Eigen::MatrixXd(2, 3));
    expectRows(large.block(1, 2, 2, 3));
    const Eigen::Ref<const Eigen::MatrixXd, 0, Eigen::OuterStride<>> reference = large.block(1, 2, 2, 3);
    expectRows(reference);
    const Eigen::MatrixXd transposed = filled(Eigen::MatrixXd(2, 3)).transpose();
    expectRows(transposed.transpose());
    EXPECT_EQ(stored(Eigen::VectorXd::LinSpaced(3, 0.0, 2.0).eval(), {.name = "y", .shape = {3}}),
              (std::vector<double>{0, 1, 2}));
    // Every other element of a column.
    EXPECT_EQ(stored(large.row(1).segment(2, 3), {.name = "y", .shape = {3}}),
              (std::vector<double>{0, 1, 2}));
    Eigen::Tensor<double, 2> tensor(2, 3);
    Eigen::Tensor<float, 2, Eigen::RowMajor> rows(2, 3);
    expectRows(filled(tensor));
    expectRows(filled(rows));
}

TEST_F(HostArrays, Armadillo)
{
    expectRows(filled(arma::mat(2, 3)));
    expectRows(filled(arma::fmat::fixed<2, 3>()));
    EXPECT_EQ(stored(arma::vec{1, 2, 3}, {.name = "y", .shape = {3}}), (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(stored(arma::rowvec{1, 2, 3}, {.name = "y", .shape = {3}}), (std::vector<double>{1, 2, 3}));
    arma::cube cube(2, 1, 3);
    for (arma::uword i = 0; i < 2; ++i) {
        for (arma::uword k = 0; k < 3; ++k) {
            cube(i, 0, k) = elementAt(static_cast<int>(i), static_cast<int>(k));
        }
    }
    EXPECT_EQ(stored(cube, {.name = "y", .shape = {2, 1, 3}}), kRows);
}

TEST_F(HostArrays, Xtensor)
{
    expectRows(filled(xt::xtensor<double, 2>({2, 3})));
    expectRows(filled(xt::xtensor<float, 2, xt::layout_type::column_major>({2, 3})));
    expectRows(filled(xt::xarray<double>::from_shape({2, 3})));
    xt::xtensor<double, 2> large = -1.0 * xt::ones<double>({5, 7});
    xt::view(large, xt::range(1, 3), xt::range(2, 5)) = filled(xt::xtensor<double, 2>({2, 3}));
    expectRows(xt::view(large, xt::range(1, 3), xt::range(2, 5)));
    EXPECT_THAT(refusalOf([&] {
                    stored(xt::xarray<double>::from_shape({1, 1, 1, 2, 3}));
                }),
                testing::HasSubstr("more than 4 dimensions"));
}

TEST_F(HostArrays, MdspanAndBoost)
{
    std::vector<double> columns{0, 10, 1, 11, 2, 12};
    std::vector<double> backwards{12, 11, 10, 2, 1, 0};
    expectRows(Mdspan<double>{columns.data(), {2, 3}, {1, 2}});
    expectRows(Mdspan<const double>{backwards.data() + 5, {2, 3}, {-3, -1}});
    boost::multi_array<double, 2> rows(boost::extents[2][3]);
    boost::multi_array<double, 2> fortran(boost::extents[2][3], boost::fortran_storage_order());
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
            rows[i][j] = fortran[i][j] = elementAt(i, j);
        }
    }
    expectRows(rows);
    expectRows(fortran);
    fortran.reindex(1);
    expectRows(fortran);
}

TEST_F(HostArrays, NestedAndScatteredRanges)
{
    expectRows(std::vector<std::array<double, 3>>{{0, 1, 2}, {10, 11, 12}});
    expectRows(std::array<std::array<float, 3>, 2>{{{0, 1, 2}, {10, 11, 12}}});
    const double plain[2][3] = {{0, 1, 2}, {10, 11, 12}};
    expectRows(plain);
    expectRows(std::vector<std::vector<double>>{{0, 1, 2}, {10, 11, 12}});
    expectRows(std::deque<std::array<double, 3>>{{0, 1, 2}, {10, 11, 12}});
    expectRows(std::vector<Eigen::Vector3d>{{0, 1, 2}, {10, 11, 12}});
    expectRows(std::list<arma::vec>{arma::vec{0, 1, 2}, arma::vec{10, 11, 12}});
    EXPECT_EQ(stored(std::deque<int>{0, 1, 2, 10, 11, 12}), kRows);
    EXPECT_EQ(
        stored(std::vector<bool>{true, false, true}, {.name = "y", .shape = {3}, .type = ElementType::UInt8}),
        (std::vector<double>{1, 0, 1}));
#if !defined(__clang__) || __clang_major__ >= 16 // older versions cannot compile the views of GCC's library
    const auto squares = std::views::iota(0, 3) | std::views::transform([](int i) { return double(i * i); });
    EXPECT_EQ(stored(squares, {.name = "y", .shape = {3}}), (std::vector<double>{0, 1, 4}));
#endif
    EXPECT_THAT(refusalOf([&] {
                    stored(std::vector<std::vector<double>>{{0, 1, 2}, {10, 11}});
                }),
                testing::HasSubstr("different lengths: 3 and 2"));
}

TEST_F(HostArrays, OtherSizesAreRefused)
{
    EXPECT_THAT(refusalOf([&] { stored(Eigen::MatrixXd(3, 2)); }),
                testing::HasSubstr("field 'y' takes 2 x 3 elements per step, not 3 x 2"));
    EXPECT_THAT(refusalOf([&] { stored(Eigen::VectorXd(6)); }),
                testing::HasSubstr("2 x 3 elements per step, not 6"));
    EXPECT_THAT(refusalOf([&] { stored(std::vector<std::array<double, 2>>(3)); }),
                testing::HasSubstr("not 3 x 2"));
    EXPECT_THAT(refusalOf([&] { stored(Eigen::MatrixXcd(2, 3)); }),
                testing::HasSubstr("float64, not complex128"));
    EXPECT_THAT(refusalOf([&] { stored(Eigen::MatrixXd(0, 0)); }), testing::HasSubstr("not 0 x 0"));
}

TEST_F(HostArrays, ThreeDimensionsOfAColumnMajorHost)
{
    Eigen::Tensor<int, 3> tensor(2, 3, 4);
    std::vector<double> reversed; // the order that HDF5's Fortran interface would store: [k, j, i]
    for (int k = 0; k < 4; ++k) {
        for (int j = 0; j < 3; ++j) {
            for (int i = 0; i < 2; ++i) {
                tensor(i, j, k) = 100 * i + 10 * j + k;
                reversed.push_back(tensor(i, j, k));
            }
        }
    }
    const FieldSpec field{.name = "y", .shape = {2, 3, 4}, .order = Order::ColumnMajor};
    EXPECT_EQ(stored(tensor, field), reversed);
    EXPECT_EQ(
        stored(std::span<const int>(tensor.data(), 24),
               {.name = "y", .shape = {2, 3, 4}, .type = ElementType::Int32, .order = Order::ColumnMajor}),
        reversed);
}

} // namespace
} // namespace h5pulse::test
