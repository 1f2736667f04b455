// SPDX-License-Identifier: MIT
// Reader returns the appended values: all element types, rows, ranges of rows, and single components.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <array>
#include <complex>

namespace h5pulse::test {

namespace {

template <typename T>
T elementOf(std::size_t step, std::size_t component)
{
    const auto number = static_cast<double>(3 * step + component);
    if constexpr (std::is_same_v<T, std::complex<float>> || std::is_same_v<T, std::complex<double>>) {
        using Part = typename T::value_type;
        return {static_cast<Part>(number + 0.5), static_cast<Part>(-number)};
    } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(number + 0.125);
    } else if constexpr (std::is_signed_v<T>) {
        return static_cast<T>(component % 2 == 0 ? number : -number - 1);
    } else {
        // Values in the upper half reveal a wrong sign.
        return static_cast<T>(std::numeric_limits<T>::max() - static_cast<T>(number));
    }
}

template <typename T>
class ReaderElement : public RunFolder
{
};

using AllElements =
    ::testing::Types<float, double, std::complex<float>, std::complex<double>, std::int8_t, std::int16_t,
                     std::int32_t, std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>;
TYPED_TEST_SUITE(ReaderElement, AllElements);

TYPED_TEST(ReaderElement, ComesBackInItsOwnTypeAndInDouble)
{
    using T = TypeParam;
    constexpr std::size_t steps = 7;
    constexpr std::size_t components = 4;
    Writer writer(this->m_path, {.fields = {{.name = "y", .shape = {2, 2}, .type = elementTypeOf<T>()}}});
    for (std::size_t step = 0; step < steps; ++step) {
        std::array<T, components> row;
        for (std::size_t i = 0; i < components; ++i) {
            row[i] = elementOf<T>(step, i);
        }
        writer.append(timeOf(step), row);
    }
    writer.commit();
    Reader reader(this->m_path);
    ASSERT_EQ(reader.steps(), steps);
    EXPECT_EQ(reader.field("y").type, elementTypeOf<T>());
    for (std::size_t step = 0; step < steps; ++step) {
        std::array<T, components> own{};
        reader.readStep("y", step, own);
        for (std::size_t i = 0; i < components; ++i) {
            EXPECT_EQ(own[i], elementOf<T>(step, i)) << step << ' ' << i;
        }
        std::vector<double> numbers(components);
        if constexpr (isComplex(elementTypeOf<T>())) {
            EXPECT_THROW(reader.readStep("y", step, numbers), std::invalid_argument);
        } else {
            reader.readStep("y", step, numbers);
            for (std::size_t i = 0; i < components; ++i) {
                EXPECT_EQ(numbers[i], static_cast<double>(elementOf<T>(step, i))) << step << ' ' << i;
            }
        }
    }
    std::vector<T> column(steps);
    reader.readComponent("y", 3, 0, steps, column);
    for (std::size_t step = 0; step < steps; ++step) {
        EXPECT_EQ(column[step], elementOf<T>(step, 3));
    }
}

/// 10,000 steps of six components: ten blocks of a column, and several chunks of each dataset.
class ReaderRanges : public RunFolder
{
protected:
    static constexpr std::size_t kSteps = 10'000;
    static constexpr std::size_t kComponents = 6;

    ReaderRanges()
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {2, 3}}, {.name = "energy"}}},
                      commitByHand());
        appendSteps(writer, kSteps, kComponents);
        writer.close();
        m_reader.emplace(m_path);
    }

    void expectColumn(std::size_t component, std::size_t first, std::size_t count)
    {
        std::vector<double> column(count, -7.0);
        m_reader->readComponent("y", component, first, count, column);
        for (std::size_t i = 0; i < count; ++i) {
            ASSERT_EQ(column[i], valueOf(first + i, component))
                << "component " << component << " step " << first + i;
        }
    }

    std::optional<Reader> m_reader;
};

