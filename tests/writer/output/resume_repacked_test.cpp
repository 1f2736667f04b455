// SPDX-License-Identifier: MIT
// Resumes a repacked run. Its last chunk is compressed, and gets new rows anyway.
#include "h5/handle.h"
#include "killed_child.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/repack.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace h5pulse::test {
namespace {

class ResumeRepacked : public testing::Test
{
protected:
    static std::vector<double> row(std::size_t step)
    {
        return std::vector<double>(50, static_cast<double>(step / 3));
    }

    static void append(Writer& writer, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            writer.append(static_cast<double>(writer.steps()), row(writer.steps()));
        }
    }

    static void expectAll(Reader& reader, std::size_t steps)
    {
        ASSERT_EQ(reader.steps(), steps);
        std::vector<double> values(50);
        const auto times = reader.readTimes(0, steps);
        for (std::size_t step = 0; step < steps; ++step) {
            reader.readStep("y", step, values);
            ASSERT_EQ(values, row(step)) << "step " << step;
            ASSERT_EQ(times[step], static_cast<double>(step));
        }
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const WriterOptions m_byHand{.commitInterval = std::chrono::milliseconds(0), .background = false};
};

TEST_F(ResumeRepacked, UnderAReaderAndKilled)
{
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {50}}}}, m_byHand);
        append(writer, 1'300); // a chunk has 512 rows of y, or 8,192 times
    }
    repack(m_path);
    Reader reader(m_path);
    std::size_t steps = 1'300;
    for (const std::size_t more : {1UL, 150UL, 700UL, 2UL}) {
        inKilledChild([&] {
            Writer writer = Writer::resume(m_path, m_byHand);
            append(writer, more);
            writer.commit();
            append(writer, 2);
            die();
        });
        steps += more;
        reader.refresh();
        expectAll(reader, steps);
    }
    {
        Writer writer = Writer::resume(m_path);
        append(writer, 40);
        writer.close();
    }
    reader.refresh();
    expectAll(reader, steps + 40);
    repack(m_path, {.compression = {.filter = Filter::None}});
    Reader plain(m_path);
    expectAll(plain, steps + 40);
}

/// A chunk that was filtered but is not smaller, as h5repack makes it with the shuffle filter only. A commit
/// would overwrite it in place, so the writer gives an error.
TEST_F(ResumeRepacked, WithAChunkThatCannotMove)
{
    constexpr std::size_t chunkRows = 512;
    constexpr std::size_t steps = 300;
    constexpr std::size_t chunkBytes = chunkRows * 50 * sizeof(double);
    WriterOptions compressed = m_byHand;
    compressed.compression = Compression{};
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {50}}}}, compressed);
        append(writer, steps);
    }
    {
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        const h5::Handle dataset(H5Dopen2(file.get(), "y", H5P_DEFAULT), H5Dclose);
        const std::array<hsize_t, 2> offset{0, 0};
        std::uint32_t mask = 0;
        std::vector<unsigned char> plain(chunkBytes);
        ASSERT_GE(H5Dread_chunk(dataset.get(), H5P_DEFAULT, offset.data(), &mask, plain.data()), 0);
        ASSERT_EQ(mask, 3U) << "neither filter went over it";
        std::vector<unsigned char> shuffled(chunkBytes);
        for (std::size_t i = 0; i < chunkBytes; ++i) {
            shuffled[i % sizeof(double) * (chunkBytes / sizeof(double)) + i / sizeof(double)] = plain[i];
        }
        // Writes a new chunk, because HDF5 keeps the filter mask of a chunk that stays in place.
        for (const hsize_t rows : {hsize_t{0}, hsize_t{steps}}) {
            const std::array<hsize_t, 2> extent{rows, 50};
            ASSERT_GE(H5Dset_extent(dataset.get(), extent.data()), 0);
        }
        ASSERT_GE(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 2, offset.data(), chunkBytes, shuffled.data()),
                  0);
    }
    {
        Reader reader(m_path);
        expectAll(reader, steps);
    }
    {
        WriterOptions atOnce = m_byHand;
        atOnce.retryFor = std::chrono::milliseconds(0);
        Writer writer = Writer::resume(m_path, atOnce);
        append(writer, 1);
        try {
            writer.commit();
            ADD_FAILURE() << "it was written";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("the last chunk of 'y' cannot be continued"));
        }
    }
    Reader reader(m_path);
    expectAll(reader, steps);
}

} // namespace
} // namespace h5pulse::test
