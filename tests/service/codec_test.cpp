// SPDX-License-Identifier: MIT
// Requests and replies as messages: all kinds of queries and results on a real run, and messages that lie.
#include "query_answer.h"
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/service/codec.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <complex>
#include <cstring>
#include <random>
#include <typeinfo>

namespace h5pulse::test {

namespace {

using Json = nlohmann::json;

const std::vector<Query> kQueries{
    FrameSetQuery{.frames = {{.field = "y"},
                             {.field = "y",
                              .from = FrameWanted::From::Start,
                              .steps = 3,
                              .detail = {.pixels = 8, .window = ProfileWindow{1.5, 2.5}}},
                             {.field = "image", .slice = 1, .steps = 2},
                             {.field = "unknown"}}},
    MatchedFrameQuery{.field = "z", .position = {.byStep = true, .step = 7}},
    TraceQuery{.ids = {{"y", 5, Part::Real}, {"z", 0, Part::Imaginary}, {"energy", 0, Part::Real}},
               .window = TraceWindow{TraceWindow::Axis::Time, 0.5, 1.0},
               .pixels = 10},
    MapQuery{.field = "y", .mode = MapMode::MaxMagnitude, .columns = 12, .rows = 7},
    DiagnosticsQuery{.field = "y", .window = TraceWindow{TraceWindow::Axis::Step, 2, 9}},
    SpectrumQuery{.profile = "y", .trace = {}, .range = {}, .options = {SpectrumQuantity::PowerDensity}},
    TableQuery{.field = "number", .box = {0, 0, 2, 1}},
    TableQuery{.field = {}, .box = {0, 0, 1, 1}},
    TableQuery{.field = "z", .box = {1, 0, 3, 1}},
    InformationQuery{},
    NonFiniteQuery{},
    ThresholdQuery{{{{"energy", 0, Part::Real}, Threshold::Side::Below, -0.5}}},
    HistogramQuery{.field = "y", .bins = 9}};

class Codec : public testing::Test
{
protected:
    Codec()
    {
        RunSpec spec{.fields = {{.name = "y", .shape = {40}, .units = "V"},
                                {.name = "z", .shape = {5}, .type = ElementType::Complex64},
                                {.name = "image", .shape = {3, 4, 6}, .type = ElementType::Float32},
                                {.name = "number", .shape = {2}, .type = ElementType::UInt64},
                                {.name = "energy"}}};
        spec.endTime = 5.0;
        std::vector<double> x(40);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = 1.0 - 0.1 * static_cast<double>(i); // descending
        }
        spec.fields[0].axes = {"x"};
        spec.axes = {{.name = "x", .values = x, .units = "m"}};
        Writer writer(m_path, spec);
        for (int k = 0; k < 20; ++k) {
            std::vector<double> y(40, 0.1 * k);
            y[3] = k == 10 ? std::numeric_limits<double>::quiet_NaN() : 1.0 / 3.0;
            writer.append(
                0.1 * k, y, std::vector<std::complex<float>>(5, {1.5F, -0.25F * static_cast<float>(k)}),
                std::vector<float>(72, static_cast<float>(k)),
                std::vector<std::uint64_t>{~std::uint64_t{0}, std::uint64_t{1} << 60U}, k == 15 ? -1.0 : 1.0);
        }
        writer.close();
    }

    QueryResultPtr answerTo(const Query& query) const
    {
        Answering answering(m_path, query);
        Reader& reader = answering.reader();
        reader.refresh();
        answering.runner().setTarget(reader, {reader.steps(), 15, false});
        QueryResultPtr result;
        EXPECT_TRUE(waitUntil([&] { // searches report from time to time only
            if (answering.runner().wantsMore()) {
                answering.runner().advance(reader);
            }
            const QueryResultPtr next = answering.runner().take();
            result = next ? next : result;
            return result && result->complete;
        })) << query.index();
        return result;
    }

    /// A reply with one result.
    static ServiceMessage replyWith(const QueryResultPtr& result)
    {
        ServiceMessage message{.number = 1};
        message.reply.opening = 3;
        message.reply.results["name"] = {4, 5, result};
        return message;
    }