TEST_F(ReaderRanges, ColumnsCrossBlockAndChunkBorders)
{
    constexpr std::size_t chunk =
        (128 << 10) / (kComponents * sizeof(double)); // rows; Writer uses the same formula
    for (std::size_t component = 0; component < kComponents; ++component) {
        expectColumn(component, 0, kSteps);
        for (const std::size_t border : {std::size_t{1024}, std::size_t{2048}, chunk, 2 * chunk}) {
            expectColumn(component, border - 1, 2);
            expectColumn(component, border, 1);
            expectColumn(component, border - 1024, 1024);
            expectColumn(component, border - 3, 1025);
        }
        expectColumn(component, kSteps - 1, 1);
        expectColumn(component, kSteps, 0);
    }
}

TEST_F(ReaderRanges, ScalarsAreColumnsToo)
{
    std::vector<double> energy(kSteps - 5);
    m_reader->readComponent("energy", 0, 5, energy.size(), energy);
    for (std::size_t i = 0; i < energy.size(); ++i) {
        ASSERT_EQ(energy[i], energyOf(5 + i));
    }
}

TEST_F(ReaderRanges, RowsCrossChunkBorders)
{
    for (const std::size_t first : {std::size_t{0}, std::size_t{2725}, std::size_t{5450}, kSteps - 20}) {
        std::vector<double> rows(20 * kComponents);
        m_reader->readSteps("y", first, 20, rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ASSERT_EQ(rows[i], valueOf(first + i / kComponents, i % kComponents)) << first << ' ' << i;
        }
    }
    m_reader->readSteps("y", kSteps, 0, std::vector<double>{});
}

TEST_F(ReaderRanges, TimesComeInAnyRange)
{
    for (const std::size_t first : {std::size_t{0}, std::size_t{8190}, kSteps - 10}) {
        const std::vector<double> times = m_reader->readTimes(first, 10);
        ASSERT_EQ(times.size(), 10U);
        for (std::size_t i = 0; i < times.size(); ++i) {
            EXPECT_EQ(times[i], timeOf(first + i));
        }
    }
    EXPECT_TRUE(m_reader->readTimes(kSteps, 0).empty());
}

TEST_F(ReaderRanges, AnyContiguousRangeWillDo)
{
    std::array<double, kComponents> array{};
    double plain[kComponents] = {}; // NOLINT
    std::vector<double> longer(10 * kComponents);
    m_reader->readStep("y", 77, array);
    m_reader->readStep("y", 77, plain);
    m_reader->readStep("y", 77, std::span(longer).subspan(kComponents, kComponents));
    for (std::size_t i = 0; i < kComponents; ++i) {
        EXPECT_EQ(array[i], valueOf(77, i));
        EXPECT_EQ(plain[i], valueOf(77, i));
        EXPECT_EQ(longer[kComponents + i], valueOf(77, i));
    }
}

using ReaderBoxes = RunFolder;

TEST_F(ReaderBoxes, AreWhatTheWholeStepHasThere)
{
    constexpr std::array<std::size_t, 3> shape{3, 5, 7};
    std::vector<std::int64_t> row(shape[0] * shape[1] * shape[2]);
    Writer writer(m_path,
                  {.fields = {{.name = "n", .shape = {3, 5, 7}, .type = ElementType::Int64}, {.name = "e"}}});
    for (std::int64_t step = 0; step < 3; ++step) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = std::numeric_limits<std::int64_t>::max() - 1000 * step - static_cast<std::int64_t>(i);
        }
        writer.append(timeOf(static_cast<std::size_t>(step)), row, 0.5 * static_cast<double>(step));
    }
    writer.commit();
    Reader reader(m_path);
    const std::array<std::size_t, 3> start{1, 2, 3};
    const std::array<std::size_t, 3> count{2, 3, 4};
    std::vector<std::int64_t> box(24);
    reader.readBox("n", 1, start, count, box);
    for (std::size_t i = 0; i < box.size(); ++i) {
        const std::size_t at =
            ((start[0] + i / 12) * shape[1] + start[1] + i / 4 % 3) * shape[2] + start[2] + i % 4;
        EXPECT_EQ(box[i], std::numeric_limits<std::int64_t>::max() - 1000 - static_cast<std::int64_t>(at));
    }
    std::vector<double> scalar(1);
    reader.readBox("e", 2, {}, {}, scalar);
    EXPECT_EQ(scalar.front(), 1.0);
}

} // namespace

} // namespace h5pulse::test
