// SPDX-License-Identifier: MIT
#include "cli_test.h"
#include "wait_until.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

class RepackTest : public CliTest
{
protected:
    void makeRun(const std::string& steps) const
    {
        Process writer = startWriter(m_file);
        tell(writer, "append " + steps);
        tell(writer, "finish");
    }

    /// Steps, last value and filter that h5py finds.
    std::string openedByH5py(const std::string& file) const
    {
        return run({H5PULSE_TEST_PYTHON, "-c",
                    "import h5py, sys\n"
                    "with h5py.File(sys.argv[1], 'r') as f: print(f['t'].shape[0], f['u'][-1, 0], "
                    "f['u'].compression, f['u'].compression_opts, f['u'].shuffle)",
                    file})
            .out;
    }

    std::string m_file = path("my run.h5").string();
};

TEST_F(RepackTest, CompressesInPlace)
{
    makeRun("3000");
    const auto before = std::filesystem::file_size(m_file);
    const ProcessResult result = h5pulse({"repack", m_file});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "") << "nobody looks at a bar";
    EXPECT_THAT(result.out, AllOf(HasSubstr(m_file + ": repacked with gzip, 3000 steps"),
                                  ContainsRegex("size +.*iB before, .*iB now, [0-9]+ % of it")));
    EXPECT_LT(std::filesystem::file_size(m_file), before);
    EXPECT_EQ(openedByH5py(m_file), "3000 2999.0 gzip 4 True\n");
    EXPECT_EQ(folderNames(), std::vector<std::string>{"my run.h5"});
    EXPECT_EQ(h5pulse({"info", m_file}).status, 0);
}

TEST_F(RepackTest, TakesFilterLevelAndOutput)
{
    makeRun("300");
    const std::string bytes = read(m_file);
    const std::string output = path("small.h5").string();
    const ProcessResult result = h5pulse({"repack", m_file, "--level", "9", "--no-shuffle", "-o", output});
    EXPECT_THAT(result.out, HasSubstr(output + ": repacked"));
    EXPECT_EQ(openedByH5py(output), "300 299.0 gzip 9 False\n");
    EXPECT_EQ(read(m_file), bytes);
    EXPECT_THAT(h5pulse({"repack", m_file, "-o", output}), failsWith(1, {m_file, output + " already"}));
    EXPECT_EQ(h5pulse({"repack", output, "--filter", "none"}).status, 0);
    EXPECT_EQ(openedByH5py(output), "300 299.0 None None False\n");
}

TEST_F(RepackTest, RefusesWrongUsage)
{
    makeRun("3");
    EXPECT_THAT(h5pulse({"repack"}), failsWith(2, {"FILE", "repack --help"}));
    EXPECT_THAT(h5pulse({"repack", m_file, "--filter", "zip"}), failsWith(2, {"zip"}));
    EXPECT_THAT(h5pulse({"repack", m_file, "--level", "-3"}), failsWith(2, {"--level"}));
    EXPECT_THAT(h5pulse({"repack", m_file, "--level", "10"}), failsWith(2, {"level 10", "0 to 9"}));
    EXPECT_EQ(openedByH5py(m_file), "3 2.0 None None False\n");
}

TEST_F(RepackTest, NamesThePluginThatIsMissing)
{
    makeRun("3");
    const std::string empty = path("empty").string();
    std::filesystem::create_directory(empty);
    for (const std::string filter : {"lz4", "zstd", "blosc"}) {
        std::vector<std::string> command{"env", "HDF5_PLUGIN_PATH=" + empty};
        for (const std::string& word : commandLine({"repack", m_file, "--filter", filter})) {
            command.push_back(word);
        }
        EXPECT_THAT(run(command), failsWith(1, {m_file, "filter " + filter, "HDF5_PLUGIN_PATH"}));
    }
    const ProcessResult list = shell("HDF5_PLUGIN_PATH='" + empty + "' \"$H5PULSE\" repack --list-filters");
    EXPECT_THAT(list.out, AllOf(ContainsRegex("gzip +available\n"), ContainsRegex("zstd +no plugin\n")));
}

TEST_F(RepackTest, RefusesLiveAndCrashedRuns)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 25");
    EXPECT_THAT(h5pulse({"repack", m_file}), failsWith(1, {m_file, std::to_string(writer.id())}));
    writer.kill(SIGKILL);
    writer.wait();
    EXPECT_THAT(h5pulse({"repack", m_file}), failsWith(1, {m_file, "'h5pulse recover'"}));
    EXPECT_EQ(h5pulse({"recover", m_file}).status, 0);
    EXPECT_EQ(h5pulse({"repack", m_file}).status, 0);
    EXPECT_EQ(openedByH5py(m_file), "25 24.0 gzip 4 True\n");
}

TEST_F(RepackTest, InterruptedLeavesTheRunAsItWas)
{
    run({H5PULSE_TEST_PYTHON, "-c",
         "import h5py, numpy, sys\n"
         "with h5py.File(sys.argv[1], 'w') as f:\n"
         "    f.create_dataset('u', data=numpy.random.rand(20000, 400), maxshape=(None, 400), chunks=(40, "
         "400))",
         m_file});
    const std::string bytes = read(m_file);
    Process repacking = start({"repack", m_file, "--level", "9"});
    ASSERT_TRUE(test::waitUntil([&] { return folderNames().size() > 1; })) << "no new file was begun";
    repacking.kill(SIGINT);
    const ProcessResult result = repacking.wait();
    EXPECT_EQ(result.status, 128 + SIGINT);
    EXPECT_THAT(result.err, HasSubstr("interrupted: " + m_file + " is unchanged"));
    EXPECT_TRUE(read(m_file) == bytes);
    EXPECT_EQ(folderNames(), std::vector<std::string>{"my run.h5"});
}

TEST_F(RepackTest, ShowsItsProgressOnATerminal)
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0) {
        GTEST_SKIP() << "there are no pseudo-terminals here";
    }
    ::close(terminal);
    run({H5PULSE_TEST_PYTHON, "-c",
         "import h5py, numpy, sys\n"
         "with h5py.File(sys.argv[1], 'w') as f:\n"
         "    f.create_dataset('u', data=numpy.random.rand(20000, 200), maxshape=(None, 200), chunks=(80, "
         "200))",
         m_file});
    const ProcessResult result = run({H5PULSE_TEST_PYTHON, "-c",
                                      "import pty, sys\n"
                                      "sys.exit(pty.spawn(sys.argv[1:]) >> 8)",
                                      commandLine({"repack"}).front(), "repack", m_file});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(ContainsRegex("repacking  \\[#*-*\\] +[0-9]+ %"), HasSubstr("\r\x1b[K")));
}

} // namespace

} // namespace h5pulse::test
