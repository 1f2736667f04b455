// SPDX-License-Identifier: MIT
#include "bytes/little_endian.h"

#include <gtest/gtest.h>

#include <array>

namespace h5pulse::test {

namespace {

TEST(LittleEndian, StoresWhatItLoads)
{
    std::array<unsigned char, 8> bytes{};
    storeLittle(bytes.data(), 0x0102030405060708U, 8);
    EXPECT_EQ(bytes[0], 8);
    EXPECT_EQ(bytes[7], 1);
    EXPECT_EQ(loadLittle(bytes.data(), 8), 0x0102030405060708U);
    EXPECT_EQ(loadLittle(bytes.data(), 2), 0x0708U);
}

} // namespace

} // namespace h5pulse::test
