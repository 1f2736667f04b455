// SPDX-License-Identifier: MIT
#include "h5/types.h"

#include <h5pulse/element_type.h>
#include <h5pulse/values.h>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace h5pulse::test {

namespace {

/// The name of the C++ type in NumPy and h5py.
template <typename T>
std::string numpyName()
{
    const std::string bits = std::to_string(8 * sizeof(T));
    if (kIsComplex<T>) {
        return "complex" + bits;
    }
    return (std::is_floating_point_v<T> ? "float" : std::is_signed_v<T> ? "int" : "uint") + bits;
}

} // namespace

TEST(ElementType, visitsTheTypeOfEachElement)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < kElementTypeCount; ++i) {
        const auto type = static_cast<ElementType>(i);
        const bool visited = visitElementType(type, [&]<typename T>(std::type_identity<T>) {
            EXPECT_EQ(elementTypeOf<T>(), type);
            EXPECT_EQ(sizeOf(type), sizeof(T));
            EXPECT_EQ(toString(type), numpyName<T>());
            EXPECT_EQ(isComplex(type), kIsComplex<T>);
            EXPECT_EQ(partsOf(type) * sizeof(RealOf<T>), sizeof(T));
            EXPECT_EQ(isInteger(type), std::is_integral_v<T>);
            EXPECT_TRUE(std::holds_alternative<std::vector<T>>(makeValues(type, 3)));
            return true;
        });
        EXPECT_TRUE(visited);
        names.emplace(toString(type));
    }
    EXPECT_EQ(names.size(), kElementTypeCount);
    EXPECT_EQ(std::variant_size_v<Values>, kElementTypeCount);
}

TEST(ElementType, hasTypesOfHdf5ForEachElement)
{
    for (std::size_t i = 0; i < kElementTypeCount; ++i) {
        const auto type = static_cast<ElementType>(i);
        for (const auto& make : {h5::memoryType, h5::fileType}) {
            const h5::Handle handle = make(type);
            ASSERT_TRUE(handle) << toString(type);
            EXPECT_EQ(H5Tget_size(handle.get()), sizeOf(type)) << toString(type);
            EXPECT_EQ(h5::elementTypeOf(handle.get()), type) << toString(type);
        }
    }
}

TEST(ElementType, takesIntegersBySizeAndSign)
{
    EXPECT_EQ(elementTypeOf<long>(), sizeof(long) == 8 ? ElementType::Int64 : ElementType::Int32);
    EXPECT_EQ(elementTypeOf<unsigned long long>(), ElementType::UInt64);
    EXPECT_EQ(elementTypeOf<signed char>(), ElementType::Int8);
    EXPECT_FALSE(Element<bool>);
    EXPECT_FALSE(Element<long double>);
    EXPECT_FALSE(Element<std::complex<long double>>);
}

} // namespace h5pulse::test
