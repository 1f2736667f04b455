// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/preferences.h"

#include <QSize>
#include <QString>

#include <cstdint>
#include <optional>

namespace h5pulse::viewer {

/// Which step is asked for on the command line.
struct AtOption
{
    enum class Kind { Last, Step, Time };

    Kind kind = Kind::Last;
    std::uint64_t step = 0;
    double time = 0.0;
};

/// The size of a window that was never seen.
inline constexpr QSize kDefaultSize(1280, 800);

/// What the command line says.
struct Options
{
    QString file;               ///< empty: none
    std::optional<double> wait; ///< seconds to wait for the file
    QString snapshot;           ///< picture to write; empty: open a window
    std::optional<AtOption> at;
    QString field;                    ///< empty: the first array
    std::optional<QSize> size;        ///< of the window; none: 1280 x 800, or as it was left
    double scale = 0.0;               ///< pixels per unit of size; 0: as the screen has it
    std::optional<ThemeChoice> theme; ///< none: as the user prefers, in pictures light
    bool restore = true; ///< false: the window is as for a run that was never seen, and is not kept
};

/// Reads the command line. Sets `status` and returns nothing where that was all: after --help and --version,
/// which go to stdout, and for wrong usage, of which stderr tells.
std::optional<Options> parseOptions(int argc, char** argv, int& status);

} // namespace h5pulse::viewer