    static Message encoded(const QueryResultPtr& result) { return ReplyEncoder().encode(replyWith(result)); }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

} // namespace

TEST_F(Codec, RequestsArriveAsTheyWere)
{
    RunRequest request;
    request.number = 7;
    request.opening = 2;
    request.path = "/tmp/b\xff\"ad.h5";
    request.timeDataset = "zeit";
    request.follow = false;
    request.framesPerSecond = 30;
    request.cursor = {CursorPosition::At::Time, 0, 0.1 + 0.2};
    std::uint64_t number = ~std::uint64_t{0}; // no number of double
    request.queries["cursor"] = {number, FrameQuery{"y", 2, 800}};
    for (const Query& query : kQueries) {
        request.queries["query " + std::to_string(number)] = {--number, query};
    }
    const ClientMessage message = decodeClientMessage(encode({.request = request, .acknowledged = 12}));
    EXPECT_EQ(message.acknowledged, 12U);
    ASSERT_TRUE(message.request);
    EXPECT_EQ(message.request->number, 7U);
    EXPECT_EQ(message.request->opening, 2U);
    EXPECT_EQ(message.request->path, request.path);
    EXPECT_EQ(message.request->timeDataset, "zeit");
    EXPECT_FALSE(message.request->follow);
    EXPECT_TRUE(message.request->visible);
    EXPECT_EQ(message.request->framesPerSecond, 30);
    EXPECT_EQ(message.request->cursor, request.cursor);
    ASSERT_EQ(message.request->queries.size(), request.queries.size());
    for (const auto& [name, numbered] : request.queries) {
        EXPECT_EQ(message.request->queries.at(name).number, numbered.number);
        EXPECT_EQ(message.request->queries.at(name).query, numbered.query) << name;
    }
}

TEST_F(Codec, ResultsOfAllKindsArriveAsTheyWere)
{
    for (std::size_t i = 0; i < kQueries.size(); ++i) {
        const QueryResultPtr result = answerTo(kQueries[i]);
        ASSERT_TRUE(result) << i;
        ASSERT_EQ(result->problem, "") << i;
        const Message message = encoded(result);
        const ServiceMessage decoded = ReplyDecoder().decode(message);
        EXPECT_EQ(decoded.number, 1U);
        EXPECT_EQ(decoded.reply.opening, 3U);
        const QueryReply& reply = decoded.reply.results.at("name");
        EXPECT_EQ(reply.number, 4U);
        EXPECT_EQ(reply.request, 5U);
        EXPECT_EQ(typeid(*reply.result), typeid(*result)) << i;
        // The same values give the same message.
        const Message again = encoded(reply.result);
        EXPECT_EQ(again.text, message.text) << i;
        EXPECT_EQ(again.arrays, message.arrays) << i;
    }
}

TEST_F(Codec, ValuesAreExact)
{
    const auto set = std::dynamic_pointer_cast<const FrameSet>(
        ReplyDecoder().decode(encoded(answerTo(kQueries[0]))).reply.results.at("name").result);
    const auto own = std::dynamic_pointer_cast<const FrameSet>(answerTo(kQueries[0]));
    ASSERT_EQ(set->frames.size(), 4U);
    EXPECT_FALSE(set->frames[3]);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(set->frames[i]->real, own->frames[i]->real) << i;
        EXPECT_EQ(set->frames[i]->time, own->frames[i]->time);
        EXPECT_EQ(set->frames[i]->rows, own->frames[i]->rows);
        ASSERT_EQ(bool(set->frames[i]->x), bool(own->frames[i]->x));
        EXPECT_TRUE(!own->frames[i]->x || *set->frames[i]->x == *own->frames[i]->x) << i;
    }
    EXPECT_EQ(set->frames[0]->componentAt(0), 39U) << "descending coordinates";
    const auto page = std::dynamic_pointer_cast<const TablePage>(
        ReplyDecoder().decode(encoded(answerTo(kQueries[6]))).reply.results.at("name").result);
    EXPECT_EQ(page->values.front().text(0), "18446744073709551615");
    EXPECT_EQ(page->values.front().text(1), "1152921504606846976");
    const auto map = std::dynamic_pointer_cast<const MapResult>(
        ReplyDecoder().decode(encoded(answerTo(kQueries[3]))).reply.results.at("name").result);
    EXPECT_TRUE(map->coordinates && map->coordinates->units == "m");
}

