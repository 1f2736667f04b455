// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_list.h"

#include "core/texts.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

QString withoutMnemonic(const QString& text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        i += text[i] == QLatin1Char('&') && i + 1 < text.size() ? 1 : 0; // "&&" is a literal "&"
        result += text[i];
    }
    return result;
}

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts()) {
        keys << key.toString(QKeySequence::NativeText);
    }
    return keys.join(QStringLiteral(", "));
}

void add(std::vector<KeyLine>& lines, const QString& group, const QString& prefix, const QAction& action)
{
    const QString text = withoutMnemonic(action.text());
    const QString tip = action.toolTip();
    lines.push_back({group, prefix + text, keysOf(action), tip == text ? QString() : tip});
}

void addMenu(std::vector<KeyLine>& lines, const QString& group, const QString& prefix, const QMenu& menu)
{
    for (const QAction* action : menu.actions()) {
        if (const QMenu* inner = action->menu()) {
            addMenu(lines, group, prefix + withoutMnemonic(inner->title()) + QStringLiteral(": "), *inner);
        } else if (!action->isSeparator() && (prefix.isEmpty() || !action->shortcut().isEmpty())) {
            add(lines, group, prefix, *action); // entries of submenus are listed only if they have keys
        }
    }
}

void addViews(std::vector<KeyLine>& lines, const ViewArea& views)
{
    for (const ViewDock* dock : views.docks()) {
        const QString group = Texts::tr("View: %1").arg(dock->kind().title);
        const bool there = std::ranges::any_of(lines, [&](const KeyLine& l) { return l.group == group; });
        if (there || dock->isHidden()) {
            continue; // closed, or the same kind as an earlier view
        }
        for (const QAction* action : dock->view().actions()) {
            if (!action->isSeparator() && !action->text().isEmpty()) {
                add(lines, group, QString(), *action);
            }
            if (const QMenu* menu = action->menu()) { // lists only entries with keys
                addMenu(lines, group, withoutMnemonic(menu->title()) + QStringLiteral(": "), *menu);
            }
        }
    }
}

void addMouse(std::vector<KeyLine>& lines)
{
    const QString group = Texts::tr("Mouse");
    const auto line = [&](const QString& text, const QString& keys, const QString& tip = {}) {
        lines.push_back({group, text, keys, tip});
    };
    line(Texts::tr("Zoom"), Texts::tr("Wheel in a plot"),
         Texts::tr("Zooms about the pointer. The zoom stays until you reset it."));
    line(Texts::tr("Zoom one axis"), Texts::tr("Wheel beside a plot"));
    line(Texts::tr("Zoom the vertical axis"), Texts::tr("Ctrl+wheel"));
    line(Texts::tr("Pan"), Texts::tr("Drag in a plot"));
    line(Texts::tr("Reset the zoom"), Texts::tr("Double click in a plot"));
    line(Texts::tr("Follow a component over time"), Texts::tr("Click in a profile or image"));
    line(Texts::tr("Go to a time"), Texts::tr("Click in traces"));
    line(Texts::tr("Remove a curve"), Texts::tr("Right click in traces"));
    line(Texts::tr("Move a view"), Texts::tr("Drag its title bar"),
         Texts::tr("Beside or below another view, into a tab, or into a separate window."));
    line(Texts::tr("Open a file"), Texts::tr("Drop it on the window"));
}

} // namespace

std::vector<KeyLine> keyLines(const QMenuBar& menus, const ViewArea& views)
{
    std::vector<KeyLine> lines;
    for (const QAction* action : menus.actions()) {
        if (const QMenu* menu = action->menu()) {
            addMenu(lines, withoutMnemonic(menu->title()), QString(), *menu);
        }
    }
    addViews(lines, views);
    addMouse(lines);
    return lines;
}

} // namespace h5pulse::viewer
