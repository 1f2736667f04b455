// SPDX-License-Identifier: MIT
// A client of a service that says what the protocol does not allow.
#include "service_process_fixture.h"

#include <h5pulse/service/message.h>
#include <h5pulse/version.h>

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <random>
#include <set>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;

/// Each service says something that the protocol does not allow. All end in a sentence, and nothing else happens.
class LyingService : public ServiceProcessTest,
                     public testing::WithParamInterface<std::pair<const char*, const char*>>
{
protected:
    static std::string message(const std::string& text)
    {
        std::string bytes = Message{text, {}}.bytes();
        std::string escaped;
        for (const char c : bytes) {
            std::array<char, 5> octal{};
            std::snprintf(octal.data(), octal.size(), "\\%03o", static_cast<unsigned char>(c));
            escaped += octal.data();
        }
        return "printf '" + escaped + "'\n";
    }
};

/// Replays what a service said, with mistakes.
class DamagedService : public ServiceProcessTest
{
protected:
    /// All that a service says about a run with some kinds of queries: its first line, and messages.
    std::vector<std::string> record()
    {
        newWriter(3)->close();
        m_request.queries["set"] = {2, FrameSetQuery{.frames = {{.field = "y"}, {.field = "y", .steps = 1}}}};
        m_request.queries["traces"] = {3, TraceQuery{.ids = {{"y", 1}}}};
        m_request.queries["map"] = {4, MapQuery{.field = "y"}};
        m_request.queries["table"] = {5, TableQuery{.field = "y", .box = {0, 0, 3, 1}}};
        m_request.queries["information"] = {6, InformationQuery{}};
        const std::filesystem::path said = m_folder / "said";
        start(script("'" H5PULSE_COMMAND_FILE "' \"$@\" | tee '" + said.string() + "'\n"));
        std::set<std::string> answered;
        EXPECT_TRUE(test::waitUntil([&] {
            const std::optional<RunReply> reply = m_process->take();
            for (const auto& [name, result] : reply ? reply->results : QueryReplies()) {
                answered.insert(name);
            }
            return answered.size() == m_request.queries.size();
        }));
        m_process.reset();
        std::ifstream file(said, std::ios::binary);
        return messagesOf({std::istreambuf_iterator<char>(file), {}});
    }

    static std::vector<std::string> messagesOf(const std::string& said)
    {
        constexpr std::size_t kHeader = 16;
        std::size_t at = said.find('\n') + 1;
        std::vector<std::string> messages{said.substr(0, at)};
        while (at + kHeader <= said.size()) {
            std::uint32_t text = 0;
            std::uint64_t arrays = 0;
            std::memcpy(&text, said.data() + at + 4, sizeof text);
            std::memcpy(&arrays, said.data() + at + 8, sizeof arrays);
            messages.push_back(said.substr(at, kHeader + text + arrays));
            at += messages.back().size();
        }
        return messages;
    }

    /// Says these messages to the client, two under way as a service does, and takes what it believes. True if it
    /// believed a frame.
    /// @param patience  seconds without a word of the client, which may wait for the rest of a message
    bool playBack(const std::vector<std::string>& messages, double patience)
    {
        std::string sizes;
        std::ofstream said(m_folder / "damaged", std::ios::binary);
        for (const std::string& message : messages) {
            sizes += " " + std::to_string(message.size());
            said << message;
        }
        said.close();
        const std::filesystem::path player = m_folder / "player.py";
        std::ofstream(player) << "import os, select, sys\n"
                                 "said = open(sys.argv[1], 'rb')\n"
                                 "patience = float(sys.argv[2])\n"
                                 "messages = [said.read(int(size)) for size in sys.argv[3:]]\n"
                                 "os.write(1, messages.pop(0))\n" // the first line
                                 "heard, under_way = b'', 0\n"
                                 "while messages:\n"
                                 "    if b'\"request\"' in heard and under_way < 2:\n"
                                 "        os.write(1, messages.pop(0))\n"
                                 "        under_way += 1\n"
                                 "        continue\n"
                                 "    if not select.select([0], [], [], patience)[0]:\n"
                                 "        break\n"
                                 "    more = os.read(0, 65536)\n"
                                 "    if not more:\n"
                                 "        break\n"
                                 "    heard += more\n"
                                 "    under_way -= more.count(b'\"ack\"')\n";
        start(script("exec " H5PULSE_TEST_PYTHON " -ISE '" + player.string() + "' '" +
                     (m_folder / "damaged").string() + "' " + std::to_string(patience) + sizes + "\n"));
        bool believed = false;
        EXPECT_TRUE(test::waitUntil([&] {
            const bool ended = state().losses > 0; // before the look, so that the last replies are seen
            while (const std::optional<RunReply> reply = m_process->take()) {
                for (const auto& [name, result] : reply->results) {
                    believed = isConsistent(result.result) || believed;
                }
            }
            return ended;
        })) << "neither the end of the service nor its mistake was noticed";
        m_lastProblem = state().lastProblem;
        m_process.reset();
        return believed;
    }

