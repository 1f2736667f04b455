// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format.h"

#include <gtest/gtest.h>

#include <QStringList>

#include <cmath>

namespace h5pulse::viewer {

TEST(Format, Durations)
{
    EXPECT_EQ(formatDuration(0.23), "0.2 s");
    EXPECT_EQ(formatDuration(12.4), "12 s");
    EXPECT_EQ(formatDuration(185.0), "3:05 min");
    EXPECT_EQ(formatDuration(7800.0), "2:10 h");
    EXPECT_EQ(formatDuration(86400.0 * 5), "5 d");
    EXPECT_EQ(formatDuration(NAN), QString::fromUtf8("–"));
    EXPECT_EQ(formatDuration(3599.6), "1:00 h");
}

TEST(Format, CountsAndRates)
{
    EXPECT_EQ(formatCount(1234567), "1,234,567");
    EXPECT_EQ(formatCount(18'446'744'073'709'551'615U), "18,446,744,073,709,551,615");
    EXPECT_EQ(formatRate(0.25), "0.25");
    EXPECT_EQ(formatRate(12.34), "12.3");
    EXPECT_EQ(formatRate(12'345.6), "12,346");
    EXPECT_EQ(formatRate(NAN), QString::fromUtf8("–"));
}

TEST(Format, Bytes)
{
    EXPECT_EQ(formatBytes(0), "0 bytes");
    EXPECT_EQ(formatBytes(1023), "1,023 bytes");
    EXPECT_EQ(formatBytes(1536), "1.5 KiB");
    EXPECT_EQ(formatBytes(std::uint64_t{5} << 40U), "5.0 TiB");
}

TEST(Format, Names)
{
    EXPECT_EQ(formatNames({"u", "energy"}), "'u', 'energy'");
}

} // namespace h5pulse::viewer
