// SPDX-License-Identifier: MIT
#include "info.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace h5pulse::cli {

namespace {

using Json = nlohmann::ordered_json; // keys in order, for people who read it

Json orNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

/// Seconds since a time of the writer's clock; null if that clock differs from ours.
Json knownAge(double age)
{
    return age >= -1.0 ? Json(std::max(age, 0.0)) : Json();
}

/// JSON turns numbers that are not finite into null.
Json knownTime(double time)
{
    return time > 0 ? Json(time) : Json();
}

Json fieldJson(const Reader& reader, const FieldInfo& field)
{
    Json axes = Json::array();
    for (std::size_t i = 0; i < field.shape.size(); ++i) {
        axes.push_back(i < field.axes.size() ? orNull(field.axes[i]) : Json());
    }
    return {{"name", field.name},
            {"type", toString(field.type)},
            {"shape", field.shape},
            {"units", orNull(field.units)},
            {"longName", orNull(field.longName)},
            {"axes", std::move(axes)},
            {"steps", reader.steps(field.name)}};
}

Json axesJson(const Reader& reader)
{
    Json axes = Json::array();
    std::set<std::string> seen;
    for (const FieldInfo& field : reader.fields()) {
        for (std::size_t i = 0; i < field.axes.size(); ++i) {
            const std::optional<AxisInfo> axis = reader.axis(field.name, i);
            if (axis && seen.insert(axis->name).second) {
                axes.push_back({{"name", axis->name},
                                {"units", orNull(axis->units)},
                                {"longName", orNull(axis->longName)},
                                {"values", axis->values}});
            }
        }
    }
    return axes;
}

Json attributesJson(const Attributes& attributes)
{
    Json object = Json::object();
    for (const auto& [name, attribute] : attributes) {
        object[name] = std::visit([](const auto& value) { return Json(value); }, attribute);
    }
    return object;
}

Json writerJson(const WriterStatus& writer)
{
    const bool known = writer.processId != 0;
    return {{"processId", known ? Json(writer.processId) : Json()},
            {"host", orNull(writer.host)},
            {"startTime", knownTime(writer.startTime)},
            {"heartbeatTime", knownTime(writer.heartbeatTime)},
            {"commits", known ? Json(writer.commits) : Json()},
            {"bytes", known ? Json(writer.bytes) : Json()},
            {"waits", known ? Json(writer.waits) : Json()},
            {"waitSeconds", known ? Json(writer.waitSeconds) : Json()},
            {"longestCommit", known ? Json(writer.longestCommit) : Json()}};
}

Json segmentsJson(const Reader& reader)
{
    Json segments = Json::array();
    for (const Segment& segment : reader.segments()) {
        segments.push_back({{"firstStep", segment.firstStep},
                            {"endStep", segment.endStep},
                            {"startTime", knownTime(segment.startTime)},
                            {"endTime", knownTime(segment.endTime)},
                            {"processId", segment.processId},
                            {"host", orNull(segment.host)},
                            {"state", toString(segment.state)},
                            {"reason", orNull(segment.reason)}});
    }
    return segments;
}

std::string_view writeProblemName(WriteProblem problem)
{
    switch (problem) {
    case WriteProblem::None:
        break;
    case WriteProblem::NoSpace:
        return "no space";
    case WriteProblem::WriteError:
        return "write error";
    }
    return {};
}

} // namespace

std::string infoJson(const Reader& reader, const RunSummary& summary)
{
    const RunInfo& run = reader.info();
    const WriterStatus& writer = reader.writerStatus();
    Json json{
        {"file", reader.path().string()},
        {"size", reader.fileSize()},
        {"fileSystem", {{"name", orNull(run.fileSystem)}, {"shared", run.sharedFileSystem}}},
        {"formatVersion", run.formatVersion},
        {"created", orNull(run.created)},
        {"program", orNull(run.writer)},
        {"state", toString(reader.state())},
        {"stateText", reader.stateText()},
        {"live", isLive(reader.state())},
        {"reason", orNull(writer.reason)},
        {"presumedDeadSince", knownTime(writer.presumedDeadSince)},
        {"writeProblem", orNull(std::string(writeProblemName(writer.writeProblem)))},
        {"steps", reader.steps()},
        {"time",
         {{"dataset", orNull(run.timeDataset)},
          {"units", orNull(run.timeUnits)},
          {"first", summary.firstTime},
          {"last", summary.lastTime},
          {"end", run.endTime}}},
        {"progress", summary.progress(reader)},
        {"lastCommit", {{"time", knownTime(writer.lastCommitTime)}, {"age", knownAge(summary.age(reader))}}},
        {"writer", writerJson(writer)},
        {"segments", segmentsJson(reader)}};
    json["fields"] = Json::array();
    for (const FieldInfo& field : reader.fields()) {
        json["fields"].push_back(fieldJson(reader, field));
    }
    json["axes"] = axesJson(reader);
    json["attributes"] = attributesJson(run.attributes);
    json["skipped"] = run.skipped;
    // Replace bytes that are not UTF-8, which would otherwise throw.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace h5pulse::cli
