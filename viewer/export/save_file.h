// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QIODevice;

namespace h5pulse::viewer {

/// Writes a file atomically: an old file stays until the new one is complete.
///
/// @param write  writes the content; returns the problem, or an empty text
/// @return the problem, as a sentence without full stop that begins with the path; empty: written
QString saveFile(const QString& path, const std::function<QString(QIODevice&)>& write);

} // namespace h5pulse::viewer
