// SPDX-License-Identifier: MIT
// All element types and shapes, written to files and read back by HDF5.
#include "h5/types.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <complex>
#include <cstring>
#include <limits>

namespace h5pulse::test {
namespace {

using Shape = std::vector<std::size_t>;

/// Values over the whole range of the type, different for each element of each step.
template <typename T>
T valueAt(std::size_t step, std::size_t component)
{
    const std::size_t k = step * 1000 + component;
    if constexpr (std::is_same_v<T, std::complex<float>> || std::is_same_v<T, std::complex<double>>) {
        return {static_cast<typename T::value_type>(k), -static_cast<typename T::value_type>(k) / 3};
    } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(k) / 7;
    } else {
        return static_cast<T>(std::numeric_limits<T>::max() - static_cast<T>(k));
    }
}

template <typename T>
void roundTrip(const Shape& shape, std::size_t steps, const WriterOptions& options)
{
    const TemporaryFolder folder;
    const auto path = folder / "run.h5";
    const FieldSpec field{.name = "y", .shape = shape, .type = elementTypeOf<T>()};
    std::size_t components = 1;
    for (const std::size_t size : shape) {
        components *= size;
    }
    std::vector<T> written;
    {
        Writer writer(path, {.fields = {field}}, options);
        for (std::size_t step = 0; step < steps; ++step) {
            std::vector<T> row(components);
            for (std::size_t i = 0; i < components; ++i) {
                row[i] = valueAt<T>(step, i);
            }
            written.insert(written.end(), row.begin(), row.end());
            if (shape.empty()) {
                writer.append(0.5 * static_cast<double>(step), row.front());
            } else {
                writer.append(0.5 * static_cast<double>(step), row);
            }
        }
        writer.close();
    }

    const RawFile file(path);
    std::vector<hsize_t> extent{steps};
    extent.insert(extent.end(), shape.begin(), shape.end());
    EXPECT_EQ(file.extent("y"), extent);
    const h5::Handle type = h5::memoryType(elementTypeOf<T>());
    const auto bytes = file.bytes("y", type.get(), sizeof(T));
    ASSERT_EQ(bytes.size(), written.size() * sizeof(T));
    EXPECT_EQ(std::memcmp(bytes.data(), written.data(), bytes.size()), 0);
    const auto times = file.doubles("t");
    ASSERT_EQ(times.size(), steps);
    for (std::size_t step = 0; step < steps; ++step) {
        EXPECT_EQ(times[step], 0.5 * static_cast<double>(step));
    }
}

template <typename T>
class RoundTrip : public testing::Test
{
};

using Elements = testing::Types<float, double, std::complex<float>, std::complex<double>, std::int8_t,
                                std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                                std::uint32_t, std::uint64_t, long long, unsigned long long>;
TYPED_TEST_SUITE(RoundTrip, Elements);

TYPED_TEST(RoundTrip, scalar)
{
    roundTrip<TypeParam>({}, 100, {});
}

TYPED_TEST(RoundTrip, oneDimension)
{
    roundTrip<TypeParam>({7}, 100, {.commitSteps = 9});
}

TYPED_TEST(RoundTrip, threeDimensionsInTheForeground)
{
    roundTrip<TypeParam>({2, 3, 5}, 100, {.commitSteps = 33, .background = false});
}

// Commits that begin and end inside chunks, fill them exactly, and span several.
TEST(ChunkBorders, everyPositionOfACommitInAChunk)
{
    // 8 KiB per step, 16 steps per chunk.
    for (const std::size_t every : {1, 5, 15, 16, 17, 31, 32, 33, 50}) {
        SCOPED_TRACE(every);
        roundTrip<double>({1024}, 100, {.commitInterval = {}, .commitSteps = every, .background = false});
    }
}

TEST(ChunkBorders, stepsLargerThanAChunkMayBe)
{
    // 40 MiB per step, cut along the first dimension, whose size is not a multiple of the chunk's.
    roundTrip<double>({5, 1024, 1024}, 3, {.commitSteps = 1});
}

TEST(Fields, keepTheirOrderAndTheirOwnValues)
{
    const TemporaryFolder folder;
    const auto path = folder / "run.h5";
    Writer writer(path, {.fields = {{.name = "z", .shape = {2}},
                                    {.name = "count", .type = ElementType::UInt16},
                                    {.name = "a", .shape = {3}, .type = ElementType::Float32}}});
    const double z[2] = {1.5, 2.5};
    const std::array<float, 3> a{1, 2, 3};
    for (int step = 0; step < 10; ++step) {
        writer.append(step, z, static_cast<std::uint16_t>(step), std::span(a));
    }
    writer.close();
    const RawFile file(path);
    EXPECT_THAT(file.extent("z"), testing::ElementsAre(10, 2));
    EXPECT_THAT(file.doubles("count"), testing::ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    EXPECT_EQ(file.doubles("a").back(), 3.0);
    EXPECT_EQ(file.doubles("z").back(), 2.5);
}

TEST(Fields, fiftyAtOnce)
{
    const TemporaryFolder folder;
    const auto path = folder / "run.h5";
    RunSpec run;
    for (int i = 0; i < 50; ++i) {
        run.fields.push_back({.name = "f" + std::to_string(i)});
    }
    Writer writer(path, run, {.commitSteps = 100});
    std::vector<double> values(50);
    for (int step = 0; step < 1000; ++step) {
        std::vector<StepValues> list;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = step + 1e-3 * static_cast<double>(i);
            list.push_back(StepValues::of(values[i]));
        }
        writer.appendStep(step, list);
    }
    writer.close();
    const RawFile file(path);
    for (int i = 0; i < 50; ++i) {
        const auto field = file.doubles("f" + std::to_string(i));
        ASSERT_EQ(field.size(), 1000U);
        EXPECT_EQ(field[999], 999 + 1e-3 * i);
    }
}

} // namespace
} // namespace h5pulse::test
