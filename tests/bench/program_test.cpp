// SPDX-License-Identifier: MIT
// Every suite of `./run bench`, at toy sizes: that all targets are there with figures, not what they are.
#include "bench_program.h"

#include <cmath>
#include <ostream>
#include <string>

namespace {

using Program = bench::test::BenchProgram;

TEST_F(Program, ListsItsSuites)
{
    const auto program = run({"--list"});
    EXPECT_EQ(program.status, 0);
    for (const char* name :
         {"recording", "append", "commits", "visibility", "reader", "overview", "remote", "pieces"}) {
        EXPECT_NE(("\n" + program.out).find("\n" + std::string(name) + "\t"), std::string::npos) << name;
    }
}

struct Promise
{
    const char* suite;
    std::size_t targets; ///< where nothing is missing
    const char* missing; ///< what may be skipped where it was not built; empty: nothing
    std::size_t fewer;   ///< targets less then
};

void PrintTo(const Promise& promise, std::ostream* out)
{
    *out << promise.suite;
}

class Suites : public bench::test::BenchProgram, public testing::WithParamInterface<Promise>
{
};

TEST_P(Suites, GiveAllTheirTargetsWithFigures)
{
    const Promise promise = GetParam();
    const auto program = run({promise.suite, "--quick", "--rounds", "1", "--json", "out.json", "--dir", ".",
                              "--python", H5PULSE_TEST_PYTHON});
    ASSERT_EQ(program.status, 0) << program.err;
    const auto result = json();
    ASSERT_EQ(result["suites"].size(), 1U);
    const auto& suite = result["suites"][0];
    EXPECT_EQ(suite["name"], promise.suite);
    EXPECT_EQ(suite["failure"], "");
    bool less = false;
    for (const auto& skipped : suite["skipped"]) {
        less = less || skipped["name"] == promise.missing;
        EXPECT_NE(skipped["reason"], "") << skipped;
    }
    EXPECT_TRUE(less || !suite["figures"].empty());
    EXPECT_EQ(result["targets"].size(), promise.targets - (less ? promise.fewer : 0));
    for (const auto& target : result["targets"]) {
        EXPECT_TRUE(std::isfinite(target["median"].get<double>())) << target;
        // A difference of two measurements can be negative on a busy machine.
        const bool isDifference = target["text"].get<std::string>().find(" minus ") != std::string::npos;
        EXPECT_TRUE(isDifference || target["median"].get<double>() >= 0.0) << target;
        EXPECT_LE(target["min"], target["max"]) << target;
        EXPECT_TRUE(target["met"].is_boolean()) << target;
        EXPECT_NE(program.out.find(target["text"].get<std::string>()), std::string::npos) << target;
    }
    for (const auto& figure : suite["figures"]) {
        EXPECT_FALSE(figure["values"].empty()) << figure;
        EXPECT_TRUE(std::isfinite(figure["median"].get<double>())) << figure;
    }
}

INSTANTIATE_TEST_SUITE_P(All, Suites,
                         testing::Values(Promise{"recording", 6, "", 0},
                                         Promise{"append", 4, "simulation/viewed", 1},
                                         Promise{"commits", 4, "", 0},
                                         Promise{"visibility", 2, "append to a pixel of the viewer", 1},
                                         Promise{"reader", 14, "", 0}, Promise{"overview", 10, "", 0},
                                         Promise{"remote", 10, "runs on another machine", 10},
                                         Promise{"pieces", 0, "pieces", 0}),
                         [](const auto& test) { return std::string(test.param.suite); });

TEST_F(Program, ComparesWithAnEarlierRun)
{
    const std::vector<std::string> common{"commits", "--quick", "--rounds", "1", "--dir", "."};
    auto first = common, second = common;
    first.insert(first.end(), {"--json", "out.json"});
    second.insert(second.end(), {"--compare", "out.json"});
    ASSERT_EQ(run(first).status, 0);
    const auto program = run(second);
    ASSERT_EQ(program.status, 0) << program.err;
    EXPECT_NE(program.out.find("figures compared"), std::string::npos) << program.out;
    EXPECT_EQ(program.out.find("\n0 figures compared"), std::string::npos) << program.out;
    EXPECT_EQ(run({"commits", "--quick", "--compare", "no-such.json"}).status, 2);
}

} // namespace
