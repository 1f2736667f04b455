// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace h5pulse::viewer {

// The address of a run is an absolute path of this machine, or "[user@]host:path". None of these functions looks at a
// file, except addressOf().

/// What a user wrote as an address. Throws std::invalid_argument with a sentence if it names no run.
QString addressOf(const QString& written);

/// The host of a run; empty: this machine.
QString hostOf(const QString& address);

/// Name of the file: "run.h5", or "run.h5 on me@cluster".
QString runName(const QString& address);

/// The folder of a run on this machine; the home folder for a run elsewhere.
QString folderHere(const QString& address);

} // namespace h5pulse::viewer
