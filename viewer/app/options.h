// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"

#include <QSize>
#include <QStringList>

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
/// Which steps an animation has.
struct SequenceOption
{
    std::uint64_t from = 0;
    std::optional<std::uint64_t> to; ///< none: the last
    std::uint64_t stride = 1;
    double framesPerSecond = 25.0;
};

/// What the command line says.
struct Options
{
    QString file;               ///< empty: none
    QString compare;            ///< run to be shown beside; empty: none
    std::optional<double> wait; ///< seconds to wait for the file
    QString snapshot;           ///< picture to write; empty: none
    QString watchFolder;        ///< where a picture is renewed; empty: nowhere
    double every = 10.0;        ///< seconds between these
    bool keep = false;          ///< one for each step beside the latest
    QString animate;            ///< pictures of many steps; empty: none
    SequenceOption sequence;    ///< of these
    QStringList views;          ///< kinds of views to show; empty: as ever
    std::optional<AtOption> at;
    QString field;                    ///< empty: the first array
    std::optional<QSize> size;        ///< of the window; none: 1280 x 800, or as it was left
    double scale = 0.0;               ///< pixels per unit of size; 0: as the screen has it
    std::optional<ThemeChoice> theme; ///< none: as the user prefers, in pictures light
    bool restore = true; ///< false: the window is as for a run that was never seen, and is not kept

    /// Else a window is opened.
    bool isHeadless() const { return !snapshot.isEmpty() || !watchFolder.isEmpty() || !animate.isEmpty(); }
};

/// Reads the command line. Sets `status` and returns nothing where that was all: after --help, --version and
/// --view list, which go to stdout, and for wrong usage, of which stderr tells.
std::optional<Options> parseOptions(int argc, char** argv, int& status);

} // namespace h5pulse::viewer
