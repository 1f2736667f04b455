/* SPDX-License-Identifier: MIT */
#ifndef H5PULSE_BENCH_RECORDING_H
#define H5PULSE_BENCH_RECORDING_H

#include <stddef.h>

/* Common parts of the recorders in C++, C and Fortran, so that only the language differs.
 *
 * Arguments as of bench/python/recording.py: steps|puts|blocks FILE POOL STEPS COMPONENTS BATCH TIME_STEP 0.
 * The answer is one line: wall and processor time in seconds, and 0 as number of commits.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef enum RecordingWay {
    RECORD_STEPS, /* a step a call */
    RECORD_PUTS,  /* a step field by field: begin, put, end */
    RECORD_BLOCKS /* whole batches at once */
} RecordingWay;

typedef struct Recording
{
    const char* file;
    RecordingWay way;
    size_t steps, components, batch;
    double timeStep;
    double* rows; /* of the pool, and a batch more: the first come again */
    size_t pool;
    double* times; /* room for a batch of them */
    double wall, processor;
} Recording;

/* Returns 1, or 0 after printing the error for wrong arguments. */
int recordingFrom(int argc, char** argv, Recording* job);
/* Row `step` of the workload, followed by those of the batch. */
const double* recordingRow(const Recording* job, size_t step);
/* Fills job->times with the times of the batch from `step` on; returns their number. */
size_t recordingTimes(Recording* job, size_t step);
void recordingStart(Recording* job);
void recordingEnd(Recording* job);

#ifdef __cplusplus
}
#endif

#endif
