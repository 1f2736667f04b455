/* SPDX-License-Identifier: MIT */
/* A damped wave on a string of 100 points, written to run.h5 as it is computed. */
#include <h5pulse/c.h>

#include <math.h>
#include <stdio.h>

int main(void)
{
    double y[100], energy;
    const size_t shape[] = {100};
    const void* values[] = {y, &energy}; /* in the order of the fields */
    h5pulse_writer* w = h5pulse_writer_new("run.h5");
    h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 1, shape, "V");
    h5pulse_writer_add_field(w, "energy", H5PULSE_FLOAT64, 0, NULL, "");
    h5pulse_writer_set_end_time(w, 10.0);
    int failed = h5pulse_writer_open(w);
    for (int step = 0; step <= 1000 && !failed; ++step) {
        const double t = 0.01 * step;
        energy = 0.0;
        for (int i = 0; i < 100; ++i) {
            y[i] = exp(-0.1 * t) * sin(6.2831853 * (0.02 * i - t));
            energy += 0.5 * y[i] * y[i];
        }
        failed = h5pulse_writer_append(w, t, values);
    }
    failed = failed || h5pulse_writer_close(w);
    if (failed) {
        fprintf(stderr, "%s\n", h5pulse_last_error());
    }
    h5pulse_writer_free(w);
    return failed;
}
