// SPDX-License-Identifier: MIT
#include "cli_test.h"
#include "heartbeat_edit.h"
#include "mirror_folder.h"

#include <h5pulse/writer.h>

#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class InfoTest : public CliTest
{
protected:
    static json info(const std::string& file, const std::vector<std::string>& more = {})
    {
        std::vector<std::string> arguments{"info", "--json", file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ProcessResult result = h5pulse(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_EQ(result.err, "");
        return json::parse(result.out);
    }

    /// A run with three fields, an axis, attributes of each kind, and 3 steps at 0, 0.5 and 1 s of 4 s.
    Writer makeRun(const std::string& name) const
    {
        Writer writer(
            path(name),
            {.fields = {{.name = "u", .shape = {3}, .units = "V", .longName = "potential", .axes = {"x"}},
                        {.name = "image", .shape = {2, 5}, .type = ElementType::UInt16},
                        {.name = "energy", .type = ElementType::Float32, .units = "J"}},
             .axes = {{.name = "x", .values = {-1, 0.5, 2}, .units = "m", .longName = "place"}},
             .timeUnits = "s",
             .endTime = 4.0,
             .attributes = {{"title", std::string("a \u00e4 run")},
                            {"seed", std::int64_t{9007199254740993}},
                            {"dt", 0.1},
                            {"bad", std::numeric_limits<double>::quiet_NaN()},
                            {"box", std::vector<double>{1, 2.5, 3}}}});
        for (int k = 0; k < 3; ++k) {
            writer.append(k * 0.5, std::array{1.0, 2.0, 3.0}, std::array<std::uint16_t, 10>{}, 1.0F);
        }
        writer.commit();
        return writer;
    }
};

double now()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

TEST_F(InfoTest, JsonSaysWhatWasWritten)
{
    const double before = now();
    Writer writer = makeRun("run.h5");
    writer.close();
    const json j = info(path("run.h5").string());

    EXPECT_EQ(j["file"], path("run.h5").string());
    EXPECT_EQ(j["size"], std::filesystem::file_size(path("run.h5")));
    EXPECT_EQ(j["formatVersion"], 1);
    EXPECT_EQ(j["state"], "finished");
    EXPECT_EQ(j["live"], false);
    EXPECT_EQ(j["reason"], nullptr);
    EXPECT_EQ(j["steps"], 3);
    EXPECT_EQ(j["time"], json::parse(R"({"dataset": "t", "units": "s", "first": 0, "last": 1, "end": 4})"));
    EXPECT_EQ(j["progress"], 0.25);
    EXPECT_EQ(j["fields"][0], json::parse(R"({"name": "u", "type": "float64", "shape": [3], "units": "V",
                                              "longName": "potential", "axes": ["x"], "steps": 3})"));
    EXPECT_EQ(j["fields"][1]["name"], "image");
    EXPECT_EQ(j["fields"][1]["type"], "uint16");
    EXPECT_EQ(j["fields"][1]["shape"], json::parse("[2, 5]"));
    EXPECT_EQ(j["fields"][1]["axes"], json::parse("[null, null]"));
    EXPECT_EQ(j["fields"][2]["shape"], json::array());
    EXPECT_EQ(j["fields"][2]["units"], "J");
    EXPECT_EQ(j["fields"].size(), 3U);
    EXPECT_EQ(j["axes"],
              json::parse(R"([{"name": "x", "units": "m", "longName": "place", "values": [-1, 0.5, 2]}])"));
    EXPECT_EQ(j["attributes"], json::parse(R"({"title": "a \u00e4 run", "seed": 9007199254740993, "dt": 0.1,
                                               "bad": null, "box": [1, 2.5, 3]})"));
    EXPECT_EQ(j["skipped"], json::array());

    EXPECT_EQ(j["writer"]["processId"], getpid());
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    EXPECT_EQ(j["writer"]["host"], host.data());
    EXPECT_GE(j["writer"]["commits"], 1);
    EXPECT_GT(j["writer"]["bytes"], 0);
    EXPECT_EQ(j["writer"]["waits"], 0);
    EXPECT_EQ(j["writer"]["waitSeconds"], 0.0);
    EXPECT_GT(j["writer"]["longestCommit"], 0.0);
    EXPECT_GE(j["lastCommit"]["time"].get<double>(), before - 1e-3);
    EXPECT_GE(j["lastCommit"]["age"].get<double>(), 0.0);
    EXPECT_LE(j["lastCommit"]["age"].get<double>(), now() - before);
}

TEST_F(InfoTest, TextSaysTheSameToPeople)
{
    Writer writer = makeRun("run.h5");
    writer.close();
    const ProcessResult result = h5pulse({"info", path("run.h5").string()});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out.find(path("run.h5").string() + "\n"), 0U);
    EXPECT_THAT(result.out,
                AllOf(ContainsRegex("state +finished\n"), ContainsRegex("steps +3\n"),
                      ContainsRegex("time +0 to 1 s, expected end 4 s \\(25.0 %\\)\n"),
                      ContainsRegex("last commit +[0-9.]+ m?i?n? ?s ago\n"),
                      ContainsRegex("writer +process " + std::to_string(getpid()) + " on "),
                      ContainsRegex("file size +[0-9.]+ [KM]iB\n"), ContainsRegex("format +h5pulse 1\n")));
    EXPECT_THAT(result.out,
                AllOf(ContainsRegex("\n  name +shape +type +units +axes +long name\n"),
                      ContainsRegex("\n  u +3 +float64 +V +x +potential\n"),
                      ContainsRegex("\n  image +2 x 5 +uint16 +- +-, - +-\n"),
                      ContainsRegex("\n  energy +scalar +float32 +J +- +-\n"),
                      ContainsRegex("\n  x +3 values +-1 to 2 m +place\n"), ContainsRegex("\n  bad +nan\n"),
                      ContainsRegex("\n  box +1, 2.5, 3\n"), ContainsRegex("\n  seed +9007199254740993\n"),
                      ContainsRegex("\n  title +a \u00e4 run\n")));
    EXPECT_THAT(result.out, Not(HasSubstr("skipped")));
}

TEST_F(InfoTest, NamesAFileSystemThatOtherMachinesMayWriteTo)
{
    makeRun("run.h5").close();
    const std::string local = path("run.h5").string();
    EXPECT_EQ(info(local)["fileSystem"]["shared"], false);
    EXPECT_THAT(h5pulse({"info", local}).out, Not(HasSubstr("file system")));
    if (!MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << MirrorFolder::whyNot();
    }
    const MirrorFolder folder;
    std::filesystem::copy(local, folder.behind() / "run.h5");
    const std::string shared = (folder / "run.h5").string();
    EXPECT_EQ(info(shared)["fileSystem"], json::parse(R"({"name": "FUSE", "shared": true})"));
    EXPECT_THAT(h5pulse({"info", shared}).out,
                ContainsRegex("file system +FUSE, shared: steps from another"));
}

TEST_F(InfoTest, TellsTheStates)
{
    Process writer = startWriter(path("run.h5"));
    const std::string file = path("run.h5").string();
    EXPECT_EQ(info(file)["steps"], 0);
    EXPECT_EQ(info(file)["time"]["first"], nullptr);
    EXPECT_EQ(info(file)["progress"], nullptr);
    EXPECT_THAT(h5pulse({"info", file}).out, ContainsRegex("time +none yet, expected end 10 s\n"));
    tell(writer, "append 5");
    json j = info(file);
    EXPECT_EQ(j["state"], "running");
    EXPECT_EQ(j["live"], true);
    EXPECT_EQ(j["steps"], 5);
    EXPECT_EQ(j["writer"]["processId"], writer.id());

    tell(writer, "fail diverged at t = 3.2");
    j = info(file);
    EXPECT_EQ(j["state"], "failed");
    EXPECT_EQ(j["reason"], "diverged at t = 3.2");
    EXPECT_THAT(h5pulse({"info", file}).out,
                ContainsRegex("state +failed\n +the run failed: diverged at t = 3.2\n"));

    Process stopped = startWriter(path("stopped.h5"));
    tell(stopped, "append 2");
    tell(stopped, "stop signal 2");
    j = info(path("stopped.h5").string());
    EXPECT_EQ(j["state"], "stopped");
    EXPECT_EQ(j["stateText"], "its user stopped the run: signal 2");
    EXPECT_EQ(j["reason"], "signal 2");
    EXPECT_EQ(j["live"], false);
    EXPECT_EQ(j["steps"], 2);
    EXPECT_EQ(j["segments"][0]["state"], "stopped");
    EXPECT_EQ(j["segments"][0]["reason"], "signal 2");
    EXPECT_THAT(h5pulse({"info", path("stopped.h5").string()}).out,
                AllOf(ContainsRegex("state +stopped\n +its user stopped the run: signal 2\n"),
                      ContainsRegex("0 to 1 .* stopped: signal 2\n")));

    Process second = startWriter(path("second.h5"));
    tell(second, "append 2");
    second.kill(SIGKILL);
    second.wait();
    j = info(path("second.h5").string());
    EXPECT_EQ(j["state"], "crashed");
    EXPECT_EQ(j["steps"], 2);
    EXPECT_THAT(j["stateText"].get<std::string>(), HasSubstr("h5pulse recover"));
    EXPECT_THAT(
        h5pulse({"info", path("second.h5").string()}).out,
        AllOf(ContainsRegex("state +crashed\n"), HasSubstr("h5pulse recover"), Not(HasSubstr("h5clear"))));
}

TEST_F(InfoTest, SaysNoAgeWhereClocksDiffer)
{
    const std::string file = makeFile("notebook");
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    EXPECT_EQ(info(file)["lastCommit"]["age"], nullptr);
    EXPECT_THAT(h5pulse({"info", file}).out, ContainsRegex("last change +unknown: the clocks of"));
}

TEST_F(InfoTest, AFinishedRunIsDoneUnlessItEndedEarly)
{
    const auto finished = [&](const char* name, int steps) {
        Writer writer(path(name), {.fields = {{.name = "y"}}, .timeUnits = "s", .endTime = 10.0});
        for (int k = 0; k < steps; ++k) {
            writer.append(0.1 * k, 1.0);
        }
        writer.close();
        return path(name).string();
    };
    const std::string all = finished("all.h5", 100); // the last step is at 9.9
    EXPECT_EQ(info(all)["progress"], 1.0);
    EXPECT_THAT(h5pulse({"info", all}).out, ContainsRegex("expected end 10 s \\(100.0 %\\)\n"));
    const std::string early = finished("early.h5", 50);
    EXPECT_DOUBLE_EQ(info(early)["progress"].get<double>(), 0.49);
    EXPECT_THAT(h5pulse({"info", early}).out, ContainsRegex("expected end 10 s \\(49.0 %\\)\n"));
}

TEST_F(InfoTest, TakesTheNotebooksFiles)
{
    json j = info(makeFile("notebook"));
    EXPECT_EQ(j["formatVersion"], 0);
    EXPECT_EQ(j["state"], "finished");
    EXPECT_EQ(j["steps"], 50);
    EXPECT_EQ(j["time"],
              json::parse(R"({"dataset": "t", "units": null, "first": 0, "last": 10, "end": null})"));
    EXPECT_EQ(j["progress"], nullptr);
    EXPECT_EQ(j["writer"]["processId"], nullptr);
    EXPECT_EQ(j["writer"]["commits"], nullptr);
    EXPECT_EQ(j["writer"]["waits"], nullptr);
    EXPECT_NEAR(j["lastCommit"]["age"].get<double>(), 7200, 60);
    EXPECT_EQ(j["fields"].size(), 1U);
    EXPECT_EQ(j["fields"][0]["shape"], json::parse("[100]"));
    EXPECT_THAT(h5pulse({"info", path("notebook.h5").string()}).out,
                AllOf(ContainsRegex("last change +2 h [0-9] min ago\n"), ContainsRegex("writer +unknown\n"),
                      ContainsRegex("format +HDF5 of another program\n")));

    EXPECT_EQ(info(makeFile("notebook_one"))["steps"], 1);
    EXPECT_EQ(info(makeFile("notebook_empty"))["steps"], 0);
}

TEST_F(InfoTest, TakesFilesOfOthers)
{
    json j = info(makeFile("no_time"));
    EXPECT_EQ(j["time"]["dataset"], nullptr);
    EXPECT_EQ(j["steps"], 7);
    EXPECT_EQ(j["fields"][0]["steps"], 5);
    EXPECT_EQ(j["fields"][1]["steps"], 7);
    EXPECT_EQ(j["time"]["last"], 6);
    EXPECT_THAT(h5pulse({"info", path("no_time.h5").string()}).out,
                AllOf(ContainsRegex("time +not in the file: step numbers are used\n"),
                      ContainsRegex("\n  a +5 +scalar +float64"), ContainsRegex("\n  b +7 +3 +float32")));

    EXPECT_EQ(info(makeFile("scalars"))["fields"].size(), 2U);
    EXPECT_EQ(info(makeFile("images"))["fields"][0]["type"], "uint16");
    EXPECT_EQ(info(makeFile("complex"))["fields"][1]["type"], "complex128");

    j = info(makeFile("passed_over"));
    ASSERT_EQ(j["skipped"].size(), 1U);
    EXPECT_THAT(j["skipped"][0].get<std::string>(), HasSubstr("words"));
    EXPECT_THAT(h5pulse({"info", path("passed_over.h5").string()}).out,
                ContainsRegex("\nskipped\n  'words': .+\n"));

    j = info(makeFile("not_finite"));
    EXPECT_EQ(j["time"]["last"], 2);
}

TEST_F(InfoTest, TakesAnotherDatasetForTime)
{
    const std::string file = makeFile("seconds");
    EXPECT_EQ(info(file)["time"]["dataset"], nullptr);
    const json j = info(file, {"--time", "seconds"});
    EXPECT_EQ(j["time"]["dataset"], "seconds");
    EXPECT_EQ(j["time"]["units"], "s");
    EXPECT_EQ(j["time"]["first"], 0.5);
    EXPECT_EQ(j["fields"].size(), 1U);
    EXPECT_THAT(h5pulse({"info", file, "--time", "nosuch"}), failsWith(1, {file, "nosuch"}));
}

TEST_F(InfoTest, IsNotFooledByHostileText)
{
    const std::string file = makeFile("hostile");
    const ProcessResult result = h5pulse({"info", file});
    EXPECT_EQ(result.status, 0);
    for (char c : result.out) {
        EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
    }
    EXPECT_THAT(result.out, AllOf(HasSubstr("a\"b,c\\x1b[31m\\nd"), HasSubstr("\\x07V"), HasSubstr("..."),
                                  HasSubstr("\\x1b]0;title\\x07\\r\\n\\u202eabc")));
    for (std::size_t begin = 0, end; (end = result.out.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
        EXPECT_LE(end - begin, 200U);
    }
    const json j = info(file);
    EXPECT_EQ(j["fields"][0]["name"], "a\"b,c\x1b[31m\nd");
    EXPECT_EQ(j["fields"][0]["longName"].get<std::string>().size(), 500U);
}

TEST_F(InfoTest, ShowsTheSegmentsOfAResumedRun)
{
    makeRun("run.h5").fail("no licence");
    {
        Writer writer = Writer::resume(path("run.h5"));
        writer.append(1.5, std::array{1.0, 2.0, 3.0}, std::array<std::uint16_t, 10>{}, 1.0F);
        writer.close();
    }
    const json info = this->info(path("run.h5"));
    ASSERT_EQ(info["segments"].size(), 2U);
    EXPECT_EQ(info["segments"][0]["firstStep"], 0);
    EXPECT_EQ(info["segments"][0]["endStep"], 3);
    EXPECT_EQ(info["segments"][0]["state"], "failed");
    EXPECT_EQ(info["segments"][0]["reason"], "no licence");
    EXPECT_EQ(info["segments"][1]["firstStep"], 3);
    EXPECT_EQ(info["segments"][1]["endStep"], 4);
    EXPECT_EQ(info["segments"][1]["state"], "finished");
    EXPECT_EQ(info["segments"][1]["processId"], ::getpid());
    const std::string text = h5pulse({"info", path("run.h5")}).out;
    EXPECT_THAT(text, testing::ContainsRegex("0 to 2 +20[0-9-]+ [0-9:]+ +20[0-9-]+ [0-9:]+ +process .* on .* "
                                             "+failed: no licence\n +3 to 3 .* finished\n"));
}

TEST_F(InfoTest, WriteProblemIsNamed)
{
    const std::string run = path("run.h5");
    Writer writer(run, {.fields = {{.name = "y"}}},
                  {.background = false}); // no thread that writes heartbeats
    writer.append(0.0, 1.0);
    writer.commit();
    EXPECT_TRUE(info(run).at("writeProblem").is_null());
    setWriteProblem(run, 1, "the disk is full");
    EXPECT_EQ(info(run).at("writeProblem"), "no space");
    setWriteProblem(run, 2, "writing failed");
    EXPECT_EQ(info(run).at("writeProblem"), "write error");
}

} // namespace

} // namespace h5pulse::test
