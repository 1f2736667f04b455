// SPDX-License-Identifier: MIT
// The example as a user runs it; what it writes is read by h5py.
#include <process.h>
#include <temporary_folder.h>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <numbers>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;
using h5pulse::test::ProcessResult;

class KuramotoSivashinskyProgram : public testing::Test
{
protected:
    /// Runs the example in a folder of the test's own.
    ProcessResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"env", "-C", m_folder.path().string(), KS_PROGRAM});
        return h5pulse::test::run(arguments);
    }

    /// Lets h5py compare the file with itself.
    void expectGood(const std::string& steps, const std::string& duration, const std::string& points,
                    double length = 32.0 * std::numbers::pi) const
    {
        std::ostringstream lengthText;
        lengthText.precision(17);
        lengthText << length;
        const auto result =
            h5pulse::test::run({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/check_kuramoto_sivashinsky.py",
                                m_file.string(), steps, duration, points, lengthText.str()});
        EXPECT_EQ(result.status, 0) << result.err;
    }

    const h5pulse::test::TemporaryFolder m_folder;
    const fs::path m_file = m_folder / "ks.h5";
};

TEST_F(KuramotoSivashinskyProgram, WritesWhatH5pyFindsConsistent)
{
    const auto result = run({"ks.h5", "--duration", "50"});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("501 steps saved to ks.h5"), std::string::npos) << result.out;
    expectGood("501", "50", "256");
}

TEST_F(KuramotoSivashinskyProgram, SavesEachKthStepAndTheLast)
{
    const auto result = run({"ks.h5", "--duration", "10", "--step", "0.05", "--every", "7", "--points", "128",
                             "--length", "100", "--seed", "3"});
    ASSERT_EQ(result.status, 0) << result.err;
    expectGood("30", "10", "128", 100.0); // steps 0, 7, ... 196, and 200
}

TEST_F(KuramotoSivashinskyProgram, ShortensTheStepToMeetTheEnd)
{
    EXPECT_EQ(run({"ks.h5", "--duration", "1", "--step", "0.3"}).status, 0);
    expectGood("5", "1", "256"); // h = 0.25
}

TEST_F(KuramotoSivashinskyProgram, EndsCleanlyWhenAskedTo)
{
    for (const int signal : {SIGINT, SIGTERM}) {
        h5pulse::test::Process program({KS_PROGRAM, m_file.string(), "--pace", "2", "--duration", "1000"});
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!fs::exists(m_file) && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        program.kill(signal);
        const auto result = program.wait();
        EXPECT_EQ(result.status, 128 + signal);
        EXPECT_NE(result.err.find("stopped by signal " + std::to_string(signal)), std::string::npos)
            << result.err;
        EXPECT_NE(result.out.find(" saved to "), std::string::npos) << result.out;
        // A plain open, which HDF5 refuses for the file of a writer that was killed.
        const std::string script =
            "import h5py, sys\n"
            "f = h5py.File(sys.argv[1])\n"
            "f['t'][:]\n"
            "print(f['h5pulse/heartbeat']['state'], f['h5pulse/heartbeat']['reason'])\n";
        const auto reader = h5pulse::test::run({H5PULSE_TEST_PYTHON, "-c", script, m_file.string()});
        EXPECT_EQ(reader.status, 0) << reader.err;
        EXPECT_TRUE(reader.out.starts_with("3 b'signal " + std::to_string(signal) + " at t = "))
            << reader.out;
        fs::remove(m_file);
    }
}

TEST_F(KuramotoSivashinskyProgram, PaceHoldsItBack)
{
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(run({"ks.h5", "--pace", "100", "--duration", "5"}).status, 0); // 50 steps
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    EXPECT_GE(took.count(), 0.5);
}

TEST_F(KuramotoSivashinskyProgram, ReplacesOnlyWhenAllowed)
{
    EXPECT_EQ(run({"ks.h5", "--duration", "2"}).status, 0);
    const auto refused = run({"ks.h5", "--duration", "1"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("ks.h5"), std::string::npos) << refused.err;
    expectGood("21", "2", "256");
    EXPECT_EQ(run({"ks.h5", "--duration", "1", "--replace"}).status, 0);
    expectGood("11", "1", "256");
}

TEST_F(KuramotoSivashinskyProgram, SaysWhenTheRunDiverges)
{
    const auto result = run({"ks.h5", "--step", "50", "--duration", "5000", "--points", "1024"});
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.err.find("diverged at t ="), std::string::npos) << result.err;
}

TEST_F(KuramotoSivashinskyProgram, RefusesWrongUsageWithTwo)
{
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"ks.h5", "--points", "many"},
        {"ks.h5", "--points", "255"},
        {"ks.h5", "--points", "16"},
        {"ks.h5", "--step", "0"},
        {"ks.h5", "--duration", "-1"},
        {"ks.h5", "--duration", "nan"},
        {"ks.h5", "--length", "inf"},
        {"ks.h5", "--every", "0"},
        {"ks.h5", "--pace", "-1"},
        {"ks.h5", "--unknown"},
    };
    for (const auto& arguments : wrong) {
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 2) << testing::PrintToString(arguments);
        EXPECT_FALSE(result.err.empty()) << testing::PrintToString(arguments);
        EXPECT_FALSE(fs::exists(m_file)) << testing::PrintToString(arguments);
    }
    EXPECT_EQ(run({"--help"}).status, 0);
    EXPECT_EQ(run({"no/such/folder/ks.h5"}).status, 1);
}

} // namespace
