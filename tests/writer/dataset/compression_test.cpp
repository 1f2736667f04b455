// SPDX-License-Identifier: MIT
// The writer compresses chunks that are written whole, and not others. Readers always see the same values.
#include "killed_child.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace h5pulse::test {
namespace {

constexpr std::size_t kWidth = 64; // a chunk has 512 rows
constexpr std::size_t kChunkRows = 512;

class Compressed : public testing::Test
{
protected:
    static std::vector<double> row(std::size_t step)
    {
        std::vector<double> values(kWidth);
        for (std::size_t i = 0; i < kWidth; ++i) {
            values[i] = std::floor(static_cast<double>(step + i) / 8.0);
        }
        return values;
    }

    static void append(Writer& writer, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t step = writer.steps();
            writer.append(static_cast<double>(step), row(step));
        }
    }

    static void expectRows(Reader& reader, std::size_t first, std::size_t last)
    {
        std::vector<double> values((last - first) * kWidth);
        reader.readSteps("y", first, last - first, values);
        for (std::size_t step = first; step < last; ++step) {
            const auto wanted = row(step);
            ASSERT_TRUE(std::equal(wanted.begin(), wanted.end(),
                                   values.begin() + static_cast<std::ptrdiff_t>((step - first) * kWidth)))
                << "step " << step;
        }
    }

    /// Size of the chunks of `y`, in bytes.
    std::size_t stored() const
    {
        const RawFile file(m_path);
        const h5::Handle dataset(H5Dopen2(file.id(), "y", H5P_DEFAULT), H5Dclose);
        return H5Dget_storage_size(dataset.get());
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const RunSpec m_run{.fields = {{.name = "y", .shape = {kWidth}}}};
    const WriterOptions m_byHand{
        .commitInterval = std::chrono::milliseconds(0), .background = false, .compression = Compression{}};
};

TEST_F(Compressed, WholeChunksAreSmall)
{
    {
        Writer writer(m_path, m_run, m_byHand);
        append(writer, 8 * kChunkRows);
        writer.close();
    }
    EXPECT_LT(stored(), 8 * kChunkRows * kWidth * sizeof(double) / 10);
    const RawFile file(m_path);
    const auto values = file.doubles("y");
    for (std::size_t step = 0; step < 8 * kChunkRows; ++step) {
        ASSERT_EQ(values[step * kWidth + 5], row(step)[5]);
    }
}

TEST_F(Compressed, ChunksThatComeInPartsStayAsTheyAre)
{
    Writer writer(m_path, m_run, m_byHand);
    Reader reader(m_path);
    for (int i = 0; i < 40; ++i) {
        append(writer, 100);
        writer.commit();
        reader.refresh();
        ASSERT_EQ(reader.steps(), writer.steps());
        expectRows(reader, 0, reader.steps());
    }
    writer.close();
    EXPECT_GE(stored(), std::size_t{4'000 / kChunkRows} * kChunkRows * kWidth * sizeof(double));
}

/// Commits of any size. A reader checks new and old rows after each commit.
TEST_F(Compressed, ReadersSeeTheSameWhateverTheCommits)
{
    std::mt19937 random(7);
    Writer writer(m_path, m_run, m_byHand);
    Reader reader(m_path);
    for (int i = 0; i < 60; ++i) {
        append(writer, std::uniform_int_distribution<std::size_t>(1, 3 * kChunkRows)(random));
        writer.commit();
        reader.refresh();
        const std::size_t steps = reader.steps();
        ASSERT_EQ(steps, writer.steps());
        const std::size_t back = std::min<std::size_t>(steps, 2 * kChunkRows);
        expectRows(reader, steps - back, steps);
        const std::size_t somewhere = std::uniform_int_distribution<std::size_t>(0, steps - 1)(random);
        expectRows(reader, somewhere, somewhere + 1);
    }
    writer.close();
    expectRows(reader, 0, writer.steps());
    EXPECT_LT(stored(), writer.steps() * kWidth * sizeof(double));
}

TEST_F(Compressed, GoesOnAfterAKillUnderAnOpenReader)
{
    std::unique_ptr<Reader> reader;
    std::size_t steps = 0;
    for (const std::size_t more : {700UL, 300UL, 5UL, 1'024UL, 2'000UL}) {
        inKilledChild([&] {
            Writer writer = steps == 0 ? Writer(m_path, m_run, m_byHand) : Writer::resume(m_path, m_byHand);
            append(writer, more);
            writer.commit();
            append(writer, 3);
            die();
        });
        steps += more;
        if (!reader) {
            reader = std::make_unique<Reader>(m_path);
        }
        reader->refresh();
        ASSERT_EQ(reader->steps(), steps);
        expectRows(*reader, 0, steps);
    }
    Writer::resume(m_path, m_byHand).close();
    expectRows(*reader, 0, steps);
}

TEST_F(Compressed, RefusesAFilterThatIsNotThereOrALevelOutOfRange)
{
    for (const Filter filter : {Filter::Lz4, Filter::Zstd, Filter::Blosc}) {
        if (!isAvailable(filter)) {
            auto options = m_byHand;
            options.compression = Compression{.filter = filter};
            EXPECT_THROW(Writer(m_path, m_run, options), Error);
            EXPECT_FALSE(std::filesystem::exists(m_path));
        }
    }
    auto options = m_byHand;
    options.compression = Compression{.level = 10};
    EXPECT_THROW(Writer(m_path, m_run, options), std::invalid_argument);
}

} // namespace
} // namespace h5pulse::test
