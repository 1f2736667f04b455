// SPDX-License-Identifier: MIT
// Records the workload in C++; see recording.h for arguments and answer.
#include "recording.h"

#include <h5pulse/writer.h>

#include <chrono>
#include <span>

int main(int argc, char** argv)
{
    Recording job;
    if (!recordingFrom(argc, argv, &job)) {
        return 2;
    }
    recordingStart(&job);
    h5pulse::Writer writer(job.file, {.fields = {{.name = "y", .shape = {job.components}}}},
                           {.commitInterval = std::chrono::milliseconds(0), .commitSteps = job.batch});
    if (job.way == RECORD_BLOCKS) {
        for (std::size_t step = 0; step < job.steps; step += job.batch) {
            const std::size_t count = recordingTimes(&job, step);
            writer.appendMany(std::span(job.times, count),
                              std::span(recordingRow(&job, step), count * job.components));
        }
    } else if (job.way == RECORD_PUTS) {
        for (std::size_t step = 0; step < job.steps; ++step) {
            writer.beginStep(job.timeStep * static_cast<double>(step));
            writer.put("y", std::span(recordingRow(&job, step), job.components));
            writer.endStep();
        }
    } else {
        for (std::size_t step = 0; step < job.steps; ++step) {
            writer.append(job.timeStep * static_cast<double>(step),
                          std::span(recordingRow(&job, step), job.components));
        }
    }
    writer.close();
    recordingEnd(&job);
}