TEST_F(Codec, TheFileSystemOfARunArrives)
{
    auto run = std::make_shared<RunDescription>();
    run->fileSystem = "NFS";
    run->sharedFileSystem = true;
    auto status = std::make_shared<RunStatus>();
    status->run = run;
    ServiceMessage message{.number = 1};
    message.reply.status = status;
    const Message encoded = ReplyEncoder().encode(message);
    EXPECT_EQ(Json::parse(encoded.text)["runs"][0]["file_system"], "NFS");
    const RunDescriptionPtr arrived = ReplyDecoder().decode(encoded).reply.status->run;
    EXPECT_EQ(arrived->fileSystem, "NFS");
    EXPECT_TRUE(arrived->sharedFileSystem);
}

TEST_F(Codec, ARunIsDescribedOnce)
{
    Answering answering(m_path, kQueries[1]);
    const auto first = answering.answer<QueryResult>(3);
    ReplyEncoder encoder;
    ReplyDecoder decoder;
    const Message described = encoder.encode(replyWith(first));
    const Message shorter = encoder.encode(replyWith(answering.answer<QueryResult>(4)));
    EXPECT_EQ(Json::parse(described.text)["runs"].size(), 1U);
    EXPECT_EQ(Json::parse(shorter.text)["runs"].size(), 0U);
    const RunDescriptionPtr run = decoder.decode(described).reply.results.at("name").result->run;
    EXPECT_EQ(decoder.decode(shorter).reply.results.at("name").result->run, run) << "the same object";
    EXPECT_EQ(run->fieldNames(), (std::vector<std::string>{"y", "z", "image", "number", "energy"}));
    EXPECT_EQ(run->endTime, 5.0);
    EXPECT_EQ(*run->field("y")->axes.front()->values, *first->run->field("y")->axes.front()->values);
    EXPECT_THROW(ReplyDecoder().decode(shorter), ProtocolError) << "the run is not known there";
}

namespace {

/// A trace with bins 0 to `count` - 1.
TraceSetPtr growingTrace(const QueryResultPtr& any, std::size_t count, std::uint64_t component = 0)
{
    auto trace = std::make_shared<Trace>();
    trace->id = {"y", component, Part::Real};
    trace->field = any->run->field("y");
    for (std::size_t i = 0; i < count; ++i) {
        const double low = i == 3 ? std::numeric_limits<double>::quiet_NaN() : 0.1 * static_cast<double>(i);
        trace->bins.push_back(
            {i, i + 1, 0.5 * static_cast<double>(i), 0.5 * static_cast<double>(i), low, low, low});
    }
    trace->steps = count;
    auto set = std::make_shared<TraceSet>();
    set->run = any->run;
    set->traces = {trace};
    return set;
}

std::size_t arraysOf(const Message& message)
{
    return message.arrays.size();
}

} // namespace

