// SPDX-License-Identifier: MIT
// The program of the README: a damped wave on a string of 100 points, written to run.h5 as it is computed.
#include <h5pulse/writer.h>

#include <cmath>
#include <numbers>
#include <vector>

int main()
{
    h5pulse::Writer writer(
        "run.h5",
        {.fields = {{.name = "y", .shape = {100}, .units = "V"}, {.name = "energy"}}, .endTime = 10.0});
    std::vector<double> y(100);
    for (int step = 0; step <= 1000; ++step) {
        const double t = 0.01 * step;
        double energy = 0.0;
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] =
                std::exp(-0.1 * t) * std::sin(2.0 * std::numbers::pi * (0.02 * static_cast<double>(i) - t));
            energy += 0.5 * y[i] * y[i];
        }
        writer.append(t, y, energy);
    }
    writer.close();
}
