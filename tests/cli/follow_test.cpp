// SPDX-License-Identifier: MIT
// The output of follow. follow_end_test.cpp tests its end.
#include "cli_test.h"

#include <algorithm>
#include <csignal>
#include <sstream>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class FollowTest : public CliTest
{
protected:
    /// Rows of a finished file, without titles.
    static std::vector<std::vector<std::string>> rows(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "follow");
        const ProcessResult result = h5pulse(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_EQ(result.err, "");
        std::vector<std::vector<std::string>> found;
        std::istringstream lines(result.out);
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with('#')) {
                found.push_back(words(line));
            }
        }
        return found;
    }

    std::string m_file = path("run.h5").string();
};

TEST_F(FollowTest, FollowsALiveRunToItsEnd)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 3");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    EXPECT_EQ(follow.readLine(), "# " + m_file + ": running");
    EXPECT_EQ(follow.readLine(), "#     step              t [s]          min u [V]          max u [V]        "
                                 " mean u [V]         not finite");
    EXPECT_THAT(words(*follow.readLine()), ElementsAre("2", "0.2", "2", "2.375", "2.1875", "0"));
    tell(writer, "append 1");
    EXPECT_THAT(words(*follow.readLine()), ElementsAre("3", "0.3", "3", "3.375", "3.1875", "0"));
    tell(writer, "append 100");
    EXPECT_THAT(words(*follow.readLine()), ElementsAre("103", "10.3", "103", "103.375", "103.1875", "0"));
    tell(writer, "finish");
    EXPECT_EQ(follow.readLine(), "# finished: 104 steps");
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
}

TEST_F(FollowTest, SaysTheLastStepOfARunThatEndsAtOnce)
{
    // All steps that come between two polls, and the end.
    Process writer = startWriter(m_file);
    Process follow = start({"follow", m_file, "--interval", "1", "--component", "1"});
    EXPECT_EQ(follow.readLine(), "# " + m_file + ": running");
    follow.readLine();
    tell(writer, "append 7");
    tell(writer, "finish");
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out, testing::EndsWith(" 0.6              6.125\n# finished: 7 steps\n"));
}

TEST_F(FollowTest, TakesAFieldAndAComponent)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 3");
    tell(writer, "finish");
    EXPECT_THAT(rows({m_file, "--component", "3"}), ElementsAre(ElementsAre("2", "0.2", "2.375")));
    EXPECT_THAT(rows({m_file, "--field", "energy"}), ElementsAre(ElementsAre("2", "0.2", "-2")));
    EXPECT_THAT(h5pulse({"follow", m_file, "--field", "energy"}).out, HasSubstr("  energy [J]\n"));
    EXPECT_THAT(h5pulse({"follow", m_file, "--component", "3"}).out, HasSubstr("  u[3] [V]\n"));
    EXPECT_THAT(h5pulse({"follow", m_file, "--field", "nosuch"}),
                failsWith(1, {m_file, "'nosuch'", "'energy', 'u'"}));
    EXPECT_THAT(h5pulse({"follow", m_file, "--component", "4"}),
                failsWith(1, {m_file, "no component 4", "0 to 3"}));
    EXPECT_THAT(h5pulse({"follow", m_file, "--component", "1,1"}),
                failsWith(1, {m_file, "2 indices", "'u'"}));
}

TEST_F(FollowTest, TakesFilesOfOthers)
{
    EXPECT_THAT(rows({makeFile("notebook"), "--component", "64"}),
                ElementsAre(ElementsAre("49", "10", "49.5")));
    EXPECT_THAT(rows({makeFile("notebook_empty")}), ElementsAre());
    EXPECT_THAT(rows({makeFile("scalars"), "--field", "count"}),
                ElementsAre(ElementsAre("2", "0.2", "9223372036854775807")));
    EXPECT_THAT(rows({makeFile("images")}), ElementsAre(ElementsAre("3", "3", "18", "23", "20.5", "0")));
    EXPECT_THAT(rows({path("images.h5").string(), "--component", "1,0"}),
                ElementsAre(ElementsAre("3", "3", "21")));
    EXPECT_THAT(rows({makeFile("seconds"), "--time", "seconds"}), ElementsAre(ElementsAre("1", "1.5", "8")));
    EXPECT_THAT(rows({makeFile("hostile")}), ElementsAre(ElementsAre("0", "0", "1", "2", "1.5", "0")));
    EXPECT_EQ(h5pulse({"follow", path("hostile.h5").string()}).out.find('\x1b'), std::string::npos);
}

TEST_F(FollowTest, ShowsStepsThatTheFieldHas)
{
    const std::string file = makeFile("no_time"); // a has 5 steps, b has 7
    EXPECT_THAT(rows({file, "--field", "a"}), ElementsAre(ElementsAre("4", "4", "1")));
    EXPECT_THAT(rows({file, "--field", "b", "--component", "0"}), ElementsAre(ElementsAre("6", "6", "1.8")));
}

