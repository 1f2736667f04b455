// SPDX-License-Identifier: MIT
#include "format.h"

#include "process.h"
#include "values.h"

#include <h5pulse/shell_word.h>

#include <gtest/gtest.h>
#include <limits>

namespace h5pulse::cli {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Format, EscapesWhatATerminalWouldObey)
{
    EXPECT_EQ(escaped("plain, \u00e4\u20ac\U0001f600 \"q\" \\mu"),
              "plain, \u00e4\u20ac\U0001f600 \"q\" \\mu");
    EXPECT_EQ(escaped("\x1b[31m\n\t\r\x07\x7f"), "\\x1b[31m\\n\\t\\r\\x07\\x7f");
    EXPECT_EQ(escaped(std::string_view("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(escaped("\u009b\u202e\u2066\u2028"), "\\u009b\\u202e\\u2066\\u2028");
    // Not UTF-8: a lone continuation, a cut sequence, an overlong one, a surrogate, beyond the last code
    // point.
    EXPECT_EQ(escaped("\x80|\xe2\x82|\xc0\xaf|\xed\xa0\x80|\xf4\x90\x80\x80"),
              "\\x80|\\xe2\\x82|\\xc0\\xaf|\\xed\\xa0\\x80|\\xf4\\x90\\x80\\x80");
}

TEST(Format, ShortensLongText)
{
    EXPECT_EQ(shortened("abcdef", 6), "abcdef");
    EXPECT_EQ(shortened("abcdefg", 6), "abc...");
    EXPECT_EQ(shortened("\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc", 6), "\u00e4\u00f6\u00fc...");
    EXPECT_EQ(width(shortened(std::string(1'000'000, 'x'), 60)), 60U);
}

TEST(Format, SizesForPeople)
{
    EXPECT_EQ(humanBytes(0), "0 B");
    EXPECT_EQ(humanBytes(1023), "1023 B");
    EXPECT_EQ(humanBytes(1024), "1.0 KiB");
    EXPECT_EQ(humanBytes(1024 * 1024 - 1), "1.0 MiB");
    EXPECT_EQ(humanBytes(1536), "1.5 KiB");
    EXPECT_EQ(humanBytes(std::uintmax_t{5} << 40), "5.0 TiB");
    EXPECT_EQ(humanBytes(~std::uintmax_t{0}), "16.0 EiB");
}

TEST(Format, DurationsForPeople)
{
    EXPECT_EQ(humanDuration(0.25), "0.25 s");
    EXPECT_EQ(humanDuration(9.994), "9.99 s");
    EXPECT_EQ(humanDuration(9.996), "10 s");
    EXPECT_EQ(humanDuration(59.4), "59 s");
    EXPECT_EQ(humanDuration(59.6), "1 min 0 s");
    EXPECT_EQ(humanDuration(200), "3 min 20 s");
    EXPECT_EQ(humanDuration(7500), "2 h 5 min");
    EXPECT_EQ(humanDuration(86400 * 3 + 4 * 3600), "3 d 4 h");
    EXPECT_EQ(humanDuration(1e300), humanDuration(9e15));
    EXPECT_EQ(humanDuration(kNan), "unknown time");
    EXPECT_EQ(humanAge(3), "3.00 s ago");
    EXPECT_EQ(humanAge(-0.5), "0.00 s ago");
    EXPECT_EQ(humanAge(-60), "unknown: the clocks of writer and reader differ");
}

TEST(Format, QuotesForTheShell)
{
    // The shell prints the word that it reads.
    for (const std::string path :
         {"run.h5", "my run.h5", "it's", "$HOME;ls", "a*", "-x.h5", "new\nline", "/tmp/a~b"}) {
        const test::ProcessResult result = test::run(
            {"sh", "-c", "show() { [ \"$1\" = -- ] && shift; printf %s \"$1\"; }; show " + shellWord(path)});
        EXPECT_EQ(result.out, path);
    }
}

TEST(Format, AlignsColumns)
{
    EXPECT_EQ(alignedTable({{"a", "long", "x"}, {"\u00e4\u00e4", "b", ""}, {"c"}}),
              "  a   long  x\n  \u00e4\u00e4  b\n  c\n");
}

std::string exact(const Values& values, std::size_t index = 0)
{
    std::string text;
    appendExact(text, values, index, ',');
    return text;
}

TEST(Values, AreWrittenExactlyInTheirOwnType)
{
    EXPECT_EQ(exact(std::vector<double>{0.1F}), "0.10000000149011612");
    EXPECT_EQ(exact(std::vector<std::complex<float>>{{0.1F, -2}}), "0.1,-2");
    EXPECT_EQ(compactValue(std::vector<std::complex<double>>{{0.5, -0.25}}, 0), "0.5-0.25i");
    EXPECT_EQ(compactValue(std::vector<std::complex<double>>{{0.5, kNan}}, 0), "0.5+nani");
    EXPECT_EQ(compactValue(std::vector<double>{1.0 / 3}, 0), "0.3333333333");
    EXPECT_EQ(compactValue(std::vector<float>{0.1F}, 0), "0.1");
}

TEST(Values, AreSummarizedWithoutTheNonFinite)
{
    const Summary some = summarize(std::vector<double>{kNan, 3, -1, kInfinity, 4});
    EXPECT_EQ(some.minimum, "-1");
    EXPECT_EQ(some.maximum, "4");
    EXPECT_EQ(some.mean, "2");
    EXPECT_EQ(some.notFinite, 2U);

    const Summary none = summarize(std::vector<float>{-std::numeric_limits<float>::infinity()});
    EXPECT_EQ(none.minimum + none.maximum + none.mean, "nannannan");
    EXPECT_EQ(none.notFinite, 1U);

    const Summary huge = summarize(std::vector<double>{1e308, 1.5e308});
    EXPECT_EQ(huge.mean, "1.25e+308");

    const Summary integers =
        summarize(std::vector<std::int64_t>{9223372036854775807, -9223372036854775807 - 1});
    EXPECT_EQ(integers.minimum, "-9223372036854775808");
    EXPECT_EQ(integers.maximum, "9223372036854775807");
    EXPECT_EQ(integers.mean, "-0.5");

    const Summary complex = summarize(std::vector<std::complex<double>>{{3, 4}, {0, -1}, {kNan, 0}});
    EXPECT_EQ(complex.minimum, "1");
    EXPECT_EQ(complex.maximum, "5");
    EXPECT_EQ(complex.mean, "3");
    EXPECT_EQ(complex.notFinite, 1U);
}

} // namespace

} // namespace h5pulse::cli
