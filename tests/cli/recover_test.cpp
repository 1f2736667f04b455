// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <nlohmann/json.hpp>

#include <csignal>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

class RecoverTest : public CliTest
{
protected:
    /// Opens the file by h5py, and prints the number of steps and the last value.
    ProcessResult openedByH5py() const
    {
        return run({H5PULSE_TEST_PYTHON, "-c",
                    "import h5py, sys\n"
                    "with h5py.File(sys.argv[1], 'r') as f: print(f['t'].shape[0], f['u'][-1, 0])",
                    m_file});
    }

    std::string m_file = path("my run.h5").string();
};

TEST_F(RecoverTest, RepairsWhatACrashLeft)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 25");
    writer.kill(SIGKILL);
    writer.wait();
    ASSERT_NE(openedByH5py().status, 0);
    const std::string crashed = read(m_file);

    const ProcessResult look = h5pulse({"recover", "--dry-run", m_file});
    EXPECT_EQ(look.status, 0) << look.err;
    EXPECT_THAT(look.out, AllOf(HasSubstr(m_file + ": needs repair"), ContainsRegex("steps kept +25\n"),
                                ContainsRegex("last commit +[0-9.]+ s ago\n"),
                                HasSubstr("'h5pulse recover '" + m_file + "''")));
    EXPECT_EQ(read(m_file), crashed);

    const ProcessResult repaired = h5pulse({"recover", m_file});
    EXPECT_EQ(repaired.status, 0) << repaired.err;
    EXPECT_THAT(repaired.out, AllOf(HasSubstr(m_file + ": repaired"), ContainsRegex("steps kept +25\n"),
                                    ContainsRegex("last commit +[0-9.]+ s ago\n"), HasSubstr("MiB now")));
    EXPECT_EQ(openedByH5py().out, "25 24.0\n");

    const std::string healthy = read(m_file);
    for (const std::vector<std::string>& again :
         {std::vector<std::string>{"recover", m_file}, {"recover", m_file, "--dry-run"}}) {
        const ProcessResult result = h5pulse(again);
        EXPECT_EQ(result.status, 0);
        EXPECT_EQ(result.out, m_file + ": healthy, there is nothing to repair\n");
        EXPECT_EQ(read(m_file), healthy);
    }
}

TEST_F(RecoverTest, MakesABackupFirst)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 25");
    writer.kill(SIGKILL);
    writer.wait();
    const std::string crashed = read(m_file);
    EXPECT_EQ(h5pulse({"recover", "--dry-run", "--backup", m_file}).status, 0);
    EXPECT_FALSE(std::filesystem::exists(m_file + ".backup"));
    EXPECT_THAT(h5pulse({"recover", "--backup", m_file}).out, ContainsRegex("backup +.*my run.h5.backup\n"));
    EXPECT_EQ(read(m_file + ".backup"), crashed);
    EXPECT_EQ(h5pulse({"recover", "--backup", m_file}).status, 0);
    EXPECT_FALSE(std::filesystem::exists(m_file + ".backup-2")) << "a healthy file needs none";
}

TEST_F(RecoverTest, ReportsInJson)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 25");
    writer.kill(SIGKILL);
    writer.wait();
    const ProcessResult repaired = h5pulse({"recover", "--json", "--backup", m_file});
    ASSERT_EQ(repaired.status, 0) << repaired.err;
    const nlohmann::json report = nlohmann::json::parse(repaired.out);
    EXPECT_TRUE(report["neededRepair"]);
    EXPECT_EQ(report["steps"], 25);
    EXPECT_EQ(report["backup"], m_file + ".backup");
    const nlohmann::json again = nlohmann::json::parse(h5pulse({"recover", "--json", m_file}).out);
    EXPECT_FALSE(again["neededRepair"]);
    EXPECT_TRUE(again["backup"].is_null());
}

TEST_F(RecoverTest, LeavesAHealthyFileAlone)
{
    const std::string file = makeFile("notebook");
    const std::string before = read(file);
    EXPECT_EQ(h5pulse({"recover", file}).out, file + ": healthy, there is nothing to repair\n");
    EXPECT_EQ(read(file), before);
}

TEST_F(RecoverTest, RefusesALiveRun)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"recover", m_file}, {"recover", "--dry-run", m_file}}) {
        EXPECT_THAT(h5pulse(command), failsWith(1, {m_file, std::to_string(writer.id())}));
    }
    tell(writer, "append 1");
    tell(writer, "finish");
    EXPECT_EQ(openedByH5py().out, "2 1.0\n");
}

} // namespace

} // namespace h5pulse::test
