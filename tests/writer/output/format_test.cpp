// SPDX-License-Identifier: MIT
// docs/file-format.md, read back through plain HDF5.
#include "h5/attributes.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <hdf5_hl.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::test {
namespace {

class Format : public testing::Test
{
protected:
    void SetUp() override
    {
        Writer writer(
            m_path,
            {.fields = {{.name = "y", .shape = {3, 2}, .units = "V", .longName = "voltage", .axes = {"x"}},
                        {.name = "energy"}},
             .axes = {{.name = "x", .values = {0.0, 0.5, 1.0}, .units = "m", .longName = "position"}},
             .timeUnits = "s",
             .endTime = 10.0,
             .attributes = {{"solver", "rk4"}, {"n", 5}, {"dt", 0.1}, {"k", std::vector{1.0, 2.0}}}});
        writer.append(0.0, std::vector<double>(6), 1.0);
        writer.close();
        m_file.emplace(m_path);
    }

    Attribute attribute(const std::string& object, const std::string& name) const
    {
        const h5::Handle handle(H5Oopen(m_file->id(), object.c_str(), H5P_DEFAULT), H5Oclose);
        return h5::readAttribute(handle.get(), name).value_or(Attribute("missing"));
    }

    h5::Handle dataset(const char* name) const
    {
        return {H5Dopen2(m_file->id(), name, H5P_DEFAULT), H5Dclose};
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::optional<RawFile> m_file;
};

TEST_F(Format, rootAttributes)
{
    EXPECT_EQ(attribute("/", "h5pulse_format"), Attribute(std::int64_t{1}));
    EXPECT_THAT(std::get<std::string>(attribute("/", "created")),
                testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"));
    EXPECT_THAT(std::get<std::string>(attribute("/", "writer")), testing::StartsWith("h5pulse "));
    EXPECT_EQ(attribute("/", "NX_class"), Attribute("NXdata"));
    EXPECT_EQ(attribute("/", "signal"), Attribute("y"));
    EXPECT_EQ(attribute("/", "solver"), Attribute("rk4"));
    EXPECT_EQ(attribute("/", "n"), Attribute(std::int64_t{5}));
    EXPECT_EQ(attribute("/", "dt"), Attribute(0.1));
    EXPECT_EQ(attribute("/", "k"), Attribute(std::vector{1.0, 2.0}));
}

TEST_F(Format, datasetAttributes)
{
    EXPECT_EQ(attribute("t", "units"), Attribute("s"));
    EXPECT_EQ(attribute("t", "end_time"), Attribute(10.0));
    EXPECT_EQ(attribute("y", "units"), Attribute("V"));
    EXPECT_EQ(attribute("y", "long_name"), Attribute("voltage"));
    EXPECT_EQ(attribute("energy", "units"), Attribute("missing"));
    EXPECT_EQ(attribute("x", "units"), Attribute("m"));
}

TEST_F(Format, timeAndAxesAreDimensionScales)
{
    const h5::Handle y = dataset("y");
    EXPECT_EQ(H5DSis_attached(y.get(), dataset("t").get(), 0), 1);
    EXPECT_EQ(H5DSis_attached(y.get(), dataset("x").get(), 1), 1);
    EXPECT_EQ(H5DSget_num_scales(y.get(), 2), 0);
    EXPECT_EQ(H5DSis_attached(dataset("energy").get(), dataset("t").get(), 0), 1);
    EXPECT_THAT(m_file->doubles("x"), testing::ElementsAre(0.0, 0.5, 1.0));
}

TEST_F(Format, growsInDimensionZeroAloneAndTimeFillsWithNan)
{
    const h5::Handle y = dataset("y");
    const h5::Handle space(H5Dget_space(y.get()), H5Sclose);
    std::array<hsize_t, 3> extent{};
    std::array<hsize_t, 3> maximum{};
    ASSERT_EQ(H5Sget_simple_extent_dims(space.get(), extent.data(), maximum.data()), 3);
    EXPECT_THAT(maximum, testing::ElementsAre(H5S_UNLIMITED, 3, 2));

    const h5::Handle list(H5Dget_create_plist(dataset("t").get()), H5Pclose);
    double fill = 0.0;
    ASSERT_GE(H5Pget_fill_value(list.get(), H5T_NATIVE_DOUBLE, &fill), 0);
    EXPECT_TRUE(std::isnan(fill));
}

TEST_F(Format, isReadableByEveryHdf5From110)
{
    const h5::Handle list(H5Fget_create_plist(m_file->id()), H5Pclose);
    unsigned superblock = 0;
    H5Pget_version(list.get(), &superblock, nullptr, nullptr, nullptr);
    EXPECT_EQ(superblock, 3U);
}

} // namespace
} // namespace h5pulse::test
