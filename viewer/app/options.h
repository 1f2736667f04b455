// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"

#include <QSize>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace h5pulse::viewer {

/// Step to show, from the command line.
struct AtOption
{
    enum class Kind { Last, Step, Time };

    Kind kind = Kind::Last;
    std::uint64_t step = 0;
    double time = 0.0;
};

/// Size of a window that has no stored size.
inline constexpr QSize kDefaultSize(1280, 800);
/// Steps and speed of an animation.
struct SequenceOption
{
    std::uint64_t from = 0;
    std::optional<std::uint64_t> to; ///< nullopt: the last step of the run
    std::uint64_t stride = 1;
    double framesPerSecond = 25.0;
};

/// Options of the command line.
struct Options
{
    QString file;               ///< empty: none
    QString compare;            ///< run to compare with; empty: none
    std::optional<double> wait; ///< seconds to wait for the file
    QString snapshot;           ///< picture to write; empty: none
    QString watchFolder;        ///< folder of --watch-snapshot; empty: none
    double every = 10.0;        ///< seconds between the pictures of watchFolder
    bool keep = false;          ///< keeps one picture per step in watchFolder
    QString animate;            ///< file for pictures of many steps; empty: none
    SequenceOption sequence;    ///< steps of animate
    QStringList views;          ///< kinds of views to show; empty: the default or restored views
    std::optional<AtOption> at;
    QString field;                    ///< empty: the first array
    std::optional<QSize> size;        ///< of the window; nullopt: the last size, or 1280 x 800
    double scale = 0.0;               ///< pixels per unit of size; 0: that of the screen
    std::optional<ThemeChoice> theme; ///< nullopt: that of the preferences, or light in pictures
    bool restore = true;              ///< false: the default layout, which is not saved

    /// Whether the program writes pictures instead of opening a window.
    bool isHeadless() const { return !snapshot.isEmpty() || !watchFolder.isEmpty() || !animate.isEmpty(); }
};

/// Reads the command line. Sets `status` and returns nullopt if the program is to end: after --help,
/// --version and --view list, which print to stdout, and for wrong usage, which prints to stderr.
std::optional<Options> parseOptions(int argc, char** argv, int& status);

} // namespace h5pulse::viewer
