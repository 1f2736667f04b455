// SPDX-License-Identifier: MIT
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/values.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <limits>

namespace h5pulse::test {

namespace {

template <typename T>
std::string exact(T value)
{
    std::string text = "= ";
    appendExact(text, value);
    return text.substr(2);
}

/// Writes numbers of a type, and reads them back in the type of the file and as text.
template <typename T>
std::vector<std::string> readBack(const std::vector<T>& written)
{
    const TemporaryFolder folder;
    Writer writer(folder / "run.h5",
                  {.fields = {{.name = "v", .shape = {written.size()}, .type = elementTypeOf<T>()}}});
    writer.append(0.0, written);
    writer.close();
    Reader reader(folder / "run.h5");
    const FieldInfo& field = reader.field("v");
    Values values = makeValues(field.type, field.components());
    std::visit([&](auto& elements) { reader.readStep("v", 0, elements); }, values);
    EXPECT_TRUE(std::holds_alternative<std::vector<T>>(values)) << toString(field.type);
    const auto* read = std::get_if<std::vector<T>>(&values);
    std::vector<std::string> texts;
    for (const T& value : read ? *read : std::vector<T>()) {
        if constexpr (isComplex(elementTypeOf<T>())) {
            texts.push_back(exact(value.real()) + " " + exact(value.imag()));
        } else {
            texts.push_back(exact(value));
        }
    }
    return texts;
}

} // namespace

using Texts = std::vector<std::string>;

TEST(Values, IntegersAreExactToTheirLimits)
{
    EXPECT_EQ(readBack<std::int64_t>({INT64_MIN, INT64_MAX, (1LL << 53) + 1}),
              (Texts{"-9223372036854775808", "9223372036854775807", "9007199254740993"}));
    EXPECT_EQ(readBack<std::uint64_t>({0, UINT64_MAX}), (Texts{"0", "18446744073709551615"}));
    EXPECT_EQ(readBack<std::int32_t>({INT32_MIN, INT32_MAX}), (Texts{"-2147483648", "2147483647"}));
    EXPECT_EQ(readBack<std::uint32_t>({UINT32_MAX}), (Texts{"4294967295"}));
    EXPECT_EQ(readBack<std::int16_t>({INT16_MIN}), (Texts{"-32768"}));
    EXPECT_EQ(readBack<std::uint16_t>({UINT16_MAX}), (Texts{"65535"}));
    EXPECT_EQ(readBack<std::int8_t>({-128, 65}), (Texts{"-128", "65"}));
    EXPECT_EQ(readBack<std::uint8_t>({255, 65}), (Texts{"255", "65"}));
}

TEST(Values, NumbersHaveTheDigitsThatTellThemApart)
{
    EXPECT_EQ(
        readBack<double>({0.1, std::nextafter(0.1, 1.0), 5e-324, -1.7976931348623157e308, 0.1F}),
        (Texts{"0.1", "0.10000000000000002", "5e-324", "-1.7976931348623157e+308", "0.10000000149011612"}));
    EXPECT_EQ(readBack<float>({0.1F, 16777216.0F, 1.0F / 3.0F, -0.0F}),
              (Texts{"0.1", "16777216", "0.33333334", "-0"}));
    EXPECT_EQ(readBack<std::complex<double>>({{0.1, -2.5}}), (Texts{"0.1 -2.5"}));
    EXPECT_EQ(readBack<std::complex<float>>({{0.1F, 3.0F}}), (Texts{"0.1 3"}));
}

TEST(Values, WhatIsNotFiniteHasAName)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(readBack<double>({nan, -nan, infinity, -infinity}), (Texts{"nan", "nan", "inf", "-inf"}));
    EXPECT_EQ(exact(-std::numeric_limits<float>::quiet_NaN()), "nan");
}

} // namespace h5pulse::test
