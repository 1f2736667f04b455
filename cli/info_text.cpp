// SPDX-License-Identifier: MIT
#include "info.h"

#include "format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>
#include <type_traits>

namespace h5pulse::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string orDash(const std::string& text)
{
    return text.empty() ? "-" : shortened(text);
}

std::string withUnit(double value, const std::string& units)
{
    return compactNumber(value) + (units.empty() ? "" : " " + shortened(units));
}

std::string timeText(const Reader& reader, const RunSummary& summary)
{
    const RunInfo& run = reader.info();
    if (run.timeDataset.empty()) {
        return "not in the file: step numbers are used";
    }
    std::string text = reader.steps() == 0 ? "none yet"
                                           : compactNumber(summary.firstTime) + " to " +
                                                 withUnit(summary.lastTime, run.timeUnits);
    if (std::isfinite(run.endTime)) {
        text += ", expected end " + withUnit(run.endTime, run.timeUnits);
        const double progress = summary.progress(reader);
        if (!std::isnan(progress)) {
            std::array<char, 32> percent;
            std::snprintf(percent.data(), percent.size(), " (%.1f %%)", 100 * progress);
            text += percent.data();
        }
    }
    return text;
}

std::string writerText(const Reader& reader)
{
    const WriterStatus& writer = reader.writerStatus();
    const std::string program = reader.info().writer.empty() ? "" : shortened(reader.info().writer);
    if (writer.processId == 0) {
        return program.empty() ? "unknown" : program;
    }
    std::string text = "process " + std::to_string(writer.processId);
    if (!writer.host.empty()) {
        text += " on " + shortened(writer.host);
    }
    return program.empty() ? text : text + ", " + program;
}

std::string fileSystemText(const RunInfo& run)
{
    return (run.fileSystem.empty() ? "unknown" : run.fileSystem) +
           ", shared: steps from another machine can appear late";
}

std::string attributeText(const Attribute& attribute)
{
    static constexpr std::size_t kShown = 8;
    return std::visit(
        [](const auto& value) -> std::string {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::string>) {
                return shortened(value, 80);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                return std::to_string(value);
            } else if constexpr (std::is_same_v<T, double>) {
                return compactNumber(value);
            } else {
                std::string list;
                for (std::size_t i = 0; i < std::min(value.size(), kShown); ++i) {
                    list += (i == 0 ? "" : ", ") + compactNumber(value[i]);
                }
                return value.size() > kShown ? list + ", ... (" + std::to_string(value.size()) + ")" : list;
            }
        },
        attribute);
}

Rows runRows(const Reader& reader, const RunSummary& summary)
{
    const bool ours = reader.info().formatVersion != 0;
    Rows rows{{"state", std::string(toString(reader.state()))}};
    if (reader.state() != RunState::Running && reader.state() != RunState::Finished) {
        rows.push_back({"", escaped(reader.stateText())});
    }
    rows.push_back({"steps", std::to_string(reader.steps())});
    rows.push_back({"time", timeText(reader, summary)});
    const double age = summary.age(reader);
    rows.push_back({ours ? "last commit" : "last change", std::isnan(age) ? "unknown" : humanAge(age)});
    rows.push_back({"writer", writerText(reader)});
    if (!reader.info().created.empty()) {
        rows.push_back({"created", shortened(reader.info().created)});
    }
    rows.push_back({"file size", humanBytes(reader.fileSize())});
    if (reader.info().sharedFileSystem) {
        rows.push_back({"file system", fileSystemText(reader.info())});
    }
    rows.push_back({"format", ours ? "h5pulse " + std::to_string(reader.info().formatVersion)
                                   : "HDF5 of another program"});
    return rows;
}

Rows fieldRows(const Reader& reader)
{
    const std::vector<FieldInfo>& fields = reader.fields();
    const auto isShort = [&](const FieldInfo& field) { return reader.steps(field.name) != reader.steps(); };
    const bool showSteps = std::any_of(fields.begin(), fields.end(), isShort);
    Rows rows{{"name", "shape", "type", "units", "axes", "long name"}};
    for (const FieldInfo& field : fields) {
        std::string axes;
        for (const std::string& axis : field.axes) {
            axes += (axes.empty() ? "" : ", ") + orDash(axis);
        }
        rows.push_back({shortened(field.name), shapeText(field.shape), std::string(toString(field.type)),
                        orDash(field.units), axes.empty() ? "-" : axes, orDash(field.longName)});
    }
    if (showSteps) {
        rows[0].insert(rows[0].begin() + 1, "steps");
        for (std::size_t i = 0; i < fields.size(); ++i) {
            rows[i + 1].insert(rows[i + 1].begin() + 1, std::to_string(reader.steps(fields[i].name)));
        }
    }
    return rows;
}

Rows axisRows(const Reader& reader)
{
    Rows rows;
    std::set<std::string> seen;
    for (const FieldInfo& field : reader.fields()) {
        for (std::size_t i = 0; i < field.axes.size(); ++i) {
            const std::optional<AxisInfo> axis = reader.axis(field.name, i);
            if (axis && !axis->values.empty() && seen.insert(axis->name).second) {
                rows.push_back({shortened(axis->name), std::to_string(axis->values.size()) + " values",
                                compactNumber(axis->values.front()) + " to " +
                                    withUnit(axis->values.back(), axis->units),
                                shortened(axis->longName)});
            }
        }
    }
    return rows;
}

/// One row per writer.
Rows segmentRows(const Reader& reader)
{
    const std::vector<Segment>& segments = reader.segments();
    if (segments.empty()) {
        return {};
    }
    Rows rows{{"steps", "started", "last sign", "writer", "ended"}};
    for (const Segment& segment : segments) {
        const std::string steps =
            segment.firstStep == segment.endStep
                ? "none"
                : std::to_string(segment.firstStep) + " to " + std::to_string(segment.endStep - 1);
        std::string end(toString(segment.state));
        if (!segment.reason.empty()) {
            end += ": " + shortened(segment.reason);
        }
        rows.push_back({steps, dateText(segment.startTime), dateText(segment.endTime),
                        "process " + std::to_string(segment.processId) + " on " + shortened(segment.host),
                        end});
    }
    return rows;
}

std::string section(const std::string& title, const Rows& rows)
{
    return rows.empty() ? "" : "\n" + title + "\n" + alignedTable(rows);
}

} // namespace

std::string infoText(const Reader& reader, const RunSummary& summary)
{
    Rows attributes;
    for (const auto& [name, value] : reader.info().attributes) {
        attributes.push_back({shortened(name), attributeText(value)});
    }
    Rows skipped;
    for (const std::string& sentence : reader.info().skipped) {
        skipped.push_back({shortened(sentence, 160)});
    }
    return escaped(reader.path().string()) + "\n" + alignedTable(runRows(reader, summary)) +
           section("segments", segmentRows(reader)) + section("fields", fieldRows(reader)) +
           section("axes", axisRows(reader)) + section("attributes", attributes) +
           section("skipped", skipped);
}

} // namespace h5pulse::cli
