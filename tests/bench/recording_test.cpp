// SPDX-License-Identifier: MIT
// Recording as `./run bench` measures it, at a size that takes no time.
#include "bench_program.h"

#include <contestants/contestant.h>

#include <filesystem>
#include <set>

namespace {

namespace fs = std::filesystem;

using Recording = bench::test::BenchProgram;

TEST_F(Recording, MeasuresEverybody)
{
    const auto program =
        run({"--steps", "1050", "--components", "5", "--batch", "100", "--rounds", "2", "--json", "out.json",
             "--commit", "abc", "--dir", ".", "--python", H5PULSE_TEST_PYTHON});
    ASSERT_EQ(program.status, 0) << program.err;
    const auto suite = json()["suites"][0];
    EXPECT_EQ(suite["name"], "recording");
    const auto figures = figuresOf(suite);
    std::set<std::string> names;
    for (const auto& each : suite["skipped"]) {
        names.insert(each["name"]);
        EXPECT_NE(each["reason"], "");
    }
    for (const auto& name : bench::contestantNames()) {
        if (!names.insert(name).second) {
            continue;
        }
        SCOPED_TRACE(name);
        const std::string prefix = "1050x5/" + name + "/";
        for (const char* what : {"wall", "x write", "step p50", "step p99.9", "step p99.99", "step max"}) {
            ASSERT_EQ(figures.count(prefix + what), 1U) << what;
            ASSERT_EQ(figures.at(prefix + what).size(), 2U) << what;
            EXPECT_GT(figures.at(prefix + what)[0], 0.0) << what;
        }
        if (name != "memcpy") {
            EXPECT_GE(figures.at(prefix + "file")[0], 8.0 * 6 * 1050);
            EXPECT_GE(figures.at(prefix + "bytes given to write")[0], 8.0 * 6 * 1050);
            const double commits = figures.at(prefix + "commits")[0];
            EXPECT_TRUE(name.starts_with("h5pulse") ? commits >= 1.0 : commits == 11.0) << commits;
        }
        EXPECT_NE(program.out.find(name), std::string::npos);
    }
    EXPECT_EQ(json()["commit"], "abc");
    EXPECT_NE(json()["machine"]["filesystem"], "");
    EXPECT_NE(json()["machine"]["hdf5"], "");
    EXPECT_EQ(json()["targets"].size(), 4U);
}

TEST_F(Recording, LeavesNoFiles)
{
    EXPECT_EQ(
        run({"--steps", "100", "--batch", "10", "--rounds", "1", "--only", "write", "--dir", "."}).status, 0);
    EXPECT_TRUE(fs::is_empty(folder()));
}

TEST_F(Recording, RunsOnlyWhatIsAskedFor)
{
    const auto program = run(
        {"--steps", "100", "--batch", "10", "--rounds", "1", "--only", "hdf5-swmr", "--json", "out.json"});
    ASSERT_EQ(program.status, 0) << program.err;
    for (const auto& [name, values] : figuresOf(json()["suites"][0])) {
        EXPECT_TRUE(name.starts_with("100x100/hdf5-swmr/")) << name;
        EXPECT_EQ(name.find("x write"), std::string::npos) << "there is nothing to compare with";
    }
    EXPECT_EQ(json()["targets"].size(), 0U);
}

TEST_F(Recording, SaysWhatIsWrong)
{
    EXPECT_EQ(run({"--only", "nobody"}).status, 2);
    EXPECT_EQ(run({"--steps", "0"}).status, 2);
    EXPECT_EQ(run({"--dir", "no/such/folder"}).status, 2);
    EXPECT_EQ(run({"no-suite"}).status, 2);
    EXPECT_EQ(run({"--help"}).status, 0);
    const auto program =
        run({"--steps", "10", "--rounds", "1", "--only", "memcpy", "--json", "no/such/out.json"});
    EXPECT_EQ(program.status, 1);
    EXPECT_NE(program.err.find("out.json"), std::string::npos) << program.err;
    EXPECT_EQ(run({"--steps", "10", "--components", "3", "--fields", "2", "--only", "memcpy"}).status, 1);
}

} // namespace