TEST_F(Codec, AGrowingTraceIsSentWithoutTheBinsThatWereSent)
{
    const QueryResultPtr any = answerTo(InformationQuery{});
    ReplyEncoder encoder;
    ReplyDecoder decoder;
    const auto send = [&](const TraceSetPtr& set) {
        const Message message = encoder.encode(replyWith(set));
        const auto got = std::dynamic_pointer_cast<const TraceSet>(
            decoder.decode(message).reply.results.at("name").result);
        const std::vector<TraceBin>& sent = set->traces.front()->bins;
        const std::vector<TraceBin>& bins = got->traces.front()->bins;
        EXPECT_EQ(bins.size(), sent.size());
        for (std::size_t i = 0; i < std::min(bins.size(), sent.size()); ++i) {
            EXPECT_EQ(std::memcmp(&bins[i], &sent[i], sizeof(TraceBin)), 0) << i;
        }
        return arraysOf(message);
    };
    const std::size_t first = send(growingTrace(any, 1'000));
    EXPECT_GT(first, 10'000U);
    EXPECT_LT(send(growingTrace(any, 1'010)), first / 20) << "NaN is NaN";
    EXPECT_LT(send(growingTrace(any, 1'010)), first / 20) << "nothing new";
    EXPECT_LT(send(growingTrace(any, 500)), first / 20) << "a beginning";
    EXPECT_GT(send(growingTrace(any, 1'000, 7)), first / 2) << "another component";
    auto changed = std::make_shared<TraceSet>(*growingTrace(any, 1'000, 7));
    auto trace = std::make_shared<Trace>(*changed->traces.front());
    trace->bins[2].high += 1.0;
    changed->traces = {trace};
    EXPECT_GT(send(changed), first / 2) << "a bin was written again";
}

TEST_F(Codec, BinsThatWereNotSentAreRefused)
{
    const QueryResultPtr any = answerTo(InformationQuery{});
    ReplyEncoder encoder;
    encoder.encode(replyWith(growingTrace(any, 10)));
    const Message second = encoder.encode(replyWith(growingTrace(any, 12)));
    ReplyDecoder decoder;
    decoder.decode(encoded(growingTrace(any, 3))); // describes the run, and has too few bins
    EXPECT_THROW(decoder.decode(second), ProtocolError);
    Message none = second;
    const std::size_t at = none.text.find("\"known_bins\":[10]");
    ASSERT_NE(at, std::string::npos);
    none.text.replace(at, 17, "\"known_bins\":[] ");
    ReplyDecoder other;
    other.decode(encoded(growingTrace(any, 10)));
    EXPECT_THROW(other.decode(none), ProtocolError);
}

TEST_F(Codec, TracesOfManyNamesAreForgottenAtBothEnds)
{
    const QueryResultPtr any = answerTo(InformationQuery{});
    ReplyEncoder encoder;
    ReplyDecoder decoder;
    for (int round = 0; round < 3; ++round) {
        for (int name = 0; name < 40; ++name) {
            ServiceMessage message{.number = 1};
            message.reply.results["name " + std::to_string(name)] = {4, 5, growingTrace(any, 100)};
            const ServiceMessage got = decoder.decode(encoder.encode(message));
            const auto set =
                std::dynamic_pointer_cast<const TraceSet>(got.reply.results.begin()->second.result);
            ASSERT_EQ(set->traces.front()->bins.size(), 100U);
        }
    }
}

TEST_F(Codec, OldRunsAreForgottenAtBothEnds)
{
    ReplyEncoder encoder;
    ReplyDecoder decoder;
    std::vector<QueryResultPtr> results;
    for (int i = 0; i < 7; ++i) {
        results.push_back(answerTo(InformationQuery{})); // each with a description of its own
    }
    for (int round = 0; round < 2; ++round) {
        for (const QueryResultPtr& result : results) {
            const Message message = encoder.encode(replyWith(result));
            EXPECT_EQ(Json::parse(message.text)["runs"].size(), 1U);
            EXPECT_TRUE(decoder.decode(message).reply.results.at("name").result->run);
        }
    }
}

TEST_F(Codec, StatusAndCursorArriveAsTheyWere)
{
    auto status = std::make_shared<RunStatus>();
    status->phase = RunPhase::Stalled;
    status->path = "/data/run.h5";
    status->message = "no space left";
    status->writeProblem = WriteProblem::NoSpace;
    status->run = answerTo(InformationQuery{})->run;
    status->steps = 20;
    status->fieldSteps =
        std::make_shared<const std::vector<std::uint64_t>>(std::vector<std::uint64_t>{1, 2, 3, 4, 20});
    status->progress = 0.5;
    ServiceMessage message{.number = 9};
    message.reply.status = status;
    message.reply.cursor = CursorReply{11, 17};
    const ServiceMessage decoded = ReplyDecoder().decode(ReplyEncoder().encode(message));
    ASSERT_TRUE(decoded.reply.status && decoded.reply.cursor);
    EXPECT_EQ(decoded.reply.cursor->request, 11U);
    EXPECT_EQ(decoded.reply.cursor->step, 17U);
    EXPECT_EQ(decoded.reply.status->phase, RunPhase::Stalled);
    EXPECT_EQ(decoded.reply.status->writeProblem, WriteProblem::NoSpace);
    EXPECT_EQ(decoded.reply.status->message, "no space left");
    EXPECT_EQ(*decoded.reply.status->fieldSteps, *status->fieldSteps);
    EXPECT_EQ(decoded.reply.status->progress, 0.5);
    EXPECT_TRUE(std::isnan(decoded.reply.status->secondsLeft));
    EXPECT_EQ(ReplyDecoder().decode(ReplyEncoder().encode({.busy = 1250})).busy, 1250U);
}

TEST_F(Codec, AResultWithOnlyAProblemArrives)
{
    const QueryResultPtr result = Answering(m_path, MapQuery{.field = "unknown"}).answer<QueryResult>();
    const QueryResultPtr decoded = ReplyDecoder().decode(encoded(result)).reply.results.at("name").result;
    EXPECT_EQ(decoded->problem, result->problem);
    EXPECT_NE(decoded->problem, "");
}

/// A frame of y with one member changed.
class LyingService : public Codec
{
protected:
    void change(const std::string& pointer, const Json& value) const
    {
        Json json = Json::parse(m_message.text);
        ASSERT_TRUE(json.contains(Json::json_pointer(pointer))) << pointer;
        json[Json::json_pointer(pointer)] = value;
        EXPECT_THROW(ReplyDecoder().decode({json.dump(), m_message.arrays}), ProtocolError)
            << pointer << " = " << value;
    }

    Message m_message = encoded(answerTo(FrameSetQuery{.frames = {{.field = "y"}}}));
};

TEST_F(LyingService, IsRefused)
{
    EXPECT_NO_THROW(ReplyDecoder().decode(m_message));
    const std::string frame = "/results/0/frames/0/";
    change(frame + "field", 5);
    change(frame + "field", nullptr);
    change(frame + "run", 2);
    change(frame + "rows", 1);
    change(frame + "step", -1);
    change(frame + "step", 1.5);
    change(frame + "real/count", 41);
    change(frame + "real/count", 39);
    change(frame + "real/count", ~std::uint64_t{0});
    change(frame + "real/offset", std::uint64_t{1} << 63U);
    change(frame + "real/type", "<i4");
    change(frame + "real/type", "<x9");
    change(frame + "real", "text");
    change(frame + "components/count", 39);
    change(frame + "components", {{"type", "|u1"}, {"offset", 0}, {"count", 40}, {"from", 40}});
    change(frame + "components", {{"type", "|u1"}, {"offset", 0}, {"count", 40}, {"from", -1}});
    change(frame + "components", Json::array({1, 2}));
    change(frame + "components", Json::array({"a"}));
    change("/results/0/kind", "unknown");
    change("/results/0/kind", "map");
    change("/results/0/frames", Json::array());
    change("/results", 1);
    change("/runs/0/fields/0/shape", Json::array({39}));
    change("/runs/0/fields/0/shape", Json::array({40, 1}));
    change("/runs/0/fields/1/shape", Json::array({std::uint64_t{1} << 40U, std::uint64_t{1} << 40U}));
    change("/runs/0/fields/1", nullptr);
    change("/runs/0/fields/1/type", "float16");
    change("/runs", Json::array());
}

TEST_F(LyingService, DeepOrBrokenTextIsRefused)
{
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{"), std::string(1'000'000, '['),
          std::string("{\"reply\":1}x"), std::string("{\"a\":\"\xff\"}")}) {
        EXPECT_THROW(ReplyDecoder().decode({text, ""}), ProtocolError) << text.substr(0, 20);
        EXPECT_THROW(decodeClientMessage({text, ""}), ProtocolError) << text.substr(0, 20);
    }
}

TEST_F(LyingService, OnlyNestingCountsAsDeep)
{
    const auto decoded = [](const std::string& member) {
        return ReplyDecoder().decode({"{\"reply\": 1, \"new\": " + member + "}", ""}).number;
    };
    EXPECT_EQ(decoded("\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\""), 1U)
        << "within a text";
    EXPECT_EQ(decoded(std::string(63, '[') + std::string(63, ']')), 1U);
    EXPECT_THROW(decoded(std::string(64, '[') + std::string(64, ']')), ProtocolError);
    std::string many = "[[]";
    for (int i = 0; i < 1000; ++i) {
        many += ",[]";
    }
    EXPECT_EQ(decoded(many + "]"), 1U) << "beside each other";
}

/// Bytes are changed at random. A message is refused, or what it says is consistent.
TEST_F(LyingService, ChangedBytesDoNoHarm)
{
    std::mt19937 random(20'261'130);
    int refused = 0;
    int accepted = 0;
    for (const Query& query : kQueries) {
        const Message original = encoded(answerTo(query));
        for (int round = 0; round < 300; ++round) {
            Message message = original;
            for (int i = 0; i < 1 + round % 3; ++i) {
                std::string& part =
                    message.arrays.empty() || random() % 4 > 0 ? message.text : message.arrays;
                const char byte = "0123456789,:\"{}[]-ex"[random() % 20];
                part[random() % part.size()] = random() % 2 == 0 ? byte : static_cast<char>(random());
            }
            try {
                const ServiceMessage decoded = ReplyDecoder().decode(message);
                for (const auto& [name, reply] : decoded.reply.results) {
                    static_cast<void>(encoded(reply.result)); // walks over all of it
                }
                ++accepted;
            } catch (const ProtocolError&) {
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, 500);
    EXPECT_GT(accepted, 100) << "the changes are too coarse to test what is accepted";
}

} // namespace h5pulse::test
