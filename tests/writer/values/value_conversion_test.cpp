// SPDX-License-Identifier: MIT
// Values of another type than the field's. The writer takes them if the conversion loses nothing, else it
// gives an error.
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"
#include "values/value_conversion.h"

#include <h5pulse/values.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace h5pulse::test {
namespace {

using enum ElementType;

class Conversion : public testing::Test
{
protected:
    template <typename Value>
    std::vector<double> stored(ElementType type, const Value& value, std::size_t size = 0)
    {
        const auto path = m_folder / ("run" + std::to_string(m_count++) + ".h5");
        FieldSpec field{.name = "y", .type = type};
        if (size > 0) {
            field.shape = {size};
        }
        Writer writer(path, {.fields = {field}});
        writer.append(0.0, value);
        writer.close();
        return RawFile(path).doubles("y");
    }

    TemporaryFolder m_folder;
    int m_count = 0;
};

TEST_F(Conversion, AnIntegerIsTakenWhereItFits)
{
    EXPECT_EQ(stored(Float64, 0), std::vector<double>{0});
    EXPECT_EQ(stored(Float32, std::size_t{1} << 40), std::vector<double>{double(std::size_t{1} << 40)});
    EXPECT_EQ(stored(Int8, -128L), std::vector<double>{-128});
    EXPECT_EQ(stored(UInt64, 7), std::vector<double>{7});
    EXPECT_EQ(stored(UInt8, true), std::vector<double>{1});
    EXPECT_THAT(refusalOf([&] { stored(Int8, 128); }),
                testing::HasSubstr("int8, which cannot hold this int32"));
    EXPECT_THAT(refusalOf([&] { stored(UInt32, -1); }), testing::HasSubstr("'y' takes elements of uint32"));
    EXPECT_THAT(refusalOf([&] { stored(Float32, 16'777'217); }), testing::HasSubstr("cannot hold"));
    EXPECT_THAT(refusalOf([&] { stored(Float64, std::numeric_limits<std::int64_t>::max()); }),
                testing::HasSubstr("cannot hold"));
}

TEST_F(Conversion, ArraysAreTakenByTheirType)
{
    EXPECT_EQ(stored(Float64, std::vector<float>{0.5F, 1.5F}, 2), (std::vector<double>{0.5, 1.5}));
    EXPECT_EQ(stored(Float64, std::vector<int>{1, -2}, 2), (std::vector<double>{1, -2}));
    EXPECT_EQ(stored(Int64, std::vector<unsigned>{1, 4'000'000'000U}, 2), (std::vector<double>{1, 4e9}));
    EXPECT_EQ(stored(Float32, std::vector<std::uint8_t>{255, 0}, 2), (std::vector<double>{255, 0}));
    for (const ElementType type : {Float32, Int32, UInt8}) {
        EXPECT_THAT(refusalOf([&] {
                        stored(type, std::vector<double>{1.0, 2.0}, 2);
                    }),
                    testing::HasSubstr("convert them first"));
    }
    EXPECT_THAT(refusalOf([&] {
                    stored(Float64, std::vector<std::int64_t>{1, 2}, 2);
                }),
                testing::HasSubstr("float64, not int64"));
    EXPECT_THAT(refusalOf([&] { stored(Float32, 0.5); }), testing::HasSubstr("float32, not float64"));
}

/// Tests all pairs of types with their extremes. An allowed conversion loses none of them, and a refused one
/// would lose one.
TEST_F(Conversion, LosesNothingOfAnyPair)
{
    for (int from = 0; from <= static_cast<int>(UInt64); ++from) {
        for (int to = 0; to <= static_cast<int>(UInt64); ++to) {
            const auto f = static_cast<ElementType>(from);
            const auto t = static_cast<ElementType>(to);
            const bool allowed = convertsWithoutLoss(f, t);
            const bool complexity = isComplex(f) && !isComplex(t);
            bool same = !complexity;
            std::visit(
                [&](auto& source, auto& target) {
                    using F = typename std::decay_t<decltype(source)>::value_type;
                    if constexpr (std::is_arithmetic_v<F>) {
                        source = {std::numeric_limits<F>::lowest(), F(1), std::numeric_limits<F>::max(),
                                  static_cast<F>(std::numeric_limits<F>::max() - 1)};
                        if (std::is_floating_point_v<F>) {
                            source.back() = F(1) / F(3);
                        }
                    } else {
                        using R = typename F::value_type;
                        source.assign(4, F(R(1) / R(3), std::numeric_limits<R>::max()));
                    }
                    if (!allowed) {
                        return; // the cast may be undefined
                    }
                    target.resize(4);
                    copyOf(f, t)(source.data(), 1, target.data(), 4);
                    for (std::size_t i = 0; i < 4; ++i) {
                        if constexpr (std::is_arithmetic_v<F>) {
                            if constexpr (std::is_arithmetic_v<std::decay_t<decltype(target[0])>>) {
                                same = same && static_cast<long double>(target[i]) ==
                                                   static_cast<long double>(source[i]);
                            } else {
                                same = same && target[i].real() == source[i] && target[i].imag() == 0;
                            }
                        } else if constexpr (!std::is_arithmetic_v<std::decay_t<decltype(target[0])>>) {
                            same = same && std::complex<double>(target[i]) == std::complex<double>(source[i]);
                        }
                    }
                },
                *std::make_unique<Values>(makeValues(f, 4)), *std::make_unique<Values>(makeValues(t, 4)));
            EXPECT_TRUE(!allowed || same) << toString(f) << " to " << toString(t);
        }
        EXPECT_TRUE(convertsWithoutLoss(static_cast<ElementType>(from), static_cast<ElementType>(from)));
    }
    EXPECT_TRUE(convertsWithoutLoss(Int32, Complex128));
    EXPECT_FALSE(convertsWithoutLoss(Int32, Float32));
    EXPECT_FALSE(convertsWithoutLoss(Int8, UInt64));
    EXPECT_FALSE(convertsWithoutLoss(UInt64, Int64));
    EXPECT_FALSE(convertsWithoutLoss(Complex64, Float64));
}

TEST(AttributeValues, AreMadeOfEveryNumberAndText)
{
    const std::size_t count = 5;
    const Attributes attributes{{"n", count},        {"i", 3},      {"x", 0.5F},
                                {"flag", true},      {"s", "text"}, {"list", std::vector<int>{1, 2}},
                                {"pair", {0.5, 1.5}}};
    EXPECT_EQ(std::get<std::int64_t>(attributes.at("n")), 5);
    EXPECT_EQ(std::get<std::int64_t>(attributes.at("i")), 3);
    EXPECT_EQ(std::get<double>(attributes.at("x")), 0.5);
    EXPECT_EQ(std::get<std::int64_t>(attributes.at("flag")), 1);
    EXPECT_EQ(std::get<std::string>(attributes.at("s")), "text");
    EXPECT_EQ(std::get<std::vector<double>>(attributes.at("list")), (std::vector<double>{1, 2}));
    EXPECT_EQ(std::get<std::vector<double>>(attributes.at("pair")), (std::vector<double>{0.5, 1.5}));
    EXPECT_THAT(refusalOf([] { return Attribute(std::numeric_limits<std::uint64_t>::max()); }),
                testing::HasSubstr("18446744073709551615"));
}

TEST(Shapes, AreMadeOfEveryInteger)
{
    const int n = 3;
    const FieldSpec field{.name = "y", .shape = {n, 4UL}};
    EXPECT_EQ(field.shape, (std::vector<std::size_t>{3, 4}));
    const std::array<std::ptrdiff_t, 2> sizes{5, 6};
    EXPECT_EQ(Shape(sizes), (std::vector<std::size_t>{5, 6}));
    EXPECT_EQ(Shape(std::vector<int>{}), std::vector<std::size_t>{});
    EXPECT_TRUE(FieldSpec{}.shape.empty());
    EXPECT_THAT(refusalOf([] { Shape(2, -3); }), testing::HasSubstr("the size -3"));
}

} // namespace
} // namespace h5pulse::test
