// SPDX-License-Identifier: MIT
// Shows how a simulation embeds h5pulse::Writer: describe the run, append each step, close.
#include "options.h"
#include "pace.h"
#include "solver.h"

#include <h5pulse/writer.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

h5pulse::RunSpec describe(const ks::Options& options, const ks::Solver& solver)
{
    h5pulse::RunSpec run;
    run.fields = {
        {.name = "u", .shape = {options.points}, .longName = "velocity u(t, x)", .axes = {"x"}},
        {.name = "energy", .longName = "energy 1/(2L) integral u^2 dx"},
        {.name = "production", .longName = "production 1/L integral u_x^2 dx"},
        {.name = "dissipation", .longName = "dissipation 1/L integral u_xx^2 dx"},
    };
    run.axes = {{.name = "x", .values = solver.x(), .longName = "position"}};
    run.endTime = options.duration;
    run.attributes["title"] = "Kuramoto-Sivashinsky equation";
    run.attributes["equation"] = "u_t = -u u_x - u_xx - u_xxxx, periodic in x, dimensionless";
    run.attributes["scheme"] = "Fourier-Galerkin with 2/3 rule, ETDRK4";
    run.attributes["N"] = static_cast<std::int64_t>(options.points);
    run.attributes["L"] = options.length;
    run.attributes["h"] = options.usedStep();
    if (options.seed) {
        run.attributes["seed"] = std::to_string(*options.seed);
    }
    return run;
}

/// Ends the run as finished, failed or stopped, and returns the program's exit status.
/// @param problem  empty: no problem
/// @param signal   signal by which the user stopped it; 0: none
int end(h5pulse::Writer& writer, const std::string& problem, int signal, double time)
{
    constexpr int kSignalStatus = 128; // plus the signal's number, as in shells
    if (!problem.empty()) {
        writer.fail(problem);
        std::cerr << "kuramoto_sivashinsky: " << problem << '\n';
        return 1;
    }
    if (signal != 0) {
        std::ostringstream reason;
        reason << "signal " << signal << " at t = " << time;
        writer.stop(reason.str());
        std::cerr << "kuramoto_sivashinsky: stopped by " << reason.str() << '\n';
        return kSignalStatus + signal;
    }
    writer.close();
    return 0;
}

int simulate(const ks::Options& options)
{
    ks::Solver solver(options.points, options.length, options.usedStep());
    const auto x = solver.x();
    solver.setState(options.seed ? ks::randomState(x, options.length, *options.seed)
                                 : ks::kassamTrefethenState(x, options.length));

    h5pulse::WriterOptions writerOptions;
    writerOptions.existing = options.replace ? h5pulse::Existing::Replace : h5pulse::Existing::Refuse;
    h5pulse::Writer writer(options.file, describe(options, solver), writerOptions);

    const auto start = std::chrono::steady_clock::now();
    const ks::Pace pace(options.pace);
    const std::size_t steps = options.steps();
    std::string problem;
    int signal = 0;
    for (std::size_t step = 0; step <= steps && problem.empty() && signal == 0; ++step) {
        if (step > 0) {
            pace.waitFor(step);
            solver.step();
        }
        const ks::Balance balance = solver.balance();
        if (!std::isfinite(balance.energy)) {
            problem = "diverged at t = " + std::to_string(solver.time()) + "; try a shorter --step";
        } else if (ks::stopSignal() != 0) {
            signal = ks::stopSignal();
        } else if (step % options.every == 0 || step == steps) {
            writer.append(solver.time(), solver.u(), balance.energy, balance.production, balance.dissipation);
        }
    }
    const int status = end(writer, problem, signal, solver.time());
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::cout << writer.steps() << " steps saved to " << options.file << " in " << wall.count() << " s\n";
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    ks::Options options;
    if (const auto status = ks::parse(argc, argv, options)) {
        return *status;
    }
    ks::noteStopSignals();
    try {
        return simulate(options);
    } catch (const std::invalid_argument& error) {
        std::cerr << "kuramoto_sivashinsky: " << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "kuramoto_sivashinsky: " << error.what() << '\n';
        return 1;
    }
}
