// SPDX-License-Identifier: MIT
#include "bytes/lookup3.h"

#include <gtest/gtest.h>

#include <string_view>

namespace h5pulse::test {

namespace {

std::uint32_t hashOf(std::string_view text, std::uint32_t seed = 0)
{
    return lookup3(reinterpret_cast<const unsigned char*>(text.data()), text.size(), seed);
}

TEST(Lookup3, GivesTheValuesOfItsAuthor)
{
    // Expected values are from driver5() in Bob Jenkins' lookup3.c, which calls hashlittle().
    EXPECT_EQ(hashOf(""), 0xDEADBEEFU);
    EXPECT_EQ(hashOf("", 0xDEADBEEFU), 0xBD5B7DDEU);
    EXPECT_EQ(hashOf("Four score and seven years ago"), 0x17770551U);
    EXPECT_EQ(hashOf("Four score and seven years ago", 1), 0xCD628161U);
}

} // namespace

} // namespace h5pulse::test
