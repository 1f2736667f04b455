// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the run for the approved pictures; see README.md. The repository has the file, so that its dates and
// host are the same in each picture.
#include <h5pulse/writer.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace {

constexpr std::size_t kPoints = 96;
constexpr std::array<std::size_t, 2> kGrid{12, 20};
constexpr int kSteps = 160;
constexpr double kFine = 512.0; // values are rounded to multiples of 1 / kFine, which compress well
constexpr double kPi = std::numbers::pi;

std::vector<double> coordinates(std::size_t count, double distance)
{
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = distance * static_cast<double>(i);
    }
    return values;
}

float rounded(double value)
{
    return static_cast<float>(std::round(value * kFine) / kFine);
}

h5pulse::RunSpec specification()
{
    return {.fields = {{.name = "u",
                        .shape = {kPoints},
                        .type = h5pulse::ElementType::Float32,
                        .units = "m s-1",
                        .longName = "velocity",
                        .axes = {"x"}},
                       {.name = "vorticity",
                        .shape = {kGrid[0], kGrid[1]},
                        .type = h5pulse::ElementType::Float32,
                        .units = "s-1",
                        .axes = {"y", "z"}},
                       {.name = "energy", .units = "J"},
                       {.name = "probe", .units = "Pa"}},
            .axes = {{.name = "x", .values = coordinates(kPoints, 0.25), .units = "m"},
                     {.name = "y", .values = coordinates(kGrid[0], 0.1), .units = "m"},
                     {.name = "z", .values = coordinates(kGrid[1], 0.1), .units = "m"}},
            .timeUnits = "s",
            .endTime = 20.0,
            .attributes = {{"title", std::string("Two waves and a vortex")}, {"reynolds", 1600.0}}};
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    h5pulse::Writer writer(argv[1], specification(), {.existing = h5pulse::Existing::Replace});
    std::vector<float> u(kPoints), vorticity(kGrid[0] * kGrid[1]);
    for (int step = 0; step < kSteps; ++step) {
        const double t = 0.1 * step;
        double energy = 0.0;
        for (std::size_t i = 0; i < kPoints; ++i) {
            const double x = 2.0 * kPi * static_cast<double>(i) / kPoints;
            const double value =
                std::sin(3.0 * x - t) + 0.4 * std::exp(-0.1 * t) * std::sin(8.0 * x + 2.0 * t);
            u[i] = rounded(value);
            energy += 0.5 * value * value;
        }
        for (std::size_t k = 0; k < vorticity.size(); ++k) {
            const double y = static_cast<double>(k / kGrid[1]) - 5.5 - 2.5 * std::sin(0.2 * t);
            const double z = static_cast<double>(k % kGrid[1]) - 9.5 - 5.0 * std::cos(0.2 * t);
            vorticity[k] = rounded(std::exp(-0.06 * (y * y + z * z)));
        }
        const bool broken = step >= 120 && step < 124;
        const double probe = broken ? std::numeric_limits<double>::quiet_NaN() : 101.3 + std::sin(0.7 * t);
        writer.append(t, u, vorticity, energy, probe);
    }
    writer.close();
}
