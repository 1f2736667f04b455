// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>

namespace ks {

/// What the command line says.
struct Options
{
    std::string file{};
    std::size_t points = 256;
    double length = 32.0 * std::numbers::pi;
    double duration = 200.0;
    double step = 0.1;
    double pace = 0.0; ///< steps a second of wall time; 0: as fast as it goes
    std::size_t every = 1;
    std::optional<std::uint64_t> seed{}; ///< none: the initial state of Kassam and Trefethen
    bool replace = false;

    /// Steps in all, the last of which ends at duration.
    std::size_t steps() const;
    /// The step that is used: the given one, made shorter so that a whole number of them fills duration.
    double usedStep() const { return duration / static_cast<double>(steps()); }
};

/// Reads the command line into `options`. Returns the exit status where the program should end now: after
/// --help (0) and for wrong usage (2).
std::optional<int> parse(int argc, char** argv, Options& options);

} // namespace ks
