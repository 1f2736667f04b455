// SPDX-License-Identifier: MIT
// The checks of messages by themselves: what HDF5 writes passes, and no beginning of it does.
#include "h5/handle.h"
#include "h5/validation/datatype_check.h"
#include "h5/validation/message_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace h5pulse::test {

namespace {

namespace validation = h5::validation;

/// A datatype as HDF5 writes it; the first two bytes of H5Tencode are not the message's.
std::vector<unsigned char> encoded(hid_t type)
{
    std::size_t size = 0;
    H5Tencode(type, nullptr, &size);
    std::vector<unsigned char> bytes(size);
    H5Tencode(type, bytes.data(), &size);
    bytes.erase(bytes.begin(), bytes.begin() + 2);
    return bytes;
}

std::string refusalOf(const std::vector<unsigned char>& bytes)
{
    try {
        validation::Bytes message(bytes);
        validation::checkDatatype(message, {});
        return {};
    } catch (const validation::Refused& refused) {
        return refused.reason;
    }
}

std::vector<h5::Handle> someTypes()
{
    std::vector<h5::Handle> types;
    const auto add = [&](hid_t id) { types.emplace_back(id, H5Tclose); };
    for (const hid_t id : {H5T_STD_I8LE, H5T_STD_U64BE, H5T_IEEE_F32LE, H5T_IEEE_F64BE, H5T_NATIVE_LDOUBLE,
                           H5T_C_S1, H5T_STD_B32LE, H5T_STD_REF_OBJ, H5T_STD_REF_DSETREG}) {
        add(H5Tcopy(id));
    }
    add(H5Tenum_create(H5T_STD_I16LE));
    const std::int16_t value = 1;
    H5Tenum_insert(types.back().get(), "one", &value);
    add(H5Tvlen_create(H5T_IEEE_F64LE));
    const hsize_t shape[]{2, 3};
    add(H5Tarray_create2(H5T_STD_I32LE, 2, shape));
    const hid_t array = types.back().get();
    add(H5Tcreate(H5T_COMPOUND, 40));
    H5Tinsert(types.back().get(), "a", 0, H5T_IEEE_F64LE);
    H5Tinsert(types.back().get(), "b", 10, array);
    add(H5Tcreate(H5T_OPAQUE, 5));
    H5Tset_tag(types.back().get(), "a tag");
    return types;
}

TEST(MetadataValidator, TakesEveryTypeThatHdf5Writes)
{
    for (const h5::Handle& type : someTypes()) {
        EXPECT_EQ(refusalOf(encoded(type.get())), "") << H5Tget_class(type.get());
    }
}

TEST(MetadataValidator, RefusesEveryTypeThatEndsTooEarly)
{
    for (const h5::Handle& type : someTypes()) {
        std::vector<unsigned char> bytes = encoded(type.get());
        while (!bytes.empty()) {
            bytes.pop_back();
            const bool padded = H5Tget_class(type.get()) == H5T_STRING && bytes.size() >= 8;
            EXPECT_TRUE(padded || !refusalOf(bytes).empty())
                << H5Tget_class(type.get()) << ", " << bytes.size();
        }
    }
}

TEST(MetadataValidator, RefusesTypesWithoutEnd)
{
    std::vector<unsigned char> bytes;
    for (int i = 0; i < 1000; ++i) { // variable length of variable length of ...
        bytes.insert(bytes.end(), {0x19, 0, 0, 0, 16, 0, 0, 0});
    }
    EXPECT_THAT(refusalOf(bytes), ::testing::HasSubstr("too many levels"));
}

TEST(MetadataValidator, RefusesMembersOverEachOther)
{
    const h5::Handle type(H5Tcreate(H5T_COMPOUND, 16), H5Tclose);
    H5Tinsert(type.get(), "a", 0, H5T_STD_I32LE);
    H5Tinsert(type.get(), "b", 8, H5T_STD_I32LE);
    std::vector<unsigned char> bytes = encoded(type.get());
    const auto second = std::find(bytes.begin(), bytes.end(), 'b');
    ASSERT_NE(second, bytes.end());
    ASSERT_EQ(*std::find(second, bytes.end(), 8), 8);
    *std::find(second, bytes.end(), 8) = 2;
    EXPECT_THAT(refusalOf(bytes), ::testing::HasSubstr("over each other"));
}

} // namespace

} // namespace h5pulse::test
