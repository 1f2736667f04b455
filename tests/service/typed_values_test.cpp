// SPDX-License-Identifier: MIT
#include "frames/read_values.h"
#include "run/describe.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/service/typed_values.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace h5pulse::test {

namespace {

template <typename T>
std::vector<std::string> textsOf(const std::array<T, 4>& values)
{
    const TemporaryFolder folder;
    Writer writer(folder / "run.h5", {.fields = {{.name = "v", .shape = {4}, .type = elementTypeOf<T>()}}});
    writer.append(0.0, values);
    writer.close();
    Reader reader(folder / "run.h5");
    const RunDescriptionPtr run = describe(reader);
    constexpr std::array<std::size_t, 1> start{0};
    constexpr std::array<std::size_t, 1> count{4};
    const TypedValues read = readTypedBox(reader, *run->fields.front(), 0, start, count);
    EXPECT_EQ(read.size(), 4U);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < read.size(); ++i) {
        texts.push_back(read.text(i));
        EXPECT_EQ(readTypedComponent(reader, *run->fields.front(), i, 0, 1).text(0), texts.back());
    }
    return texts;
}

} // namespace

TEST(TypedValues, IntegersAreExactToTheirLimits)
{
    EXPECT_EQ(
        textsOf<std::int64_t>({INT64_MIN, INT64_MAX, (1LL << 53) + 1, -1}),
        (std::vector<std::string>{"-9223372036854775808", "9223372036854775807", "9007199254740993", "-1"}));
    EXPECT_EQ(textsOf<std::uint64_t>({0, UINT64_MAX, (1ULL << 63) + 1, 7}),
              (std::vector<std::string>{"0", "18446744073709551615", "9223372036854775809", "7"}));
    EXPECT_EQ(textsOf<std::int8_t>({-128, 127, 65, 0}), (std::vector<std::string>{"-128", "127", "65", "0"}));
    EXPECT_EQ(textsOf<std::uint8_t>({255, 65, 1, 0}), (std::vector<std::string>{"255", "65", "1", "0"}));
}

TEST(TypedValues, NumbersAreThoseOfTheFile)
{
    EXPECT_EQ(textsOf<float>({0.1F, 16777216.0F, 1.0F / 3.0F, -0.0F}),
              (std::vector<std::string>{"0.1", "16777216", "0.33333334", "-0"}));
    EXPECT_EQ(textsOf<double>({-NAN, INFINITY, -INFINITY, 0.1F}),
              (std::vector<std::string>{"nan", "inf", "-inf", "0.10000000149011612"}));
    EXPECT_EQ(textsOf<std::complex<double>>({{{1.5, -2.0}, {0.1, 0.2}, {NAN, 1.0}, {0.0, -0.0}}}),
              (std::vector<std::string>{"1.5-2i", "0.1+0.2i", "nan+1i", "0-0i"}));
}

} // namespace h5pulse::test
