// SPDX-License-Identifier: MIT
// Messages and first lines, in pieces and broken.
#include <h5pulse/service/message.h>
#include <h5pulse/version.h>

#include <gtest/gtest.h>

#include <array>

namespace h5pulse::test {

namespace {

std::string header(std::uint64_t text, std::uint64_t arrays)
{
    std::string bytes = "h5pm";
    for (unsigned i = 0; i < 4; ++i) {
        bytes += static_cast<char>(text >> 8U * i);
    }
    for (unsigned i = 0; i < 8; ++i) {
        bytes += static_cast<char>(arrays >> 8U * i);
    }
    return bytes;
}

} // namespace

TEST(Messages, HaveAHeaderWithTheirSizes)
{
    EXPECT_EQ((Message{"{}", "abc"}.bytes()), header(2, 3) + "{}abc");
    EXPECT_THROW((Message{std::string(Message::kMaxText + 1, ' '), ""}.bytes()), ProtocolError);
}

TEST(Messages, ArriveInPieces)
{
    const std::string stream =
        Message{"{\"a\":1}", ""}.bytes() + Message{"", "xyz"}.bytes() + Message{"{}", "0"}.bytes();
    for (const std::size_t piece : {1UL, 2UL, 7UL, 17UL, stream.size()}) {
        MessageParser parser;
        std::vector<Message> found;
        for (std::size_t i = 0; i < stream.size(); i += piece) {
            parser.feed(std::string_view(stream).substr(i, piece));
            while (auto message = parser.next()) {
                found.push_back(std::move(*message));
            }
        }
        ASSERT_EQ(found.size(), 3U) << piece;
        EXPECT_EQ(found[0].text, "{\"a\":1}");
        EXPECT_EQ(found[1].arrays, "xyz");
        EXPECT_EQ(found[2].text + found[2].arrays, "{}0");
    }
}

TEST(Messages, OthersAreRefusedBeforeTheyTakeMemory)
{
    for (const std::string& bytes : {std::string("x"), std::string("h5pX"), header(Message::kMaxText + 1, 0),
                                     header(0, Message::kMaxArrays + 1), header(1, ~std::uint64_t{0})}) {
        MessageParser parser;
        parser.feed(bytes);
        EXPECT_THROW(parser.next(), ProtocolError) << bytes;
    }
    MessageParser parser;
    parser.feed(header(Message::kMaxText, Message::kMaxArrays));
    EXPECT_FALSE(parser.next()) << "allowed, and not there yet";
}

TEST(Greetings, AreFoundAfterWhatALoginPrints)
{
    const std::string stream = "Last login: today\nmodule loaded $ " + serviceGreeting() + "h5pm";
    for (const std::size_t piece : {1UL, 5UL, stream.size()}) {
        GreetingParser parser("h5pulse-serve");
        std::string rest;
        bool found = false;
        for (std::size_t i = 0; i < stream.size(); i += piece) {
            const std::string_view next = std::string_view(stream).substr(i, piece);
            if (found) {
                rest += next;
            } else if ((found = parser.feed(next))) {
                rest = parser.rest();
            }
        }
        EXPECT_TRUE(found);
        EXPECT_EQ(rest, "h5pm");
        EXPECT_EQ(parser.release(), H5PULSE_VERSION);
        EXPECT_EQ(parser.noise(), "Last login: today\n");
    }
}

TEST(Greetings, OfAnotherVersionNameBoth)
{
    GreetingParser parser("h5pulse-serve");
    try {
        parser.feed("h5pulse-serve 99 7.8.9\n");
        FAIL() << "accepted";
    } catch (const ProtocolError& error) {
        EXPECT_NE(std::string(error.what()).find("h5pulse 7.8.9 and speaks version 99"), std::string::npos)
            << error.what();
        EXPECT_NE(std::string(error.what()).find(H5PULSE_VERSION " and speaks version 1"), std::string::npos);
    }
}

TEST(Greetings, AreNotAwaitedForEver)
{
    GreetingParser lines("h5pulse-serve");
    GreetingParser oneLine("h5pulse-serve");
    const auto flood = [](GreetingParser& parser, const std::string& piece) {
        for (std::size_t i = 0; i < GreetingParser::kMaxNoise; ++i) {
            parser.feed(piece);
        }
    };
    EXPECT_THROW(flood(lines, "command not found\n"), ProtocolError);
    EXPECT_THROW(flood(oneLine, "abc"), ProtocolError);
    EXPECT_LE(lines.noise().size(), GreetingParser::kMaxNoise);
}

} // namespace h5pulse::test
