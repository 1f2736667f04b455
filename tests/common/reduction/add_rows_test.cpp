// SPDX-License-Identifier: MIT
#include "reduction/add_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace h5pulse::test {

namespace {

struct Shape
{
    std::size_t rows;
    std::size_t rowStride;
    std::size_t columns;
    std::size_t columnStride;
};

// A single row, narrow and wide rows with and without gaps, parts of complex numbers, and several tiles.
const std::vector<Shape> kShapes{{1, 1, 1, 1},        {1, 700, 600, 1}, {7, 1, 1, 1},      {64, 1, 1, 1},
                                 {70'000, 1, 1, 1},   {4'001, 3, 3, 1}, {4'001, 32, 3, 1}, {5'003, 2, 1, 2},
                                 {66, 1'400, 700, 2}, {9, 600, 600, 1}, {129, 16, 16, 1},  {0, 4, 4, 1}};

template <typename T>
class AddRows : public testing::Test
{
protected:
    static std::vector<T> numbers(const Shape& shape)
    {
        std::mt19937_64 random(shape.rows * 1'000 + shape.columns);
        std::vector<T> values((shape.rows + 1) * shape.rowStride);
        for (T& value : values) {
            value = static_cast<T>(static_cast<std::int64_t>(random() % 251) - 125);
        }
        return values;
    }

    static void check(const Shape& shape, const std::vector<T>& values)
    {
        SCOPED_TRACE(std::to_string(shape.rows) + " rows of " + std::to_string(shape.columns));
        const ValueSummary before{
            .minimum = 3.0, .maximum = 4.0, .scaledSum = 7.0 * kSumScale, .nonFinite = 1};
        std::vector<ValueSummary> summaries(shape.columns, before);
        addRows({.type = elementTypeOf<T>(),
                 .first = reinterpret_cast<const std::byte*>(values.data()),
                 .rows = shape.rows,
                 .rowStride = shape.rowStride,
                 .columns = shape.columns,
                 .columnStride = shape.columnStride},
                summaries.data());
        for (std::size_t column = 0; column < shape.columns; ++column) {
            ValueSummary expected = before;
            long double sum = 7.0L;
            long double magnitude = 7.0L;
            for (std::size_t row = 0; row < shape.rows; ++row) {
                const auto value =
                    static_cast<double>(values[row * shape.rowStride + column * shape.columnStride]);
                if (std::isfinite(value)) {
                    expected.minimum = std::min(expected.minimum, value);
                    expected.maximum = std::max(expected.maximum, value);
                    sum += value;
                    magnitude += std::abs(value);
                } else {
                    ++expected.nonFinite;
                }
            }
            const ValueSummary& found = summaries[column];
            ASSERT_EQ(found.minimum, expected.minimum) << "column " << column;
            ASSERT_EQ(found.maximum, expected.maximum) << "column " << column;
            ASSERT_EQ(found.nonFinite, expected.nonFinite) << "column " << column;
            ASSERT_NEAR(found.scaledSum, static_cast<double>(sum * kSumScale),
                        static_cast<double>(magnitude * kSumScale) * 1e-12)
                << "column " << column;
        }
    }
};

using Numbers = testing::Types<float, double, std::int8_t, std::int16_t, std::int32_t, std::int64_t,
                               std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>;
TYPED_TEST_SUITE(AddRows, Numbers);

} // namespace

TYPED_TEST(AddRows, findsExtremesAndSums)
{
    for (const Shape& shape : kShapes) {
        this->check(shape, this->numbers(shape));
    }
}

TYPED_TEST(AddRows, addsTheLargestNumbers)
{
    using Limits = std::numeric_limits<TypeParam>;
    for (const Shape& shape : kShapes) {
        this->check(shape, std::vector<TypeParam>((shape.rows + 1) * shape.rowStride, Limits::max()));
        this->check(shape, std::vector<TypeParam>((shape.rows + 1) * shape.rowStride, Limits::lowest()));
    }
}

TYPED_TEST(AddRows, countsWhatIsNotFinite)
{
    if constexpr (std::is_floating_point_v<TypeParam>) {
        using Limits = std::numeric_limits<TypeParam>;
        for (const Shape& shape : kShapes) {
            for (const std::size_t every : {1, 3, 50, 1'000}) {
                auto values = this->numbers(shape);
                for (std::size_t i = 0; i < values.size(); i += every) {
                    values[i] = i % 2 == 0   ? Limits::quiet_NaN()
                                : i % 3 == 0 ? Limits::infinity()
                                             : -Limits::infinity();
                }
                this->check(shape, values);
            }
        }
    }
}

} // namespace h5pulse::test
