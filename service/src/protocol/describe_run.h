// SPDX-License-Identifier: MIT
// Members of runs and their status in messages.
#pragma once

#include "protocol/pack.h"

#include <h5pulse/service/run_status.h>

namespace h5pulse::protocol {

/// The type of the second parameter of describe(): constant when an archive writes it.
template <typename Archive, typename T>
using Of = typename Archive::template Of<T>;

template <typename A>
void describe(A& archive, Of<A, AxisDescription>& axis)
{
    archive("name", axis.name);
    archive("units", axis.units);
    archive("long_name", axis.longName);
    archive("values", axis.values);
    archive.require(axis.values != nullptr, "coordinates without values");
}

/// profileCoordinates and profileOrder stay with the service: each frame has what it needs of them.
template <typename A>
void describe(A& archive, Of<A, FieldDescription>& field)
{
    archive("name", field.name);
    archive("shape", field.shape);
    archive("type", field.type);
    archive("units", field.units);
    archive("long_name", field.longName);
    archive("axes", field.axes);
    if constexpr (A::kReads) {
        constexpr std::size_t kMostComponents = std::size_t{1}
                                                << 48U; // the product of the dimensions must not overflow
        std::size_t components = 1;
        for (const std::size_t length : field.shape) {
            archive.require(length <= kMostComponents / std::max<std::size_t>(components, 1),
                            "a field that is too large");
            components *= length;
        }
        archive.require(field.axes.size() == field.shape.size(), "a field needs as many axes as dimensions");
        for (std::size_t i = 0; i < field.axes.size(); ++i) {
            archive.require(!field.axes[i] || field.axes[i]->values->size() == field.shape[i],
                            "coordinates of another length than the dimension");
        }
    }
}

template <typename A>
void describe(A& archive, Of<A, AttributeText>& attribute)
{
    archive("name", attribute.name);
    archive("value", attribute.value);
}

template <typename A>
void describe(A& archive, Of<A, RunDescription>& run)
{
    archive("fields", run.fields);
    archive("has_times", run.hasTimes);
    archive("time_name", run.timeName);
    archive("time_units", run.timeUnits);
    archive("end_time", run.endTime);
    archive("skipped", run.skipped);
    archive("format_version", run.formatVersion);
    archive("writer", run.writer);
    archive("created", run.created);
    archive("attributes", run.attributes);
    archive("file_system", run.fileSystem);
    archive("shared_file_system", run.sharedFileSystem);
    archive.require(std::ranges::all_of(run.fields, [](const FieldPtr& field) { return field != nullptr; }),
                    "a run with a field that is null");
}

template <typename A>
void describe(A& archive, Of<A, RunStatus>& status)
{
    archive("opening", status.opening);
    archive("generation", status.generation);
    archive("path", status.path);
    archive("phase", status.phase);
    archive("message", status.message);
    archive.run("run", status.run);
    archive("write_problem", status.writeProblem);
    archive("presumed_dead", status.presumedDead);
    archive("needs_repair", status.needsRepair);
    archive("silent_since", status.silentSince);
    archive("steps", status.steps);
    archive("field_steps", status.fieldSteps);
    archive("first_time", status.firstTime);
    archive("last_time", status.lastTime);
    archive("steps_per_second", status.stepsPerSecond);
    archive("bytes_per_second", status.bytesPerSecond);
    archive("time_per_second", status.timePerSecond);
    archive("progress", status.progress);
    archive("seconds_left", status.secondsLeft);
    archive("last_commit_time", status.lastCommitTime);
    archive("file_size", status.fileSize);
    archive("commits", status.commits);
    archive("longest_commit", status.longestCommit);
    archive("waits", status.waits);
    archive("wait_seconds", status.waitSeconds);
    archive.require(!status.fieldSteps ||
                        (status.run && status.fieldSteps->size() == status.run->fields.size()),
                    "steps of other fields than the run has");
}

template <typename A>
void describe(A& archive, Of<A, WriterStatus>& writer)
{
    archive("process_id", writer.processId);
    archive("host", writer.host);
    archive("commits", writer.commits);
    archive("committed_steps", writer.committedSteps);
    archive("start_time", writer.startTime);
    archive("last_commit_time", writer.lastCommitTime);
    archive("heartbeat_time", writer.heartbeatTime);
    archive("bytes", writer.bytes);
    archive("waits", writer.waits);
    archive("wait_seconds", writer.waitSeconds);
    archive("longest_commit", writer.longestCommit);
    archive("write_problem", writer.writeProblem);
    archive("reason", writer.reason);
}

template <typename A>
void describe(A& archive, Of<A, Segment>& segment)
{
    archive("first_step", segment.firstStep);
    archive("end_step", segment.endStep);
    archive("start_time", segment.startTime);
    archive("end_time", segment.endTime);
    archive("process_id", segment.processId);
    archive("host", segment.host);
    archive("state", segment.state);
    archive("reason", segment.reason);
}

} // namespace h5pulse::protocol
