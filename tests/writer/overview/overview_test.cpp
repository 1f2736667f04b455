// SPDX-License-Identifier: MIT
// Compares the overview in the file with the values that it summarises.
#include "format/layout.h"
#include "h5/handle.h"
#include "killed_child.h"
#include "overview/overview_check.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <cstring>
#include <limits>

namespace h5pulse::test {
namespace {

class Overview : public testing::Test
{
protected:
    /// Appends steps, with commits at uneven intervals.
    void append(Writer& writer, std::size_t count) const
    {
        std::vector<double> row(m_components);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t step = writer.steps();
            for (std::size_t column = 0; column < row.size(); ++column) {
                row[column] = noise(column + 1, step);
            }
            writer.append(timeAt(step), row);
            if (step % 1'237 == 11) {
                writer.commit();
            }
        }
    }

    RunSpec run() const { return {.fields = {{.name = "y", .shape = {m_components}}}}; }
    OverviewLayout layout() const { return overviewLayout(run().fields, WriterOptions{}.overviewStepBytes); }
    static double truth(std::size_t, std::size_t column, std::size_t step)
    {
        return column == 0 ? timeAt(step) : noise(column, step);
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    std::size_t m_components = 150; ///< so that a chunk has 256 blocks
    static constexpr WriterOptions kByHand{.commitInterval = std::chrono::milliseconds(0),
                                           .background = false};
};

TEST_F(Overview, HasAllBlocksOfARun)
{
    for (const bool background : {false, true}) {
        const std::size_t steps = 40'000;
        {
            Writer writer(m_path, run(), {.background = background, .existing = Existing::Replace});
            append(writer, steps);
            writer.close();
        }
        ASSERT_EQ(layout().tables.at(0).blocks(0, steps), 512U);
        expectOverview(m_path, layout(), steps, truth);
    }
}

TEST_F(Overview, HasHigherLevels)
{
    m_components = 2'800; // a chunk has 8 blocks
    const std::size_t steps = 4'200;
    {
        Writer writer(m_path, run(), {});
        append(writer, steps);
    }
    ASSERT_EQ(layout().tables.at(0).blocks(1, steps), 8U);
    expectOverview(m_path, layout(), steps, truth);
}

TEST_F(Overview, GoesOnWhenTheRunIsResumed)
{
    std::size_t steps = 0;
    m_components = 2'800;
    for (const std::size_t more : {700UL, 1UL, 63UL, 500UL, 2'900UL, 300UL}) {
        inKilledChild([&] {
            Writer writer = steps == 0 ? Writer(m_path, run(), kByHand) : Writer::resume(m_path, kByHand);
            append(writer, more);
            writer.commit();
            append(writer, 3);
            die();
        });
        steps += more;
    }
    Writer writer = Writer::resume(m_path, kByHand);
    // The writer may have committed steps after the last explicit commit.
    ASSERT_GE(writer.steps(), steps);
    steps = writer.steps();
    writer.close();
    expectOverview(m_path, layout(), steps, truth);
}

TEST_F(Overview, GoesOnBetweenPauses)
{
    m_components = 2'800;
    const std::size_t steps = 4'200;
    {
        Writer writer(m_path, run(), kByHand);
        for (std::size_t pause = 0; pause < 12; ++pause) {
            append(writer, steps / 12);
            writer.pause();
        }
        writer.close();
    }
    expectOverview(m_path, layout(), steps, truth);
}

/// Another program may do this, because a paused run is a normal file for it.
TEST_F(Overview, IsLeftAloneWhereSomebodyHasChangedItMeanwhile)
{
    const std::size_t steps = 20'000;
    Writer writer(m_path, run(), kByHand);
    append(writer, 100);
    writer.pause();
    {
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        ASSERT_GE(H5Ldelete(file.get(), layout().tables.at(0).dataset(0).c_str(), H5P_DEFAULT), 0);
    }
    append(writer, steps - 100);
    writer.pause();
    append(writer, steps);
    writer.close();
    const RawFile file(m_path);
    EXPECT_EQ(file.extent("t").at(0), 2 * steps);
    EXPECT_EQ(file.extent("y").at(0), 2 * steps);
    EXPECT_EQ(file.extent(layout().tables.at(0).dataset(1)).at(0), 0U);
}

TEST_F(Overview, IsLeftOutForLargeStepsAndWhenNotWanted)
{
    const RunSpec spec{.fields = {{.name = "small", .shape = {4}}, {.name = "large", .shape = {5}}}};
    Writer(m_path, spec, {.overviewStepBytes = 32}).close();
    {
        const RawFile file(m_path);
        EXPECT_EQ(overviewStepBytes(file.id()), 32U);
        // the table of the times and of `small`
        EXPECT_EQ(file.extent(std::string(layout::kOverview) + "/8/64").at(1), 5U);
    }
    Writer(m_path, spec, {.existing = Existing::Replace, .overviewStepBytes = 0}).close();
    const RawFile file(m_path);
    EXPECT_LE(H5Lexists(file.id(), layout::kOverview, H5P_DEFAULT), 0);
}

/// Tests OverviewBuilder alone, so that no block waits for a full chunk.
class OverviewOfTypes : public testing::Test
{
protected:
    template <typename T>
    static void check()
    {
        using Number = std::conditional_t<std::is_integral_v<T>, T, decltype(std::real(T{}))>;
        const std::vector<FieldSpec> fields{{.name = "y", .shape = {3}, .type = elementTypeOf<T>()}};
        constexpr std::size_t steps = 40'000;
        constexpr std::size_t atOnce = 777;
        OverviewBuilder builder(fields, 1'000, 0);
        const std::vector<std::size_t> rowBytes{3 * sizeof(T)};
        const bool complex = isComplex(elementTypeOf<T>());
        const std::size_t numbers = complex ? 6 : 3;
        const auto value = [](std::size_t column, std::size_t step) {
            const double x = noise(column, step);
            if constexpr (std::is_integral_v<T>) {
                return static_cast<T>(std::isfinite(x) && std::abs(x) < 1e5 ? x : 77.0);
            } else {
                return static_cast<Number>(x);
            }
        };
        for (std::size_t first = 0; first < steps; first += atOnce) {
            const std::size_t count = std::min(atOnce, steps - first);
            Batch batch(rowBytes, count);
            for (std::size_t i = 0; i < count; ++i) {
                std::vector<Number> row(numbers);
                for (std::size_t column = 0; column < numbers; ++column) {
                    row[column] = value(column, first + i);
                }
                batch.times()[i] = timeAt(first + i);
                std::memcpy(batch.row(0, i), row.data(), rowBytes.front());
            }
            builder.add({{&batch, 0, count}}, first);
        }
        const auto& layout = builder.layout();
        const std::size_t offset = layout.places[0]->firstColumn;
        for (std::size_t table = 0; table < layout.tables.size(); ++table) {
            for (std::size_t level = 0; level < 3; ++level) {
                const auto blocks = builder.pending(table, level);
                ASSERT_EQ(blocks.records.size() / layout.tables[table].columns / recordBytesOf(level),
                          steps / layout.tables[table].blockSteps(level));
                expectBlocks(layout, table, level, blocks.first, blocks.records,
                             [&](std::size_t which, std::size_t column, std::size_t step) {
                                 return which == 0 && column == 0
                                            ? timeAt(step)
                                            : static_cast<double>(value(column - offset, step));
                             });
            }
        }
    }

    static std::size_t recordBytesOf(std::size_t level)
    {
        return level == 0 ? sizeof(OverviewFine) : sizeof(OverviewCoarse);
    }
};

TEST_F(OverviewOfTypes, Float64)
{
    check<double>();
}
TEST_F(OverviewOfTypes, Float32)
{
    check<float>();
}
TEST_F(OverviewOfTypes, Complex128)
{
    check<std::complex<double>>();
}
TEST_F(OverviewOfTypes, Complex64)
{
    check<std::complex<float>>();
}
TEST_F(OverviewOfTypes, Int8)
{
    check<std::int8_t>();
}
TEST_F(OverviewOfTypes, Int16)
{
    check<std::int16_t>();
}
TEST_F(OverviewOfTypes, Int32)
{
    check<std::int32_t>();
}
TEST_F(OverviewOfTypes, Int64)
{
    check<std::int64_t>();
}
TEST_F(OverviewOfTypes, UInt8)
{
    check<std::uint8_t>();
}
TEST_F(OverviewOfTypes, UInt16)
{
    check<std::uint16_t>();
}
TEST_F(OverviewOfTypes, UInt32)
{
    check<std::uint32_t>();
}
TEST_F(OverviewOfTypes, UInt64)
{
    check<std::uint64_t>();
}

} // namespace
} // namespace h5pulse::test
