// SPDX-License-Identifier: MIT
#include <h5pulse/service/codec.h>

#include "protocol/describe_results.h"
#include "protocol/trace_memory.h"

#include <tuple>
#include <utility>
#include <variant>

namespace h5pulse {

namespace {

using namespace protocol;

/// A kind of query, and of its results.
template <typename Q, typename R>
struct Kind
{
    using Query = Q;
    using Result = R;
    const char* name;
};

constexpr std::tuple kKinds{Kind<FrameQuery, FrameResult>{"frame"},
                            Kind<FrameSetQuery, FrameSet>{"frame_set"},
                            Kind<MatchedFrameQuery, MatchedFrame>{"matched_frame"},
                            Kind<TraceQuery, TraceSet>{"traces"},
                            Kind<MapQuery, MapResult>{"map"},
                            Kind<DiagnosticsQuery, DiagnosticsResult>{"diagnostics"},
                            Kind<SpectrumQuery, SpectrumResult>{"spectrum"},
                            Kind<TableQuery, TablePage>{"table"},
                            Kind<InformationQuery, Information>{"information"},
                            Kind<NonFiniteQuery, NonFiniteReport>{"non_finite"},
                            Kind<ThresholdQuery, CrossingReport>{"thresholds"},
                            Kind<HistogramQuery, HistogramResult>{"histogram"}};

/// The variant of all queries of kKinds.
template <typename... K>
std::variant<typename K::Query...> queryOf(const std::tuple<K...>&);
static_assert(std::same_as<decltype(queryOf(kKinds)), Query>,
              "each query needs a kind here, in the order of Query");

constexpr const char* kProblem = "problem"; // of a result that has nothing but a problem

template <typename Use>
void forEachKind(Use&& use)
{
    std::apply([&](const auto&... kind) { (use(kind), ...); }, kKinds);
}

/// The member of an object with its kind: {"kind": ...}.
std::string kindOf(const Json& json)
{
    const auto found = json.is_object() ? json.find("kind") : json.end();
    if (found == json.end() || !found->is_string()) {
        refuse("a query or result without kind");
    }
    return found->get<std::string>();
}

void packResult(Packer& archive, Json& json, const QueryResult& result)
{
    bool known = false;
    forEachKind([&]<typename K>(const K& kind) {
        if (const auto* own = dynamic_cast<const typename K::Result*>(&result); own && !known) {
            known = true;
            json = archive.pack(*own);
            json["kind"] = kind.name;
        }
    });
    if (!known) {
        json = archive.pack(result);
        json["kind"] = kProblem;
    }
}

QueryResultPtr unpackResult(Unpacker& archive, const Json& json)
{
    const std::string name = kindOf(json);
    QueryResultPtr result;
    const auto read = [&]<typename R>(std::type_identity<R>) {
        auto made = std::make_shared<R>();
        archive.unpack(json, *made);
        result = std::move(made);
    };
    forEachKind([&]<typename K>(const K& kind) {
        if (name == kind.name) {
            read(std::type_identity<typename K::Result>());
        }
    });
    if (name == kProblem) {
        read(std::type_identity<QueryResult>());
    }
    if (!result) {
        refuse("a result of the unknown kind '" + name + "'");
    }
    return result;
}

Json packQueries(Packer& archive, const Queries& queries)
{
    Json json = Json::array();
    for (const auto& [name, numbered] : queries) {
        forEachKind([&]<typename K>(const K& kind) {
            if (const auto* query = std::get_if<typename K::Query>(&numbered.query)) {
                json.push_back(archive.pack(*query));
                json.back()["kind"] = kind.name;
            }
        });
        json.back()["name"] = archive.pack(name);
        json.back()["number"] = numbered.number;
    }
    return json;
}

Queries unpackQueries(const Json& json, const ArrayReader& arrays, const KnownRuns& runs)
{
    Queries queries;
    if (!json.is_array()) {
        refuse("queries are not a list");
    }
    for (const Json& item : json) {
        const std::string kindName = kindOf(item);
        Unpacker archive(item, arrays, runs);
        std::string name;
        archive("name", name);
        NumberedQuery& numbered = queries[name];
        archive("number", numbered.number);
        bool known = false;
        forEachKind([&]<typename K>(const K& kind) {
            if (kindName == kind.name) {
                known = true;
                archive.unpack(item, numbered.query.template emplace<typename K::Query>());
            }
        });
        archive.require(known, "a query of the unknown kind '" + kindName + "'");
    }
    return queries;
}

/// Whether arrays and objects lie within each other as deep as those of a message do, at most. A parser would make a
/// gigabyte of values out of 16 MiB of '['.
bool isShallow(std::string_view text)
{
    constexpr int kDeepest = 64;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\' ? 1 : 0; // the next one is escaped
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepest) {
                return false;
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return true;
}

Json parse(const std::string& text)
{
    if (!isShallow(text)) {
        refuse("the text of a message is nested too deeply");
    }
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        refuse("the text of a message is not a JSON object");
    }
    return json;
}

/// Two runs have the same bytes if they are described alike.
std::string bytesOf(const RunDescription& run)
{
    ArrayWriter arrays;
    KnownRuns runs;
    Json newRuns;
    const Json json = Packer(arrays, runs, newRuns).pack(run);
    return json.dump() + arrays.take();
}

/// Null: the message has no such member.
const Json* find(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found == json.end() ? nullptr : &*found;
}

} // namespace

