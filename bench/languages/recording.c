/* SPDX-License-Identifier: MIT */
#include "recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The first rows are repeated after the last row of the pool, one batch of them. */
static int readPool(const char* path, Recording* job)
{
    FILE* file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 0;
    }
    fseek(file, 0, SEEK_END);
    const size_t row = job->components * sizeof(double);
    job->pool = (size_t)ftell(file) / row;
    rewind(file);
    job->rows = malloc((job->pool + job->batch) * row);
    job->times = malloc(job->batch * sizeof(double));
    const int good = job->pool > 0 && job->rows != NULL && job->times != NULL &&
                     fread(job->rows, row, job->pool, file) == job->pool;
    fclose(file);
    for (size_t i = 0; good && i < job->batch; ++i) {
        memcpy(job->rows + (job->pool + i) * job->components, job->rows + (i % job->pool) * job->components,
               row);
    }
    return good;
}

int recordingFrom(int argc, char** argv, Recording* job)
{
    if (argc < 8) {
        fprintf(stderr, "usage: %s steps|puts|blocks FILE POOL STEPS COMPONENTS BATCH TIME_STEP [0]\n",
                argv[0]);
        return 0;
    }
    memset(job, 0, sizeof *job);
    job->way = strcmp(argv[1], "blocks") == 0 ? RECORD_BLOCKS
               : strcmp(argv[1], "puts") == 0 ? RECORD_PUTS
                                              : RECORD_STEPS;
    job->file = argv[2];
    job->steps = strtoull(argv[4], NULL, 10);
    job->components = strtoull(argv[5], NULL, 10);
    job->batch = strtoull(argv[6], NULL, 10);
    job->timeStep = strtod(argv[7], NULL);
    return readPool(argv[3], job);
}

const double* recordingRow(const Recording* job, size_t step)
{
    return job->rows + (step % job->pool) * job->components;
}

size_t recordingTimes(Recording* job, size_t step)
{
    const size_t count = job->steps - step < job->batch ? job->steps - step : job->batch;
    for (size_t i = 0; i < count; ++i) {
        job->times[i] = job->timeStep * (double)(step + i);
    }
    return count;
}

void recordingStart(Recording* job)
{
    job->wall = now(CLOCK_MONOTONIC);
    job->processor = now(CLOCK_PROCESS_CPUTIME_ID);
}

void recordingEnd(Recording* job)
{
    printf("%.17g %.17g 0\n", now(CLOCK_MONOTONIC) - job->wall,
           now(CLOCK_PROCESS_CPUTIME_ID) - job->processor);
}
