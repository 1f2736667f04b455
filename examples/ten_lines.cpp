// SPDX-License-Identifier: MIT
// A damped wave on a string of 100 points, written to run.h5 as it is computed.
#include <h5pulse/writer.h>

#include <cmath>

int main()
{
    h5pulse::RunSpec run{.fields = {{.name = "y", .shape = {100}, .units = "V"}, {.name = "energy"}}};
    run.endTime = 10.0;
    h5pulse::Writer writer("run.h5", run);
    double y[100];
    for (int step = 0; step <= 1000; ++step) {
        const double t = 0.01 * step;
        double energy = 0.0;
        for (int i = 0; i < 100; ++i) {
            y[i] = std::exp(-0.1 * t) * std::sin(6.2831853 * (0.02 * i - t));
            energy += 0.5 * y[i] * y[i];
        }
        writer.append(t, y, energy);
    }
    writer.close();
}
