// SPDX-License-Identifier: MIT
// Outputs of an export. It is complete or missing, and never replaces a file that it must keep.
#include "cli_test.h"

#include <h5pulse/writer.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sys/stat.h>
#include <thread>

namespace h5pulse::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ExportOutputTest : public CliTest
{
protected:
    ExportOutputTest()
        : m_run(makeFile("scalars"))
        , m_out(path("out.csv").string())
    {
    }

    ProcessResult exportTo(const std::string& out, std::vector<std::string> options = {}) const
    {
        options.insert(options.begin(), {"export", m_run, "-o", out});
        return h5pulse(options);
    }

    /// A run whose table is far larger than a pipe.
    std::string makeLargeRun(std::size_t steps)
    {
        Writer writer(path("large.h5"), {.fields = {{.name = "u", .shape = {20}}}});
        const std::vector<double> values(20, 1.0 / 3);
        for (std::size_t k = 0; k < steps; ++k) {
            writer.append(static_cast<double>(k) / 7, values);
        }
        writer.close();
        return path("large.h5").string();
    }

    std::string m_run;
    std::string m_out;
    const std::string m_table =
        "step,t,count,energy\n0,0,1,1.5\n1,0.1,-2,2.5\n2,0.2,9223372036854775807,3.5\n";
};

TEST_F(ExportOutputTest, WritesAFile)
{
    const ProcessResult result = exportTo(m_out);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out + result.err, "");
    EXPECT_EQ(read(m_out), m_table);
    EXPECT_THAT(folderNames(), ElementsAre("out.csv", "scalars.h5"));
    EXPECT_EQ(shell("umask 027; $H5PULSE export scalars.h5 -o masked.csv").status, 0);
    struct stat status = {};
    ASSERT_EQ(stat(path("masked.csv").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0640U);
}

TEST_F(ExportOutputTest, TakesARelativePath)
{
    EXPECT_EQ(
        shell("$H5PULSE export scalars.h5 -o out.csv && $H5PULSE export --output=./b.csv scalars.h5").status,
        0);
    EXPECT_EQ(read(m_out), m_table);
    EXPECT_EQ(read(path("b.csv")), m_table);
}

TEST_F(ExportOutputTest, ReplacesAFileOnlyWhenForced)
{
    write(m_out, "precious");
    EXPECT_THAT(exportTo(m_out), failsWith(1, {m_out, "exists already", "--force"}));
    EXPECT_EQ(read(m_out), "precious");
    EXPECT_EQ(exportTo(m_out, {"--force"}).status, 0);
    EXPECT_EQ(read(m_out), m_table);
    EXPECT_THAT(folderNames(), ElementsAre("out.csv", "scalars.h5"));
}

TEST_F(ExportOutputTest, FollowsASymbolicLink)
{
    write(path("target.csv"), "old");
    std::filesystem::create_symlink("target.csv", m_out);
    EXPECT_THAT(exportTo(m_out), failsWith(1, {m_out, "exists already"}));
    EXPECT_EQ(exportTo(m_out, {"--force"}).status, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(m_out));
    EXPECT_EQ(read(path("target.csv")), m_table);
}

TEST_F(ExportOutputTest, NeverReplacesARun)
{
    const std::string before = read(m_run);
    EXPECT_THAT(exportTo(m_run, {"--force"}), failsWith(1, {m_run, "HDF5"}));
    EXPECT_EQ(read(m_run), before);
}

TEST_F(ExportOutputTest, SaysWhyItCannotWrite)
{
    EXPECT_THAT(exportTo(path("no/out.csv").string()),
                failsWith(1, {"no/out.csv", "No such file or directory"}));
    EXPECT_THAT(exportTo(m_folder.path().string()), failsWith(1, {"is a directory"}));
    EXPECT_THAT(shell("$H5PULSE export scalars.h5 -o - > /dev/full"),
                failsWith(1, {"standard output", "No space left on device"}));
    EXPECT_THAT(folderNames(), ElementsAre("scalars.h5"));
}

// A pipe stands for all outputs that are no regular file. The test uses no device: as root, a program without
// the check would replace the device by a file.
TEST_F(ExportOutputTest, WritesToWhatIsNoRegularFileDirectly)
{
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
    for (const std::vector<std::string>& options : {std::vector<std::string>{}, {"--force"}}) {
        Process reader({"cat", path("pipe").string()});
        EXPECT_EQ(exportTo(path("pipe").string(), options).status, 0);
        ASSERT_TRUE(std::filesystem::is_fifo(path("pipe")));
        EXPECT_EQ(reader.wait().out, m_table);
    }
    EXPECT_EQ(shell("$H5PULSE export scalars.h5 -o /proc/self/fd/1 | cat").out, m_table);
}

TEST_F(ExportOutputTest, LeavesNoHalfFileWhenTheDiskIsFull)
{
    makeLargeRun(5'000);
    // A limit of file sizes, in blocks of 512 bytes, stands for a full disk.
    EXPECT_THAT(shell("ulimit -f 100; exec $H5PULSE export large.h5 -o out.csv"),
                failsWith(1, {"out.csv", "File too large"}));
    EXPECT_THAT(folderNames(), ElementsAre("large.h5", "scalars.h5"));
}

TEST_F(ExportOutputTest, LeavesNoHalfFileWhenInterrupted)
{
    makeLargeRun(100'000);
    Process process = start({"export", path("large.h5").string(), "-o", m_out});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (folderNames().size() < 3 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // until the temporary file exists
    }
    ASSERT_EQ(folderNames().size(), 3U);
    process.kill(SIGINT);
    const ProcessResult result = process.wait();
    EXPECT_EQ(result.status, 128 + SIGINT);
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(folderNames(), ElementsAre("large.h5", "scalars.h5"));
}

TEST_F(ExportOutputTest, EndsWithItsPipe)
{
    const std::string large = makeLargeRun(20'000);
    const ProcessResult result =
        shell("{ $H5PULSE export large.h5 -o -; echo $? >&2; } | head -n 1 | cut -c 1-4");
    EXPECT_EQ(result.out, "step\n");
    EXPECT_EQ(result.err, "0\n");

    Process blocked = start({"export", large, "-o", "-"});
    blocked.readLine();
    // The program waits because nobody empties the pipe. The signal is repeated, because the first one may
    // come before it waits.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (blocked.isRunning() && std::chrono::steady_clock::now() < deadline) {
        blocked.kill(SIGINT);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_FALSE(blocked.isRunning());
    EXPECT_EQ(blocked.wait().status, 128 + SIGINT);
}

TEST_F(ExportOutputTest, RefusesAClosedOutput)
{
    const std::string before = read(m_run);
    EXPECT_THAT(shell("$H5PULSE export scalars.h5 -o - >&-"),
                failsWith(1, {"standard output", "Bad file descriptor"}));
    // Without the check, the first files that the program opens would become standard input and output, and
    // get the table.
    EXPECT_THAT(shell("$H5PULSE export scalars.h5 -o - <&- >&-"), failsWith(1, {"standard output"}));
    EXPECT_THAT(shell("$H5PULSE recover scalars.h5 >&-"), failsWith(1, {"standard output"}));
    EXPECT_EQ(shell("$H5PULSE recover scalars.h5 <&- 2>&-").status, 0);
    EXPECT_EQ(read(m_run), before);
}

} // namespace

} // namespace h5pulse::test
