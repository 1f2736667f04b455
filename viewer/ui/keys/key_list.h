// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QMenuBar;

namespace h5pulse::viewer {

class ViewArea;

/// One action with its keys or mouse gesture.
struct KeyLine
{
    QString group; ///< title of the menu or view, or "Mouse"
    QString text;
    QString keys; ///< in the notation of the system, or the mouse gesture; empty: none
    QString tip;  ///< a sentence; empty: none
};

/// Actions of the menus and of the open views in their order, then mouse gestures.
std::vector<KeyLine> keyLines(const QMenuBar& menus, const ViewArea& views);

} // namespace h5pulse::viewer