Message encode(const ClientMessage& message)
{
    ArrayWriter arrays;
    KnownRuns runs;
    Json newRuns;
    Packer archive(arrays, runs, newRuns);
    Json json = Json::object();
    if (message.request) {
        Json& request = json["request"] = archive.pack(*message.request);
        request["queries"] = packQueries(archive, message.request->queries);
    }
    if (message.acknowledged != 0) {
        json["ack"] = message.acknowledged;
    }
    if (message.ping != 0) {
        json["ping"] = message.ping;
    }
    return {json.dump(), arrays.take()};
}

ClientMessage decodeClientMessage(const Message& message)
{
    const Json json = parse(message.text);
    const ArrayReader arrays(message.arrays);
    const KnownRuns runs;
    ClientMessage result;
    if (const Json* request = find(json, "request")) {
        Unpacker(json, arrays, runs)("request", result.request.emplace());
        if (const Json* queries = find(*request, "queries")) {
            result.request->queries = unpackQueries(*queries, arrays, runs);
        }
    }
    Unpacker(json, arrays, runs)("ack", result.acknowledged);
    Unpacker(json, arrays, runs)("ping", result.ping);
    return result;
}

ReplyEncoder::ReplyEncoder()
    : m_traces(std::make_unique<TraceMemory>())
{
}

ReplyEncoder::~ReplyEncoder() = default;

Message ReplyEncoder::encode(const ServiceMessage& message)
{
    ArrayWriter arrays;
    Json newRuns = Json::array();
    Packer archive(arrays, m_runs, newRuns);
    Json json = Json::object();
    if (message.pong != 0) {
        json["pong"] = message.pong;
    }
    if (message.number == 0) {
        json["busy"] = message.busy;
        return {json.dump(), arrays.take()};
    }
    const RunReply& reply = message.reply;
    json["reply"] = message.number;
    json["opening"] = reply.opening;
    if (reply.status) {
        json["status"] = archive.pack(*reply.status);
    }
    if (reply.cursor) {
        json["cursor"] = {{"request", reply.cursor->request}, {"step", reply.cursor->step}};
    }
    Json results = Json::array();
    for (const auto& [name, answer] : reply.results) {
        Json& item = results.emplace_back();
        if (const auto set = std::dynamic_pointer_cast<const TraceSet>(answer.result)) {
            const std::vector<std::uint64_t> known = m_traces->known(name, *set);
            packResult(archive, item, *TraceMemory::withoutFirst(*set, known));
            item["known_bins"] = known;
            m_traces->remember(name, set);
        } else {
            packResult(archive, item, *answer.result);
        }
        item["name"] = archive.pack(name);
        item["number"] = answer.number;
        item["request"] = answer.request;
    }
    json["results"] = std::move(results);
    json["runs"] = std::move(newRuns);
    return {json.dump(), arrays.take()};
}

ReplyDecoder::ReplyDecoder(RunDescriptionPtr previous)
    : m_previous(std::move(previous))
    , m_traces(std::make_unique<TraceMemory>())
{
}

ReplyDecoder::~ReplyDecoder() = default;

ServiceMessage ReplyDecoder::decode(const Message& message)
{
    const Json json = parse(message.text);
    const ArrayReader arrays(message.arrays);
    Unpacker archive(json, arrays, m_runs);
    ServiceMessage result;
    archive("reply", result.number);
    archive("busy", result.busy);
    archive("pong", result.pong);
    archive("opening", result.reply.opening);
    if (const Json* runs = find(json, "runs")) {
        archive.require(runs->is_array() && runs->size() <= KnownRuns::kKept, "too many runs at once");
        for (const Json& item : *runs) {
            auto run = std::make_shared<RunDescription>();
            archive.unpack(item, *run);
            const RunDescriptionPtr previous = std::exchange(m_previous, nullptr);
            m_runs.add(previous && bytesOf(*previous) == bytesOf(*run) ? previous : std::move(run));
        }
    }
    archive("status", result.reply.status);
    if (const Json* cursor = find(json, "cursor")) {
        Unpacker inner(*cursor, arrays, m_runs);
        CursorReply& reply = result.reply.cursor.emplace();
        inner("request", reply.request);
        inner("step", reply.step);
    }
    if (const Json* results = find(json, "results")) {
        archive.require(results->is_array(), "results are not a list");
        for (const Json& item : *results) {
            Unpacker inner(item, arrays, m_runs);
            std::string name;
            inner("name", name);
            QueryReply& reply = result.reply.results[name];
            inner("number", reply.number);
            inner("request", reply.request);
            reply.result = unpackResult(inner, item);
            if (const auto set = std::dynamic_pointer_cast<const TraceSet>(reply.result)) {
                std::vector<std::uint64_t> known(set->traces.size(), 0);
                inner("known_bins", known);
                const TraceSetPtr whole = m_traces->completed(name, *set, known);
                m_traces->remember(name, whole);
                reply.result = whole;
            }
        }
    }
    return result;
}

} // namespace h5pulse