TEST_F(FollowTest, ShowsComplexNumbers)
{
    const std::string file = makeFile("complex");
    EXPECT_THAT(rows({file, "--component", "0"}), ElementsAre(ElementsAre("1", "1", "0.1-0.2i")));
    EXPECT_THAT(rows({file}),
                ElementsAre(ElementsAre("1", "1", "0.2236067977", "0.2236067977", "0.2236067977", "1")));
    EXPECT_THAT(h5pulse({"follow", file}).out, HasSubstr("min |psi|"));
}

TEST_F(FollowTest, CountsWhatIsNotFinite)
{
    const std::string file = makeFile("not_finite");
    EXPECT_THAT(rows({file}), ElementsAre(ElementsAre("3", "2", "-2", "4", "1", "1")));
    EXPECT_THAT(rows({file, "--component", "0"}), ElementsAre(ElementsAre("3", "2", "nan")));
}

TEST_F(FollowTest, SaysOnceThatARunIsStalled)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    Process follow = start({"follow", m_file, "--interval", "0.02", "--stall-after", "0.3"});
    EXPECT_THAT(*follow.readUntil("stalled"), StartsWith("# stalled: "));
    tell(writer, "append 1");
    EXPECT_THAT(*follow.readUntil("0.1"), HasSubstr(" 1 "));
    // a second time, after the run had continued
    EXPECT_THAT(*follow.readUntil("stalled"), StartsWith("# stalled: "));
    tell(writer, "finish");
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = result.out.find("# stalled", at)) != std::string::npos; ++at) {
        ++count;
    }
    EXPECT_EQ(count, 2U) << result.out;
}

TEST_F(FollowTest, FollowsH5pySwmr)
{
    Process writer = startPython("swmr", m_file);
    Process follow =
        start({"follow", m_file, "--interval", "0.02", "--component", "2", "--stall-after", "1"});
    EXPECT_EQ(follow.readLine(), "# " + m_file + ": running");
    tell(writer, "5");
    EXPECT_THAT(words(*follow.readUntil(" 4 ")), ElementsAre("4", "0.4", "4.015625"));
    tell(writer, "20");
    EXPECT_THAT(words(*follow.readUntil(" 24 ")), ElementsAre("24", "2.4", "24.015625"));
    writer.closeInput();
    EXPECT_EQ(writer.wait().status, 0);
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("# finished: 25 steps\n"));
}

TEST_F(FollowTest, FollowsAFileThatIsReopenedForEachBatch)
{
    Process writer = startPython("reopening", m_file);
    Process follow =
        start({"follow", m_file, "--interval", "0.02", "--component", "0", "--stall-after", "2"});
    EXPECT_THAT(*follow.readLine(), HasSubstr("of another program"));
    for (int batch = 1; batch <= 3; ++batch) {
        tell(writer, "10");
        const std::string last = std::to_string(10 * batch - 1);
        EXPECT_THAT(words(*follow.readUntil(" " + last + " "))[2], last);
    }
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(result.out, HasSubstr("# finished: 30 steps\n"));
}

/// The clock of the file system is ahead. The time since the last change is not known.
TEST_F(FollowTest, WaitsForMoreOfAFileFromTheFuture)
{
    const std::string file = makeFile("notebook");
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    Process follow = start({"follow", file, "--interval", "0.02", "--component", "0", "--stall-after", "1"});
    EXPECT_THAT(*follow.readLine(), HasSubstr("of another program; taken as finished once"));
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("# finished: 50 steps\n"));
}

TEST_F(FollowTest, WaitsWhileAWriterWithoutSwmrHoldsTheFile)
{
    const std::string file = makeFile("notebook");
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now());
    Process follow = start({"follow", file, "--interval", "0.02", "--component", "0", "--stall-after", "8"});
    follow.readUntil(" 49 ");
    Process writer = startPython("holding", file);
    // follow prints the message after some seconds, and keeps trying.
    EXPECT_THAT(*follow.readErrorLine(), AllOf(StartsWith("h5pulse: " + file), HasSubstr("waiting for it")));
    writer.closeInput();
    EXPECT_THAT(words(*follow.readUntil(" 50 ")), ElementsAre("50", "11", "11"));
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(FollowTest, SaysThatAnotherRunHasTakenThePlace)
{
    Process first = startWriter(m_file);
    tell(first, "append 9");
    Process second = startWriter(path("second.h5"));
    tell(second, "append 2");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    EXPECT_THAT(words(*follow.readUntil(" 8 "))[0], "8");
    std::filesystem::rename(path("second.h5"), m_file);
    EXPECT_EQ(follow.readLine(), "# a new run: " + m_file + ": running");
    EXPECT_THAT(*follow.readLine(), StartsWith("#     step"));
    EXPECT_THAT(words(*follow.readLine())[0], "1");
    follow.kill(SIGINT);
    EXPECT_EQ(follow.wait().status, 128 + SIGINT);
}

} // namespace

} // namespace h5pulse::test
