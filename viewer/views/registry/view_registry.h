// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

#include <QKeySequence>

#include <functional>
#include <vector>

namespace h5pulse::viewer {

/// A kind of view: its texts, its shortcut and the function that creates it.
struct ViewKind
{
    QString id;    ///< for settings, the command line and tests; never translated
    QString title; ///< in menus and tabs
    QString tip;   ///< one sentence about what it shows
    QKeySequence shortcut;
    bool several; ///< whether more than one may be open, each for another field
    std::function<View*(QWidget* parent)> create;
};

/// All kinds of views, in the order of menus.
const std::vector<ViewKind>& viewKinds();
/// The kind with an id; null: none has it.
const ViewKind* viewKind(const QString& id);

} // namespace h5pulse::viewer