    static bool isConsistent(const QueryResultPtr& result)
    {
        const auto frame = std::dynamic_pointer_cast<const FrameResult>(result);
        if (!frame || !frame->frame) {
            return false;
        }
        EXPECT_EQ(frame->frame->x->size(), frame->frame->real.size());
        EXPECT_TRUE(frame->frame->field);
        return true;
    }

    std::string m_lastProblem;
};

} // namespace

TEST_P(LyingService, IsFoundOut)
{
    std::string text = "echo 'h5pulse-serve " + std::to_string(kProtocolVersion) + " 0.1.0'\n";
    const std::string lie = GetParam().first;
    text += lie.starts_with("{") ? message(lie) : lie;
    start(script(text + "\ncat >/dev/null\n"));
    ASSERT_TRUE(waitUntil([&] { return !problem().empty(); }));
    EXPECT_THAT(problem(), HasSubstr("sent something wrong: "));
    EXPECT_THAT(problem(), HasSubstr(GetParam().second));
    EXPECT_FALSE(m_status);
}

INSTANTIATE_TEST_SUITE_P(
    Lies, LyingService,
    testing::Values(
        std::pair("echo no message", "not a message"),
        std::pair("printf 'h5pm\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377'",
                  "larger than the limits"),
        std::pair("{\"reply\": 7}", "more replies than were asked for"),
        std::pair("{\"pong\": 50}", "was not asked"),
        std::pair("{\"busy\": 18446744073709551615}", "was not asked"),
        std::pair("{\"reply\": 1, \"results\": 3}", "not a list"),
        std::pair("{\"reply\": 1, \"results\": [{\"kind\": \"problem\", \"name\": \"stranger\"}]}",
                  "was not asked")));

TEST_F(ServiceProcessTest, SkipsWhatALoginShellPrintsButNotForEver)
{
    start(script("yes 'Welcome to the cluster'\n"));
    ASSERT_TRUE(waitUntil([&] { return !problem().empty(); }));
    EXPECT_THAT(problem(), HasSubstr("does not speak h5pulse's protocol"));
}

TEST_F(DamagedService, DoesNoHarm)
{
    const std::vector<std::string> said = record();
    ASSERT_GT(said.size(), 2U);
    EXPECT_TRUE(playBack(said, 20.0)) << "undamaged: " << m_lastProblem;
    std::mt19937 random(20'261'130);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<std::string> damaged = said;
        for (std::size_t mistakes = 1 + random() % 3; mistakes > 0; --mistakes) {
            std::string& message = damaged[random() % damaged.size()];
            const std::size_t at = random() % message.size();
            switch (random() % 4) {
            case 0: // a part is missing
                message.erase(at, random() % 2 == 0 ? 1 : random() % 40);
                break;
            case 1: // a part comes twice
                message.insert(at, message.substr(at, 1 + random() % 200));
                break;
            case 2: // another number, or another structure
                message[at] = "0123456789,:\"{}[]-ex"[random() % 20];
                break;
            default:
                message[at] = static_cast<char>(random());
            }
            message += message.empty() ? " " : "";
        }
        refused += playBack(damaged, 0.1) ? 0 : 1;
    }
    EXPECT_GT(refused, 6) << "the mistakes matter";
}

} // namespace h5pulse::test
