// SPDX-License-Identifier: MIT
// A server and its client over pipes, on a run that is written meanwhile.
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/service/codec.h>
#include <h5pulse/service/stdio_server.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <future>
#include <poll.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

/// A server on a thread of its own, and the client's ends of its pipes.
class StdioServer : public testing::Test
{
protected:
    StdioServer()
    {
        std::signal(SIGPIPE, SIG_IGN);
        std::array<int, 2> requests{};
        std::array<int, 2> replies{};
        EXPECT_EQ(::pipe(requests.data()), 0);
        EXPECT_EQ(::pipe(replies.data()), 0);
        m_out = requests[1];
        m_in = replies[0];
        m_ended = std::async(std::launch::async, [in = requests[0], out = replies[1]] {
            struct Closer
            {
                int in, out;
                ~Closer()
                {
                    ::close(in);
                    ::close(out);
                }
            } const closer{in, out};
            serve(in, out);
        });
        m_request.path = m_path.string();
        m_request.opening = 1;
        m_request.queries["frame"] = {1, FrameQuery{.field = "y"}};
    }

    ~StdioServer() override
    {
        closeOutput();
        closeInput();
    }

    void closeOutput()
    {
        if (m_out >= 0) {
            ::close(std::exchange(m_out, -1));
        }
    }

    void closeInput()
    {
        if (m_in >= 0) {
            ::close(std::exchange(m_in, -1));
        }
    }

