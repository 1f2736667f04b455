// SPDX-License-Identifier: MIT
// Figures that were saved come back, and a slowdown that was planted among them is found.
#include <report/compare.h>
#include <report/json.h>

#include <temporary_folder.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace {

using bench::Better;
using bench::Change;

bench::Report report(double factor)
{
    bench::Report report;
    bench::SuiteReport& suite = report.suites.emplace_back("recording");
    suite.add({"steady", "s", {1.0, 1.1, 0.9}});
    suite.add({"slower", "s", {1.0 * factor, 1.1 * factor, 0.9 * factor}});
    suite.add({"rate", "B/s", {10.0 * factor, 11.0 * factor}, Better::More});
    suite.add({"size", "B", {1000.0 + factor}});
    suite.add({"fact", "", {3.0 * factor}, Better::Neither});
    suite.target("promise", "x", {2.0 * factor}, bench::atMost(2.5));
    return report;
}

TEST(BenchCompare, FindsAPlantedSlowdown)
{
    const h5pulse::test::TemporaryFolder folder;
    bench::saveJson(folder / "old.json", report(1.0));
    const auto changes = bench::compare(bench::loadJson(folder / "old.json"), report(1.5).suites);
    ASSERT_EQ(changes.size(), 5U) << "figures that cannot get better are not compared";
    EXPECT_EQ(changes[0].verdict, Change::Verdict::Same);
    EXPECT_EQ(changes[1].name, "slower");
    EXPECT_EQ(changes[1].verdict, Change::Verdict::Worse);
    EXPECT_DOUBLE_EQ(changes[1].ratio(), 1.5);
    EXPECT_EQ(changes[2].verdict, Change::Verdict::Better);
    EXPECT_EQ(changes[3].verdict, Change::Verdict::Same) << "too little to matter";
    EXPECT_EQ(changes[4].verdict, Change::Verdict::Worse) << "a target";
    std::ostringstream text;
    bench::printChanges(text, changes);
    EXPECT_THAT(text.str(), testing::HasSubstr("WORSE"));
    EXPECT_THAT(text.str(), testing::HasSubstr("5 figures compared: 2 worse and 1 better"));
}

TEST(BenchCompare, LeavesOutWhatOneOfTheTwoLacks)
{
    const h5pulse::test::TemporaryFolder folder;
    bench::saveJson(folder / "old.json", report(1.0));
    bench::SuiteReport other("append");
    other.add({"steady", "s", {1.0}});
    EXPECT_TRUE(bench::compare(bench::loadJson(folder / "old.json"), {other}).empty());
}

TEST(BenchCompare, RefusesOtherFiles)
{
    const h5pulse::test::TemporaryFolder folder;
    EXPECT_THROW(bench::loadJson(folder / "none.json"), std::runtime_error);
    for (const char* text : {"", "[]", "{\"benchmark\": \"other\", \"format\": 1}"}) {
        std::ofstream(folder / "other.json") << text;
        EXPECT_THROW(bench::loadJson(folder / "other.json"), std::runtime_error) << text;
    }
}

TEST(BenchTargets, AreMetByTheMedian)
{
    bench::SuiteReport suite("s");
    suite.target("low", "x", {1.0, 2.0, 9.0}, bench::atMost(2.0));
    suite.target("high", "x", {1.0, 2.0, 9.0}, bench::atLeast(2.5));
    suite.target("not measured", "x", {}, bench::atLeast(2.5));
    ASSERT_EQ(suite.targets().size(), 2U);
    EXPECT_TRUE(suite.targets()[0].met());
    EXPECT_FALSE(suite.targets()[1].met());
}

} // namespace
