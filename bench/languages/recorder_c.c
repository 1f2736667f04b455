/* SPDX-License-Identifier: MIT */
/* Records the workload in C; see recording.h for arguments and answer. */
#include "recording.h"

#include <h5pulse/c.h>

#include <stdio.h>

static int failed(void)
{
    fprintf(stderr, "%s\n", h5pulse_last_error());
    return 1;
}

static int appendAll(h5pulse_writer* writer, Recording* job)
{
    for (size_t step = 0; step < job->steps; ++step) {
        const void* values[1];
        values[0] = recordingRow(job, step);
        if (h5pulse_writer_append(writer, job->timeStep * (double)step, values) != 0) {
            return failed();
        }
    }
    return 0;
}

static int putAll(h5pulse_writer* writer, Recording* job)
{
    for (size_t step = 0; step < job->steps; ++step) {
        if (h5pulse_writer_begin_step(writer, job->timeStep * (double)step) != 0 ||
            h5pulse_writer_put(writer, "y", recordingRow(job, step)) != 0 ||
            h5pulse_writer_end_step(writer) != 0) {
            return failed();
        }
    }
    return 0;
}

static int appendBlocks(h5pulse_writer* writer, Recording* job)
{
    for (size_t step = 0; step < job->steps; step += job->batch) {
        const size_t count = recordingTimes(job, step);
        const void* values[1];
        values[0] = recordingRow(job, step);
        if (h5pulse_writer_append_many(writer, count, job->times, values) != 0) {
            return failed();
        }
    }
    return 0;
}

int main(int argc, char** argv)
{
    Recording job;
    if (!recordingFrom(argc, argv, &job)) {
        return 2;
    }
    recordingStart(&job);
    h5pulse_writer* writer = h5pulse_writer_new(job.file);
    if (h5pulse_writer_add_field(writer, "y", H5PULSE_FLOAT64, 1, &job.components, "") != 0 ||
        h5pulse_writer_set_commit_interval(writer, 0.0) != 0 ||
        h5pulse_writer_set_commit_steps(writer, job.batch) != 0 || h5pulse_writer_open(writer) != 0) {
        return failed();
    }
    const int status = job.way == RECORD_BLOCKS ? appendBlocks(writer, &job)
                       : job.way == RECORD_PUTS ? putAll(writer, &job)
                                                : appendAll(writer, &job);
    if (status != 0 || h5pulse_writer_close(writer) != 0) {
        return failed();
    }
    recordingEnd(&job);
    h5pulse_writer_free(writer);
    return 0;
}
