// SPDX-License-Identifier: MIT
// The Lorenz 96 model: 40 points on a circle of latitude, chaotic with a forcing of 8; solved by Boost.Odeint.
// Usage: lorenz96_odeint [FILE [DURATION]]
#include <h5pulse/writer.h>

#include <boost/numeric/odeint.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <numeric>
#include <string_view>
#include <vector>

namespace {

namespace odeint = boost::numeric::odeint;
using State = std::vector<double>;

constexpr std::size_t kPlaces = 40;
constexpr double kForcing = 8.0;
constexpr double kInterval = 0.01; // time between recorded steps

void lorenz96(const State& x, State& rate, double /*t*/)
{
    for (std::size_t i = 0; i < kPlaces; ++i) {
        const double next = x[(i + 1) % kPlaces];
        const double last = x[(i + kPlaces - 1) % kPlaces], secondLast = x[(i + kPlaces - 2) % kPlaces];
        rate[i] = (next - secondLast) * last - x[i] + kForcing;
    }
}

double energy(const State& x)
{
    return 0.5 * std::inner_product(x.begin(), x.end(), x.begin(), 0.0);
}

void simulate(const char* path, double duration)
{
    // begin recording
    h5pulse::Writer writer(path,
                           {.fields = {{.name = "x", .shape = {kPlaces}}, {.name = "energy"}},
                            .endTime = duration,
                            .attributes = {{"forcing", kForcing}}},
                           {.existing = h5pulse::Existing::Replace});
    const auto record = [&](const State& x, double t) { writer.append(t, x, energy(x)); };
    // end recording
    State x(kPlaces, kForcing);
    x[19] += 0.01; // the uniform state is an unstable solution
    const auto stepper = odeint::make_dense_output(1e-9, 1e-9, odeint::runge_kutta_dopri5<State>());
    odeint::integrate_n_steps(stepper, lorenz96, x, 0.0, kInterval, std::lround(duration / kInterval),
                              record);
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
            std::fputs("usage: lorenz96_odeint [FILE [DURATION]]\n", help ? stdout : stderr);
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
        simulate(argc > 1 ? argv[1] : "lorenz96.h5", argc > 2 ? std::atof(argv[2]) : 20.0);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lorenz96_odeint: %s\n", error.what());
        return 1;
    }
}
