// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

#include <QKeySequence>

#include <functional>
#include <vector>

namespace h5pulse::viewer {

/// A kind of view, as menus and settings know it.
struct ViewKind
{
    QString id;    ///< for settings, the command line and tests; never translated
    QString title; ///< in menus and tabs
    QString tip;   ///< one sentence: what it shows
    QKeySequence shortcut;
    bool several; ///< more than one may be open, each of another field
    std::function<View*(QWidget* parent)> create;
};

/// All kinds of views there are, in the order of menus.
const std::vector<ViewKind>& viewKinds();
/// Null: there is none of that id.
const ViewKind* viewKind(const QString& id);

} // namespace h5pulse::viewer
