// SPDX-License-Identifier: MIT
// Heat spreads over a plate of 1.5 m x 1 m with cold edges: an explicit scheme on an Eigen array.
// Usage: eigen_heat [FILE [SECONDS]]
#include <h5pulse/writer.h>

#include <Eigen/Dense>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <vector>

namespace {

constexpr Eigen::Index kNx = 97, kNy = 65; // points, including the edges
constexpr double kSpacing = 1.0 / 64;      // m
constexpr double kDiffusivity = 1e-3;      // m2/s
constexpr double kNumber = 0.2;            // diffusivity * dt / spacing^2; the scheme is stable up to 1/4
constexpr double kTimeStep = kNumber * kSpacing * kSpacing / kDiffusivity;
constexpr int kStepsPerRecord = 8;

std::vector<double> coordinates(Eigen::Index count)
{
    std::vector<double> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = kSpacing * static_cast<double>(i);
    }
    return values;
}

/// Two hot discs on a cold plate; u(i, j) is the excess temperature at x = i * kSpacing, y = j * kSpacing.
Eigen::ArrayXXd hotDiscs()
{
    Eigen::ArrayXXd u(kNx, kNy);
    for (Eigen::Index j = 0; j < kNy; ++j) {
        for (Eigen::Index i = 0; i < kNx; ++i) {
            const double x = kSpacing * static_cast<double>(i), y = kSpacing * static_cast<double>(j);
            const bool inFirst = std::hypot(x - 0.45, y - 0.6) < 0.25;
            const bool inSecond = std::hypot(x - 1.1, y - 0.3) < 0.12;
            u(i, j) = inFirst ? 100.0 : inSecond ? 60.0 : 0.0;
        }
    }
    return u;
}

void spread(Eigen::ArrayXXd& u)
{
    const auto nx = kNx - 2, ny = kNy - 2;
    const Eigen::ArrayXXd neighbours =
        u.block(0, 1, nx, ny) + u.block(2, 1, nx, ny) + u.block(1, 0, nx, ny) + u.block(1, 2, nx, ny);
    u.block(1, 1, nx, ny) += kNumber * (neighbours - 4.0 * u.block(1, 1, nx, ny));
}

void simulate(const char* path, double duration)
{
    // begin recording
    h5pulse::FieldSpec field{.name = "u", .shape = {kNx, kNy}, .units = "K", .axes = {"x", "y"}};
    field.order = h5pulse::Order::ColumnMajor; // as Eigen stores it; h5py then sees u[step, y, x]
    const std::vector<h5pulse::AxisSpec> axes{{"x", coordinates(kNx), "m"}, {"y", coordinates(kNy), "m"}};
    h5pulse::RunSpec run{.fields = {field, {.name = "hottest", .units = "K"}}, .axes = axes};
    run.timeUnits = "s";
    run.endTime = duration;
    h5pulse::Writer writer(path, run, {.existing = h5pulse::Existing::Replace});
    // end recording
    Eigen::ArrayXXd u = hotDiscs();
    for (int step = 0; step * kTimeStep <= duration; ++step) {
        if (step % kStepsPerRecord == 0) {
            // begin recording
            writer.append(step * kTimeStep, u, u.maxCoeff());
            // end recording
        }
        spread(u);
    }
    // begin recording
    writer.close();
    // end recording
}

/// Exit status for a command line that asks for help (0) or is wrong (2); -1 if it is correct.
int usage(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const bool help = argument == "-h" || argument == "--help";
        if (help || argument.starts_with('-') || i > 2) {
            std::fputs("usage: eigen_heat [FILE [SECONDS]]\n", help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    return -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (const int status = usage(argc, argv); status >= 0) {
        return status;
    }
    try {
        simulate(argc > 1 ? argv[1] : "eigen_heat.h5", argc > 2 ? std::atof(argv[2]) : 60.0);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "eigen_heat: %s\n", error.what());
        return 1;
    }
}
