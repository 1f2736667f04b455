// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QMenuBar;

namespace h5pulse::viewer {

class ViewArea;

/// One thing that can be done with a key or the mouse.
struct KeyLine
{
    QString group; ///< the menu, the view, or the mouse
    QString text;
    QString keys; ///< as the system writes them; empty: none, it is in the menu
    QString tip;  ///< a sentence; empty: the text says it all
};

/// What menus and open views offer now, in their order, and what the mouse does.
std::vector<KeyLine> keyLines(const QMenuBar& menus, const ViewArea& views);

} // namespace h5pulse::viewer
