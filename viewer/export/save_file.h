// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QIODevice;

namespace h5pulse::viewer {

/// Writes a file that is there whole or not at all; what was there before stays until then.
///
/// @param write  returns what went wrong; empty: nothing
/// @return a sentence without its end that begins with the path; empty: the file is written
QString saveFile(const QString& path, const std::function<QString(QIODevice&)>& write);

} // namespace h5pulse::viewer
