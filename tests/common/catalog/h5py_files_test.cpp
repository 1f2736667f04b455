// SPDX-License-Identifier: MIT
// Files of other programs, made by h5py: its own, and those of netCDF4 and others.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <complex>

namespace h5pulse::test {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class H5pyFiles : public RunFolder
{
protected:
    Reader readerOf(const std::string& kind, ReaderOptions options = {})
    {
        runScript("h5py_files.py", {kind, m_path});
        return Reader(m_path, std::move(options));
    }

    template <typename T>
    static std::vector<T> columnOf(Reader& reader, std::string_view field, std::size_t component = 0)
    {
        std::vector<T> column(reader.steps(field));
        reader.readComponent(field, component, 0, column.size(), column);
        return column;
    }

    static std::vector<std::string> namesOf(const Reader& reader)
    {
        std::vector<std::string> names;
        for (const FieldInfo& field : reader.fields()) {
            names.push_back(field.name);
        }
        return names;
    }
};

TEST_F(H5pyFiles, NotebookWithoutSteps)
{
    Reader reader = readerOf("notebook_empty");
    EXPECT_EQ(reader.steps(), 0U);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(reader.info().formatVersion, 0);
    EXPECT_EQ(reader.info().timeDataset, "t");
    EXPECT_THAT(reader.field("y").shape, ElementsAre(100));
    EXPECT_THROW(reader.readTimes(0, 1), std::out_of_range);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(H5pyFiles, NotebookWithOneStep)
{
    Reader reader = readerOf("notebook_one");
    std::vector<double> row(100);
    ASSERT_EQ(reader.steps(), 1U);
    reader.readStep("y", 0, row);
    EXPECT_EQ(row, rowOf(0, 100));
}

TEST_F(H5pyFiles, NotebookWith99901Rows)
{
    constexpr std::size_t steps = 99'901;
    Reader reader = readerOf("notebook_long");
    ASSERT_EQ(reader.steps(), steps);
    std::vector<double> row(100);
    for (const std::size_t step : {std::size_t{0}, std::size_t{9'999}, std::size_t{50'000}, steps - 1}) {
        reader.readStep("y", step, row);
        EXPECT_EQ(row, rowOf(step, 100)) << step;
    }
    const std::vector<double> times = reader.readTimes(0, steps);
    const std::vector<double> column = columnOf<double>(reader, "y", 42);
    for (std::size_t step = 0; step < steps; ++step) {
        ASSERT_EQ(times[step], timeOf(step));
        ASSERT_EQ(column[step], valueOf(step, 42));
    }
    EXPECT_EQ(reader.stepAt(timeOf(77'777)), 77'777U);
}

TEST_F(H5pyFiles, SeveralDatasetsWithoutTimeCountTheirSteps)
{
    Reader reader = readerOf("several_without_t");
    EXPECT_THAT(namesOf(reader), ElementsAre("a", "b", "c"));
    EXPECT_EQ(reader.info().timeDataset, "");
    EXPECT_EQ(reader.steps(), 10U);
    EXPECT_EQ(reader.steps("a"), 10U);
    EXPECT_EQ(reader.steps("b"), 7U);
    EXPECT_EQ(reader.steps("c"), 0U);
    EXPECT_THAT(reader.readTimes(2, 3), ElementsAre(2.0, 3.0, 4.0));
    EXPECT_EQ(reader.stepAt(6.7), 6U);
    std::vector<double> row(3);
    reader.readStep("b", 6, row);
    EXPECT_EQ(row, rowOf(6, 3));
    const auto message = messageOf<std::out_of_range>([&] { reader.readStep("b", 7, row); });
    EXPECT_THAT(message, HasSubstr("it has 7 steps"));
    EXPECT_EQ(columnOf<double>(reader, "a").back(), 13.5);
    EXPECT_TRUE(columnOf<int>(reader, "c").empty());
}

TEST_F(H5pyFiles, ScalarsOnly)
{
    Reader reader = readerOf("scalars");
    // h5py does not track the order, so fields are sorted by name
    EXPECT_THAT(namesOf(reader), ElementsAre("count", "pressure"));
    EXPECT_TRUE(reader.field("count").shape.empty());
    EXPECT_EQ(reader.field("count").type, ElementType::Int64);
    EXPECT_EQ(columnOf<std::int64_t>(reader, "count").back(), 361);
    EXPECT_EQ(columnOf<double>(reader, "count").back(), 361.0);
    EXPECT_EQ(columnOf<double>(reader, "pressure")[7], 14.0);
}

class H5pyImages : public H5pyFiles, public ::testing::WithParamInterface<const char*>
{
};

TEST_P(H5pyImages, FramesOfUint16)
{
    Reader reader = readerOf(GetParam());
    EXPECT_THAT(reader.field("frames").shape, ElementsAre(4, 5));
    EXPECT_EQ(reader.field("frames").type, ElementType::UInt16);
    ASSERT_EQ(reader.steps("frames"), 6U);
    for (std::size_t step = 0; step < 6; ++step) {
        std::vector<std::uint16_t> frame(20);
        reader.readStep("frames", step, frame);
        for (std::size_t i = 0; i < frame.size(); ++i) {
            EXPECT_EQ(frame[i], 65'000 + 20 * step + i);
        }
    }
    EXPECT_THAT(columnOf<double>(reader, "frames", 13),
                ElementsAre(65013, 65033, 65053, 65073, 65093, 65113));
}

INSTANTIATE_TEST_SUITE_P(Storage, H5pyImages, ::testing::Values("images_plain", "images_gzip"));

TEST_F(H5pyFiles, NumbersOfEveryFormat)
{
    Reader reader = readerOf("number_types");
    EXPECT_THAT(reader.readTimes(0, 4), ElementsAre(0.0, 0.5, 1.0, 1.5));
    EXPECT_EQ(columnOf<double>(reader, "float_be", 2)[3], valueOf(3, 2));
    EXPECT_EQ(reader.field("int_be").type, ElementType::Int16);
    EXPECT_THAT(columnOf<std::int16_t>(reader, "int_be"), ElementsAre(-2, -1, 0, 1));
    EXPECT_EQ(reader.field("half").type, ElementType::Float32);
    EXPECT_THAT(columnOf<float>(reader, "half"), ElementsAre(0.0F, 0.25F, 0.5F, 0.75F));
    EXPECT_THAT(columnOf<double>(reader, "half"), ElementsAre(0.0, 0.25, 0.5, 0.75));
    EXPECT_EQ(columnOf<std::complex<float>>(reader, "complex64")[3], std::complex<float>(3, 3));
    EXPECT_EQ(columnOf<std::complex<double>>(reader, "complex128")[3], std::complex<double>(3, -6));
    EXPECT_EQ(columnOf<std::uint64_t>(reader, "uint64")[3], ~std::uint64_t{0});
}

TEST_F(H5pyFiles, NestedGroupsGivePaths)
{
    Reader reader = readerOf("nested");
    EXPECT_THAT(namesOf(reader), ::testing::UnorderedElementsAre("results/energy", "results/run1/y"));
    EXPECT_EQ(reader.info().timeDataset, "time");
    EXPECT_EQ(reader.readTimes(4, 1).front(), timeOf(4));
    std::vector<double> row(4);
    reader.readStep("results/run1/y", 3, row);
    EXPECT_EQ(row, rowOf(3, 4));
}

TEST_F(H5pyFiles, DimensionScaleIsAnAxis)
{
    Reader reader = readerOf("with_axis");
    const auto x = reader.axis("y", 0);
    ASSERT_TRUE(x);
    EXPECT_EQ(x->name, "x");
    EXPECT_THAT(x->values, ElementsAre(0.0, 1.0, 4.0, 9.0));
    EXPECT_EQ(x->units, "mm");
    EXPECT_THAT(reader.field("y").axes, ElementsAre("x"));
    EXPECT_EQ(reader.field("y").units, "K");
    EXPECT_EQ(reader.field("y").longName, "temperature");
    EXPECT_EQ(reader.info().timeUnits, "s");
    EXPECT_THAT(reader.info().attributes, Contains(Pair("title", Attribute(std::string("made by h5py")))));
    EXPECT_THAT(reader.info().attributes, Contains(Pair("count", Attribute(std::int64_t{7}))));
    EXPECT_THAT(reader.info().attributes, Contains(Pair("list", Attribute(std::vector<double>{1.0, 2.0}))));
}

TEST_F(H5pyFiles, NetcdfDimensionsAreAxes)
{
    Reader reader = readerOf("netcdf");
    EXPECT_THAT(namesOf(reader), ElementsAre("spectrum", "temperature"));
    EXPECT_EQ(reader.info().timeDataset, "time");
    EXPECT_EQ(reader.info().timeUnits, "days since 2026-01-01");
    ASSERT_TRUE(reader.axis("temperature", 0) && reader.axis("temperature", 1));
    EXPECT_EQ(reader.axis("temperature", 0)->units, "degrees_north");
    EXPECT_THAT(reader.axis("temperature", 1)->values, ElementsAre(0.0, 120.0, 240.0));
    EXPECT_THAT(columnOf<float>(reader, "temperature", 4), ElementsAre(4.0F, 10.0F, 16.0F, 22.0F));
    // netCDF's placeholder for a dimension without a variable is not a coordinate.
    EXPECT_FALSE(reader.axis("spectrum", 0));
}

TEST_F(H5pyFiles, TimeDatasetIsTheUsersChoice)
{
    Reader reader = readerOf("other_clock", {.timeDataset = "clock"});
    EXPECT_EQ(reader.info().timeDataset, "clock");
    EXPECT_THAT(reader.readTimes(4, 2), ElementsAre(14.0, 15.0));
    EXPECT_THAT(namesOf(reader), ElementsAre("t", "y"));
    EXPECT_EQ(Reader(m_path).info().timeDataset, "t");
}

TEST_F(H5pyFiles, DatasetsThatMayGrowUpToALimit)
{
    Reader reader = readerOf("limited");
    EXPECT_THAT(namesOf(reader), ElementsAre("y"));
    EXPECT_EQ(reader.steps(), 3U);
}

TEST_F(H5pyFiles, LoneSeriesIsAField)
{
    Reader reader = readerOf("lone_t");
    EXPECT_THAT(namesOf(reader), ElementsAre("t"));
    EXPECT_EQ(reader.info().timeDataset, "");
    EXPECT_EQ(columnOf<double>(reader, "t")[4], timeOf(4));
}

} // namespace

} // namespace h5pulse::test
