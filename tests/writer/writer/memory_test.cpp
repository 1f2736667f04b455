// SPDX-License-Identifier: MIT
// The memory of a writer, and of a reader that follows it, does not grow with the length of the run.
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <malloc.h>
#include <optional>

namespace h5pulse::test {
namespace {

class MemoryOfARun : public testing::Test
{
protected:
    static constexpr std::size_t kValues = 1'000;
    static constexpr std::size_t kShort = 5'000; ///< steps, 40 MB; the overview has 2 MB
    static constexpr std::size_t kLong = 4 * kShort;
    static constexpr std::size_t kEach = 500;
    static constexpr std::size_t kAllowed = std::size_t{3} << 20;

    /// Bytes that this program has allocated by malloc and not freed; 0: not known.
    static std::size_t heap()
    {
        const struct mallinfo2 all = ::mallinfo2();
        return all.uordblks + all.hblkhd;
    }

    Writer writer() const
    {
        return Writer(m_path, {.fields = {{.name = "y", .shape = {kValues}}}},
                      {.commitInterval = {}, .background = false});
    }

    static void append(Writer& writer, std::size_t upTo)
    {
        std::vector<double> row(kValues, 1.0);
        for (std::size_t step = writer.steps(); step < upTo; ++step) {
            row[step % kValues] = static_cast<double>(step);
            writer.append(static_cast<double>(step), row);
        }
        writer.commit();
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(MemoryOfARun, OfAWriter)
{
    Writer run = writer();
    std::size_t before = 0;
    for (std::size_t steps = kEach; steps <= kLong; steps += kEach) {
        append(run, steps);
        before = steps == kShort ? heap() : before;
    }
    if (before == 0) {
        GTEST_SKIP() << "this C library does not tell";
    }
    EXPECT_LT(heap(), before + kAllowed);
}

TEST_F(MemoryOfARun, OfAReader)
{
    std::size_t before = 0;
    Writer run = writer();
    std::optional<Reader> reader(m_path);
    std::vector<double> row(kValues);
    for (std::size_t steps = kEach; steps <= kLong; steps += kEach) {
        append(run, steps);
        reader->refresh();
        reader->readStep("y", steps - 1, row);
        EXPECT_EQ(reader->reduce("y", 0, 10, 0, steps, 100).components, 10U);
        EXPECT_EQ(reader->readTimes(steps - 10, 10).size(), 10U);
        before = steps == kShort ? heap() : before;
    }
    if (before == 0) {
        GTEST_SKIP() << "this C library does not tell";
    }
    EXPECT_LT(heap(), before + kAllowed);
}

} // namespace
} // namespace h5pulse::test
