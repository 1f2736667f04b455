/* SPDX-License-Identifier: MIT */
/* A program in plain C99: records a run, reads it back, and says what it read. */
#include <h5pulse/c.h>

#include <stdio.h>
#include <stdlib.h>

static void require(int status)
{
    if (status != H5PULSE_OK) {
        fprintf(stderr, "%s\n", h5pulse_last_error());
        exit(1);
    }
}

static void record(const char* path)
{
    size_t shape[] = {4};
    double y[4], energy;
    const void* values[2];
    int step, i;
    h5pulse_writer* w = h5pulse_writer_new(path);
    h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 1, shape, "V");
    h5pulse_writer_add_field(w, "energy", H5PULSE_FLOAT64, 0, NULL, "J");
    h5pulse_writer_set_end_time(w, 1.0);
    h5pulse_writer_set_commit_interval(w, 0.1);
    h5pulse_writer_set_replace(w, 1);
    require(h5pulse_writer_open(w));
    values[0] = y;
    values[1] = &energy;
    for (step = 0; step <= 10; ++step) {
        energy = 0.0;
        for (i = 0; i < 4; ++i) {
            y[i] = step + 0.25 * i;
            energy += y[i] * y[i];
        }
        require(h5pulse_writer_append(w, 0.1 * step, values));
    }
    require(h5pulse_writer_close(w));
    h5pulse_writer_free(w);
}

static void read_back(const char* path)
{
    double y[4], times[11];
    h5pulse_reader* r = h5pulse_reader_open(path);
    require(h5pulse_reader_refresh(r));
    require(h5pulse_reader_read_times(r, 0, h5pulse_reader_steps(r), times));
    require(h5pulse_reader_read_step(r, "y", 10, y, 4));
    printf("%lu steps to t = %g, y[3] = %g, %s\n", (unsigned long)h5pulse_reader_steps(r), times[10], y[3],
           h5pulse_reader_state(r) == H5PULSE_STATE_FINISHED ? "finished" : "not finished");
    h5pulse_reader_free(r);
}

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    record(argv[1]);
    read_back(argv[1]);
    return 0;
}