    void send(std::string_view bytes) const
    {
        ASSERT_EQ(::write(m_out, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }

    void greet()
    {
        send(clientGreeting());
        std::string bytes;
        while (!m_greeting.feed(bytes)) {
            bytes = readSome(std::chrono::seconds(30));
            ASSERT_NE(bytes, "") << "no first line";
        }
        m_parser.feed(m_greeting.rest());
    }

    void post()
    {
        ++m_request.number;
        send(encode({.request = m_request}).bytes());
    }

    void acknowledge(std::uint64_t number) const { send(encode({.acknowledged = number}).bytes()); }

    /// What has arrived; empty: nothing in time, or the end.
    std::string readSome(std::chrono::milliseconds patience) const
    {
        pollfd wanted{m_in, POLLIN, 0};
        std::string bytes(1U << 16U, '\0');
        if (::poll(&wanted, 1, static_cast<int>(patience.count())) <= 0) {
            return {};
        }
        bytes.resize(
            static_cast<std::size_t>(std::max<ssize_t>(0, ::read(m_in, bytes.data(), bytes.size()))));
        return bytes;
    }

    /// The next reply, or none if no reply comes in time.
    std::optional<ServiceMessage> receive(std::chrono::milliseconds patience = std::chrono::seconds(30))
    {
        for (;;) {
            if (const std::optional<Message> message = m_parser.next()) {
                m_bytes += message->bytes().size();
                ServiceMessage decoded = m_decoder.decode(*message);
                if (decoded.number != 0) {
                    return decoded;
                }
                continue;
            }
            const std::string bytes = readSome(patience);
            if (bytes.empty()) {
                return std::nullopt;
            }
            m_parser.feed(bytes);
        }
    }

    /// Takes replies until one has the frame of a step, and returns it.
    FramePtr frameOf(std::uint64_t step)
    {
        while (const std::optional<ServiceMessage> message = receive()) {
            acknowledge(message->number);
            for (const auto& [name, reply] : message->reply.results) {
                const auto result = std::dynamic_pointer_cast<const FrameResult>(reply.result);
                if (result && result->frame && result->frame->step == step) {
                    return result->frame;
                }
            }
        }
        return nullptr;
    }

    bool hasEnded() { return m_ended.wait_for(std::chrono::seconds(30)) == std::future_status::ready; }

    static RunSpec spec() { return {.fields = {{.name = "y", .shape = {100'000}}}}; }
    static std::vector<double> valuesOf(double step) { return std::vector<double>(100'000, step); }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunRequest m_request;
    int m_in = -1;
    int m_out = -1;
    std::future<void> m_ended;
    GreetingParser m_greeting{"h5pulse-serve"};
    MessageParser m_parser;
    ReplyDecoder m_decoder;
    std::size_t m_bytes = 0;
};

} // namespace

TEST_F(StdioServer, FollowsALiveRun)
{
    Writer writer(m_path, spec());
    greet();
    post();
    for (int step = 0; step < 5; ++step) {
        writer.append(0.1 * step, valuesOf(step + 0.1));
        writer.commit();
        const FramePtr frame = frameOf(static_cast<std::uint64_t>(step));
        ASSERT_TRUE(frame) << step;
        EXPECT_EQ(frame->real, valuesOf(step + 0.1));
        EXPECT_EQ(frame->time, 0.1 * step);
    }
    m_request.cursor = {CursorPosition::At::Step, 2, 0.0};
    post();
    ASSERT_TRUE(frameOf(2));
    closeOutput();
    ASSERT_TRUE(hasEnded());
    EXPECT_NO_THROW(m_ended.get()) << "a client that leaves is no error";
}

TEST_F(StdioServer, HasTwoRepliesUnderWayAndThenSendsTheLatest)
{
    Writer writer(m_path, spec());
    greet();
    post();
    std::vector<std::uint64_t> numbers;
    for (int round = 0; round < 10; ++round) { // ten steps, which this client does not acknowledge
        writer.append(0.1 * round, valuesOf(round));
        writer.commit();
        while (const auto message = receive(std::chrono::milliseconds(100))) {
            numbers.push_back(message->number);
        }
    }
    EXPECT_FALSE(receive(std::chrono::milliseconds(500)));
    EXPECT_EQ(numbers, (std::vector<std::uint64_t>{1, 2}));
    acknowledge(2);
    const auto next = receive();
    ASSERT_TRUE(next && next->reply.results.contains("frame"));
    const auto result = std::dynamic_pointer_cast<const FrameResult>(next->reply.results.at("frame").result);
    EXPECT_EQ(result->frame->step, 9U) << "the steps between are left out";
}

/// 100,000 points for a plot of 800 pixels, 60 times a second: less than 1 MB/s.
TEST_F(StdioServer, SendsWhatAPlotCanShow)
{
    constexpr std::size_t kPixels = 800;
    std::vector<double> values(100'000);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = std::sin(0.37 * static_cast<double>(i) * static_cast<double>(i)); // no float
    }
    values[77'777] = 2.5;
    values[33'333] = -2.5;
    Writer writer(m_path, spec());
    writer.append(0.0, values);
    writer.commit();
    greet();
    m_request.queries["frame"] = {1, FrameQuery{.field = "y", .slice = 0, .detail = {.pixels = kPixels}}};
    post();
    ASSERT_TRUE(frameOf(0));
    m_bytes = 0; // the run is described now
    writer.append(0.1, values);
    writer.commit();
    const FramePtr frame = frameOf(1);
    ASSERT_TRUE(frame);
    EXPECT_LE(frame->real.size(), 2 * kPixels);
    EXPECT_LT(m_bytes, 1'000'000U / 60U);
    EXPECT_EQ(std::ranges::max(frame->real), 2.5);
    EXPECT_EQ(std::ranges::min(frame->real), -2.5);
    for (std::size_t i = 0; i < frame->real.size(); ++i) {
        ASSERT_EQ(frame->real[i], values[frame->componentAt(i)]);
        ASSERT_EQ((*frame->x)[i], static_cast<double>(frame->componentAt(i)));
    }
}

TEST_F(StdioServer, EndsWhenItsClientIsGoneWhileItSends)
{
    Writer writer(m_path, spec());
    writer.append(0.0, valuesOf(0.5));
    writer.commit();
    greet();
    post(); // the frame is larger than a pipe
    closeInput();
    ASSERT_TRUE(hasEnded());
    EXPECT_NO_THROW(m_ended.get());
}

TEST_F(StdioServer, RefusesNonsense)
{
    greet();
    send("GET / HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(hasEnded());
    EXPECT_THROW(m_ended.get(), ProtocolError);
}

TEST_F(StdioServer, RefusesAClientOfAnotherVersion)
{
    send("h5pulse-client 2 9.9.9\n");
    ASSERT_TRUE(hasEnded());
    EXPECT_THROW(m_ended.get(), ProtocolError);
}

TEST_F(StdioServer, RefusesAnAcknowledgementOfTheFuture)
{
    greet();
    acknowledge(1);
    ASSERT_TRUE(hasEnded());
    EXPECT_THROW(m_ended.get(), ProtocolError);
}

} // namespace h5pulse::test
