// SPDX-License-Identifier: MIT
// The benchmark as `./run bench` starts it, at a size that takes no time.
#include <contestant.h>

#include <process.h>
#include <temporary_folder.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using h5pulse::test::ProcessResult;

class Recording : public testing::Test
{
protected:
    /// Runs the benchmark in a folder of the test's own.
    ProcessResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"env", "-C", m_folder.path().string(), RECORDING_PROGRAM});
        return h5pulse::test::run(arguments, std::chrono::minutes(2));
    }

    nlohmann::json json() const { return nlohmann::json::parse(std::ifstream(m_folder / "out.json")); }

    const h5pulse::test::TemporaryFolder m_folder;
};

TEST_F(Recording, MeasuresEverybody)
{
    const auto program =
        run({"--steps", "1050", "--components", "5", "--batch", "100", "--rounds", "2", "--json", "out.json",
             "--commit", "abc", "--dir", ".", "--python", H5PULSE_PYTHON});
    ASSERT_EQ(program.status, 0) << program.err;
    const auto result = json();
    std::set<std::string> names;
    for (const auto& each : result["contestants"]) {
        names.insert(each["name"]);
        SCOPED_TRACE(each["name"]);
        for (const char* key : {"wall_seconds", "step_p50", "step_p99_9", "step_p99_99", "step_max"}) {
            ASSERT_EQ(each["rounds"][key].size(), 2U) << key;
            EXPECT_GT(each["rounds"][key][0].get<double>(), 0.0) << key;
        }
        EXPECT_GT(each["megabytes_per_second"].get<double>(), 0.0);
        EXPECT_GT(each["ratio_to_write"]["median"].get<double>(), 0.0);
        if (each["name"] != "memcpy") {
            EXPECT_GE(each["rounds"]["commits"][0].get<double>(), 1.0);
            EXPECT_GE(each["file_bytes"].get<std::size_t>(), 8U * 6U * 1050U);
        }
        EXPECT_NE(program.out.find(each["name"].get<std::string>()), std::string::npos);
    }
    for (const auto& name : result["skipped"]) {
        names.insert(name);
    }
    for (const auto& each : result["contestants"]) {
        if (each["name"] != "memcpy" && each["name"] != "h5pulse") {
            EXPECT_EQ(each["rounds"]["commits"][0], 11.0) << each["name"];
        }
    }
    const auto known = bench::contestantNames();
    EXPECT_EQ(names, std::set<std::string>(known.begin(), known.end()));
    EXPECT_EQ(result["skipped"].size(), 0U);
    EXPECT_EQ(result["commit"], "abc");
    EXPECT_FALSE(result["machine"]["filesystem"].get<std::string>().empty());
    EXPECT_FALSE(result["machine"]["hdf5"].get<std::string>().empty());
}

TEST_F(Recording, LeavesNoFiles)
{
    EXPECT_EQ(
        run({"--steps", "100", "--batch", "10", "--rounds", "1", "--only", "write", "--dir", "."}).status, 0);
    EXPECT_TRUE(fs::is_empty(m_folder.path()));
}

TEST_F(Recording, RunsOnlyWhatIsAskedFor)
{
    const auto program = run(
        {"--steps", "100", "--batch", "10", "--rounds", "1", "--only", "hdf5-swmr", "--json", "out.json"});
    ASSERT_EQ(program.status, 0) << program.err;
    ASSERT_EQ(json()["contestants"].size(), 1U);
    EXPECT_TRUE(json()["contestants"][0]["ratio_to_write"].is_null());
    EXPECT_EQ(json()["skipped"].size() + 1, bench::contestantNames().size());
}

TEST_F(Recording, SaysWhatIsWrong)
{
    EXPECT_EQ(run({"--only", "nobody"}).status, 2);
    EXPECT_EQ(run({"--steps", "0"}).status, 2);
    EXPECT_EQ(run({"--dir", "no/such/folder"}).status, 2);
    EXPECT_EQ(run({"--help"}).status, 0);
    const auto program =
        run({"--steps", "10", "--rounds", "1", "--only", "memcpy", "--json", "no/such/out.json"});
    EXPECT_EQ(program.status, 1);
    EXPECT_NE(program.err.find("out.json"), std::string::npos) << program.err;
}

} // namespace
