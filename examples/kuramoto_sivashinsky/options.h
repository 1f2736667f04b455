// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>

namespace ks {

/// Options of the command line.
struct Options
{
    std::string file{};
    std::size_t points = 256;
    double length = 32.0 * std::numbers::pi;
    double duration = 200.0;
    double step = 0.1;
    double pace = 0.0; ///< steps per second of wall time; 0: unlimited
    std::size_t every = 1;
    std::optional<std::uint64_t> seed{}; ///< empty: the initial state of Kassam and Trefethen
    bool replace = false;

    /// Total number of steps; the last one ends at duration.
    std::size_t steps() const;
    /// The given step, shortened so that a whole number of steps fills duration.
    double usedStep() const { return duration / static_cast<double>(steps()); }
};

/// Reads the command line into `options`. Returns an exit status if the program should end now: 0 after --help,
/// 2 for wrong usage.
std::optional<int> parse(int argc, char** argv, Options& options);

} // namespace ks
