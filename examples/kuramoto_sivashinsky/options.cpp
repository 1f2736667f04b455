// SPDX-License-Identifier: MIT
#include "options.h"

#include <h5pulse/version.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>

namespace ks {

std::size_t Options::steps() const
{
    // The tolerance keeps 10 / 0.1 at 100 steps despite rounding.
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(duration / step * (1.0 - 1e-12))));
}

std::optional<int> parse(int argc, char** argv, Options& options)
{
    CLI::App app(
        "Runs the Kuramoto-Sivashinsky equation u_t = -u u_x - u_xx - u_xxxx on a periodic domain, and "
        "writes u(t, x) and its energy balance to an HDF5 file that can be watched while it grows.");
    const auto positive = CLI::Range(1e-9, 1e9);
    app.set_version_flag("--version", "kuramoto_sivashinsky, with h5pulse " H5PULSE_VERSION);
    app.add_option("file", options.file, "File to write, for example ks.h5")->required();
    app.add_option("--points", options.points, "Grid points, even")->capture_default_str();
    app.add_option("--length", options.length, "Length of the domain; 32 pi by default")
        ->check(positive)
        ->capture_default_str();
    app.add_option("--duration", options.duration, "Simulated time")->check(positive)->capture_default_str();
    app.add_option("--step", options.step, "Time step")->check(positive)->capture_default_str();
    app.add_option("--pace", options.pace, "Steps per second, to watch it; 0: unlimited")
        ->check(CLI::Range(0.0, 1e9))
        ->capture_default_str();
    app.add_option("--every", options.every, "Save one step per this many")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 40))
        ->capture_default_str();
    app.add_option("--seed", options.seed, "Seed of a random initial state; default: a smooth wave");
    app.add_flag("--replace", options.replace, "Replace the file if it exists");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return std::nullopt;
}

} // namespace ks
