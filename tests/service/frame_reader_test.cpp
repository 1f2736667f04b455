// SPDX-License-Identifier: MIT
// Compares frames with the written values.
#include "frames/frame_reader.h"
#include "run/describe.h"
#include "temporary_folder.h"

#include <h5pulse/error.h>
#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numeric>

namespace h5pulse::test {

namespace {

FramePtr read(Reader& reader, const char* field, std::size_t slice, std::uint64_t step)
{
    return readFrame(reader, describe(reader), {.field = field, .slice = slice},
                     {.at = CursorPosition::At::Step, .step = step});
}

class FrameReader : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

} // namespace

TEST_F(FrameReader, GivesTheSliceOfAVolume)
{
    std::vector<float> v(std::size_t{4} * 3 * 2);
    std::iota(v.begin(), v.end(), 1.0F);
    v[13] = NAN; // in the third slice
    std::vector<std::complex<double>> z(v.size());
    for (std::size_t i = 0; i < z.size(); ++i) {
        z[i] = {3.0 * static_cast<double>(i), 4.0 * static_cast<double>(i)};
    }
    {
        Writer writer(m_path,
                      {.fields = {{.name = "v", .shape = {4, 3, 2}, .type = ElementType::Float32},
                                  {.name = "z", .shape = {4, 3, 2}, .type = ElementType::Complex128}}});
        const std::vector<float> zeros(v.size(), 0.0F);
        writer.append(0.0, zeros, z);
        writer.append(1.0, v, z);
        writer.close();
    }
    Reader reader(m_path);
    for (std::size_t slice = 0; slice < 4; ++slice) {
        const FramePtr real = read(reader, "v", slice, 1);
        const FramePtr complex = read(reader, "z", slice, 1);
        for (const FramePtr& frame : {real, complex}) {
            EXPECT_EQ(frame->slices, 4U);
            EXPECT_EQ(frame->slice, slice);
            EXPECT_EQ(frame->rows, 3U);
            EXPECT_EQ(frame->columns, 2U);
            ASSERT_EQ(frame->real.size(), 6U);
            EXPECT_TRUE(frame->imaginary.empty());
        }
        for (std::size_t i = 0; i < 6; ++i) {
            const std::size_t at = slice * 6 + i;
            EXPECT_TRUE(at == 13 ? std::isnan(real->real[i]) : real->real[i] == v[at]) << at;
            EXPECT_DOUBLE_EQ(complex->real[i], 5.0 * static_cast<double>(at)) << "the magnitude";
        }
        EXPECT_EQ(real->minimum, static_cast<double>(slice * 6 + 1));
        EXPECT_EQ(real->nonFinite, slice == 2 ? 1U : 0U) << "of this slice";
    }
    EXPECT_EQ(read(reader, "v", 99, 1)->slice, 3U) << "the last one there is";
}

TEST_F(FrameReader, ReadsNoMoreOfAVolumeThanItsSlice)
{
    constexpr std::size_t kSlice = std::size_t{128} * 128;
    constexpr std::size_t kSlices = 64;
    {
        Writer writer(m_path, {.fields = {{.name = "v", .shape = {kSlices, 128, 128}}}});
        writer.append(0.0, std::vector<double>(kSlices * kSlice, 1.0));
        writer.close();
    }
    // A read of more than four slices would fail.
    Reader reader(m_path, {.maximumReadBytes = 4 * kSlice * sizeof(double)});
    EXPECT_THROW(reader.readStep("v", 0, std::vector<double>(kSlices * kSlice)), Error);
    EXPECT_EQ(read(reader, "v", 17, 0)->real.size(), kSlice);
}

} // namespace h5pulse::test
