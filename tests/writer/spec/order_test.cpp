// SPDX-License-Identifier: MIT
// FieldSpec::order. The file has the sizes and axes of a column-major host in reverse order, also after the
// run is resumed.
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <Eigen/Dense>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

class ColumnMajor : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{.fields = {{.name = "u", .shape = {2, 3}, .axes = {"x", "y"}, .order = Order::ColumnMajor},
                             {.name = "v", .shape = {2, 3}, .axes = {"x"}, .order = Order::ColumnMajor},
                             {.name = "w", .shape = {2, 3}, .axes = {"x"}}},
                  .axes = {{.name = "x", .values = {0, 1}}, {.name = "y", .values = {0, 1, 2}}}};
    Eigen::MatrixXd m_matrix = (Eigen::MatrixXd(2, 3) << 0, 1, 2, 10, 11, 12).finished();
};

TEST_F(ColumnMajor, SizesAndAxesAreReversedInTheFile)
{
    {
        Writer writer(m_path, m_run);
        EXPECT_EQ(writer.fields()[0].shape, (std::vector<std::size_t>{3, 2}));
        // A plain buffer of the right size, and a matrix with its sizes.
        writer.append(0.0, std::span<const double>(m_matrix.data(), 6), m_matrix, m_matrix);
    }
    const RawFile file(m_path);
    EXPECT_EQ(file.extent("u"), (std::vector<hsize_t>{1, 3, 2}));
    EXPECT_EQ(file.doubles("u"), (std::vector<double>{0, 10, 1, 11, 2, 12}));
    EXPECT_EQ(file.doubles("v"), file.doubles("u"));
    EXPECT_EQ(file.extent("w"), (std::vector<hsize_t>{1, 2, 3}));
    EXPECT_EQ(file.doubles("w"), (std::vector<double>{0, 1, 2, 10, 11, 12}));
    const Reader reader(m_path);
    EXPECT_EQ(reader.fields()[0].axes, (std::vector<std::string>{"y", "x"}));
    EXPECT_EQ(reader.fields()[1].axes, (std::vector<std::string>{"", "x"}));
    EXPECT_EQ(reader.fields()[2].axes.front(), "x");
}

TEST_F(ColumnMajor, AResumedRunGoesOnInItsOrder)
{
    Writer(m_path, m_run).append(0.0, m_matrix, m_matrix, m_matrix);
    {
        Writer writer = Writer::resume(m_path); // the file has the order
        writer.append(1.0, m_matrix, m_matrix, m_matrix);
    }
    {
        Writer writer = Writer::resume(m_path, m_run);
        writer.append(2.0, m_matrix, m_matrix, m_matrix);
    }
    const std::vector<double> u = RawFile(m_path).doubles("u");
    ASSERT_EQ(u.size(), 18U);
    for (std::size_t i = 0; i < u.size(); ++i) {
        EXPECT_EQ(u[i], u[i % 6]);
    }
    RunSpec other = m_run;
    other.fields[0].order = Order::RowMajor;
    other.fields[0].axes.clear();
    EXPECT_THAT(refusalOf([&] { Writer::resume(m_path, other); }),
                testing::HasSubstr("'u' has the shape 3 x 2, not 2 x 3"));
}

TEST_F(ColumnMajor, AxesAreCheckedInTheOrderOfTheHost)
{
    m_run.fields[0].axes = {"y", "x"};
    EXPECT_THAT(refusalOf([&] { Writer(m_path, m_run); }), testing::HasSubstr("2 elements along axis 'y'"));
}

} // namespace
} // namespace h5pulse::test
