// SPDX-License-Identifier: MIT
// Each command gives a sentence and an exit status for each kind of file that it cannot use.
#include "cli_test.h"

#include <chrono>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class BadInputTest : public CliTest
{
protected:
    /// Expects that all commands that read a run fail with one sentence that names the file and the reason.
    void expectAllFail(const std::string& file, const std::string& reason) const
    {
        const std::string out = path("out.csv").string();
        for (const std::vector<std::string>& command : {std::vector<std::string>{"info", file},
                                                        {"info", "--json", file},
                                                        {"follow", file},
                                                        {"export", file, "-o", out}}) {
            const ProcessResult result = h5pulse(command);
            EXPECT_THAT(result, failsWith(1, {file, reason})) << command[0];
            EXPECT_EQ(result.out, "");
            EXPECT_FALSE(std::filesystem::exists(out));
            EXPECT_THAT(result.err, Not(HasSubstr("h5clear")));
        }
    }
};

TEST_F(BadInputTest, MissingFile)
{
    expectAllFail(path("nosuch.h5").string(), "no such file");
    EXPECT_THAT(h5pulse({"recover", path("nosuch.h5").string()}),
                failsWith(1, {path("nosuch.h5").string(), "o such file"}));
}

TEST_F(BadInputTest, Directory)
{
    expectAllFail(m_folder.path().string(), "directory");
    EXPECT_THAT(h5pulse({"recover", m_folder.path().string()}),
                failsWith(1, {m_folder.path().string(), "directory"}));
}

TEST_F(BadInputTest, EmptyFile)
{
    write(path("empty.h5"), "");
    expectAllFail(path("empty.h5").string(), "empty");
    EXPECT_THAT(h5pulse({"recover", path("empty.h5").string()}), failsWith(1, {"empty.h5", "untouched"}));
    EXPECT_EQ(read(path("empty.h5")), "");
}

TEST_F(BadInputTest, NotHdf5)
{
    write(path("text.h5"), std::string(10'000, 'x'));
    expectAllFail(path("text.h5").string(), "not an HDF5 file");
    EXPECT_THAT(h5pulse({"recover", path("text.h5").string()}),
                failsWith(1, {"text.h5", "not an HDF5 file"}));
    EXPECT_EQ(read(path("text.h5")), std::string(10'000, 'x'));
}

TEST_F(BadInputTest, NamedPipe)
{
    ASSERT_EQ(mkfifo(path("pipe.h5").c_str(), 0600), 0);
    expectAllFail(path("pipe.h5").string(), "not a regular file");
}

TEST_F(BadInputTest, NothingThatGrows)
{
    expectAllFail(makeFile("fixed"), "no dataset of numbers that can grow");
}

TEST_F(BadInputTest, CutInHalf)
{
    const std::string file = makeFile("notebook");
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    expectAllFail(file, "cut short");
}

TEST_F(BadInputTest, CutRunOfOurs)
{
    const std::string file = path("run.h5").string();
    Process writer = startWriter(file);
    tell(writer, "append 20000");
    tell(writer, "finish");
    const auto size = std::filesystem::file_size(file);
    for (const std::uintmax_t left :
         {size - 1, size / 2, size / 10, std::uintmax_t{600}, std::uintmax_t{100}}) {
        std::filesystem::resize_file(file, left);
        for (const std::vector<std::string>& command :
             {std::vector<std::string>{"info", file}, {"follow", file}, {"export", file, "-o", "-"}}) {
            const ProcessResult result = h5pulse(command);
            EXPECT_THAT(result, failsWith(1, {file})) << command[0] << " with " << left << " bytes left";
        }
    }
}

TEST_F(BadInputTest, WithoutPermission)
{
    const std::string file = makeFile("notebook");
    ASSERT_EQ(chmod(file.c_str(), 0), 0);
    std::filesystem::create_directory(path("closed"));
    ASSERT_EQ(chmod(path("closed").c_str(), 0555), 0);
    // Root ignores permissions, unless it has no capabilities for that.
    std::string user = "exec ";
    if (geteuid() == 0) {
        user += "setpriv --bounding-set -dac_override,-dac_read_search,-fowner ";
    }
    for (const std::string command : {"info", "follow", "export -o -", "recover"}) {
        EXPECT_THAT(shell(user + "$H5PULSE " + command + " notebook.h5"),
                    failsWith(1, {"notebook.h5", "Permission denied"}))
            << command;
    }
    ASSERT_EQ(chmod(file.c_str(), 0400), 0);
    EXPECT_THAT(shell(user + "$H5PULSE export notebook.h5 -o closed/out.csv"),
                failsWith(1, {"closed/out.csv", "Permission denied"}));
    EXPECT_EQ(shell(user + "$H5PULSE info notebook.h5").status, 0); // info needs only to read
}

TEST_F(BadInputTest, OpenForWritingWithoutSwmr)
{
    const std::string file = makeFile("notebook");
    Process writer = startPython("holding", file);
    EXPECT_THAT(h5pulse({"info", file}),
                failsWith(1, {file, "process " + std::to_string(writer.id()), "SWMR"}));
    writer.closeInput();
    writer.wait();
    EXPECT_EQ(h5pulse({"info", file}).status, 0);
}

TEST_F(BadInputTest, WaitsForAMomentWhenAWriterWithoutSwmrIsDone)
{
    const std::string file = makeFile("notebook");
    Process writer = startPython("holding", file);
    Process info = start({"info", "--json", file});
    // long enough that info has failed once and tries again
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    writer.closeInput();
    const ProcessResult result = info.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("\"steps\": 51"));
}

TEST_F(BadInputTest, SentenceIsSafeForTheTerminal)
{
    const ProcessResult result = h5pulse({"info", path("a\x1b[31m\nb.h5").string()});
    EXPECT_THAT(result, failsWith(1, {"a\\x1b[31m\\nb.h5"}));
    EXPECT_EQ(result.err.find('\x1b'), std::string::npos);
}

} // namespace

} // namespace h5pulse::test
