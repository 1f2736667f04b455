// SPDX-License-Identifier: MIT
#include "cli_test.h"
#include "selection.h"

#include <sstream>

namespace h5pulse::cli {

namespace {

using testing::ElementsAre;

TEST(Selection, SlicesLikePython)
{
    // Python gives the expected content of each slice of each length.
    const test::ProcessResult oracle = test::run({H5PULSE_TEST_PYTHON, "-c", R"(
ends = [''] + list(range(-7, 8)) + [10**12, -10**12]
for n in range(6):
    for a in ends:
        for b in ends:
            part = range(n)[slice(*(None if e == '' else e for e in (a, b)))]
            print(n, f'{a}:{b}', len(part), part[0] if part else -1)
)"});
    ASSERT_EQ(oracle.status, 0) << oracle.err;
    std::istringstream lines(oracle.out);
    std::size_t steps = 0, count = 0, checked = 0;
    long first = 0;
    for (std::string slice; lines >> steps >> slice >> count >> first; ++checked) {
        const StepRange range = resolve(parseSlice(slice), steps);
        EXPECT_EQ(range.count(), count) << slice << " of " << steps;
        if (count > 0) {
            EXPECT_EQ(range.first, static_cast<std::size_t>(first)) << slice << " of " << steps;
        }
    }
    EXPECT_EQ(checked, 6U * 18 * 18);
}

TEST(Selection, RefusesWhatIsNoSlice)
{
    for (const char* text : {"", "5", "a:b", "1:2:3", "1.5:2", "1: 2", ":x", "99999999999999999999:"}) {
        EXPECT_THROW(parseSlice(text), UsageError) << text;
    }
}

TEST(Selection, ResolvesOneStep)
{
    EXPECT_EQ(resolve(parseStep("0"), 5).first, 0U);
    EXPECT_EQ(resolve(parseStep("4"), 5).first, 4U);
    EXPECT_EQ(resolve(parseStep("-1"), 5).first, 4U);
    EXPECT_EQ(resolve(parseStep("-5"), 5).first, 0U);
    EXPECT_EQ(resolve(parseStep("last"), 5).first, 4U);
    EXPECT_EQ(resolve(parseStep("last"), 5).count(), 1U);
    for (const char* text : {"5", "-6", "9223372036854775807", "-9223372036854775808"}) {
        EXPECT_THROW(resolve(parseStep(text), 5), std::out_of_range) << text;
    }
    EXPECT_THROW(resolve(parseStep("last"), 0), std::out_of_range);
    for (const char* text : {"", "first", "1.0", "1:", " 1", "0x1", "9223372036854775808"}) {
        EXPECT_THROW(parseStep(text), UsageError) << text;
    }
}

TEST(Selection, NumbersComponentsRowMajor)
{
    const FieldInfo volume{.name = "v", .shape = {2, 3, 4}};
    EXPECT_EQ(resolveComponent(parseComponent("1,2,3"), volume), 23U);
    EXPECT_EQ(resolveComponent(parseComponent("0,1,0"), volume), 4U);
    EXPECT_EQ(resolveComponent(parseComponent("23"), volume), 23U);
    for (const char* text : {"24", "2,0,0", "0,3,0", "0,0,4", "0,0", "0,0,0,0"}) {
        EXPECT_THROW(resolveComponent(parseComponent(text), volume), std::out_of_range) << text;
    }
    for (const char* text : {"", "-1", "1,", ",1", "a", "1;2"}) {
        EXPECT_THROW(parseComponent(text), UsageError) << text;
    }
}

TEST(Selection, NamesComponentsByTheirIndices)
{
    const FieldInfo volume{.name = "v", .shape = {2, 3, 4}};
    EXPECT_EQ(componentName(volume, 23), "v[1,2,3]");
    EXPECT_EQ(componentName(volume, 4), "v[0,1,0]");
    EXPECT_EQ(componentName({.name = "u", .shape = {12}}, 10), "u[10]");
    EXPECT_EQ(componentName({.name = "e"}, 0), "e");
}

} // namespace

} // namespace h5pulse::cli
