// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_menu.h"

#include "plot/axis_control.h"
#include "plot/range_entry.h"

#include <QActionGroup>

#include <algorithm>

namespace h5pulse::viewer {

AxisMenu::AxisMenu(const QString& title, AxisControl& axis, QWidget* parent)
    : QMenu(title, parent)
    , m_axis(axis)
    , m_logarithmic(addAction(tr("&Logarithmic")))
    , m_modes(new QActionGroup(this))
{
    setToolTipsVisible(true);
    m_logarithmic->setCheckable(true);
    m_logarithmic->setToolTip(tr("Values ≤ 0 are gaps"));
    connect(m_logarithmic, &QAction::triggered, &axis, &AxisControl::chooseLogarithmic);
    addSeparator();
    switch (axis.kind()) {
    case AxisControl::Kind::Positions:
        addMode(ScaleMode::Steady, tr("&All"), tr("Shows all points"));
        break;
    case AxisControl::Kind::Traces:
        addMode(ScaleMode::Steady, tr("&Steady range"), tr("Covers all steps, and changes rarely"));
        addMode(ScaleMode::WholeRun, tr("Range of the &whole run"), tr("Fits all steps exactly"));
        addMode(ScaleMode::EachFrame, tr("Range of the &visible part"),
                tr("Fits the steps within the range of the time axis"));
        addMode(ScaleMode::Common, tr("Range without s&pikes"),
                tr("Leaves out the lowest and the highest 1 % of the values"));
        break;
    case AxisControl::Kind::Values:
    case AxisControl::Kind::Colors:
        addMode(ScaleMode::Steady, tr("&Steady range"),
                tr("Grows at once, and shrinks when the data has needed much less for a while"));
        addMode(ScaleMode::EachFrame, tr("Range of each s&tep"), tr("Fits the data that is drawn now"));
        addMode(ScaleMode::WholeRun, tr("Range of the &whole run"),
                tr("Fits all data of the run that has been read so far"));
        addMode(ScaleMode::Common, tr("Range without s&pikes"),
                tr("Leaves out the lowest and the highest 1 % of the values"));
        break;
    }
    addMode(ScaleMode::Fixed, tr("&Fixed range…"), tr("Keeps the limits that you enter"));
    connect(this, &QMenu::aboutToShow, this, &AxisMenu::refresh);
}

void AxisMenu::addMode(ScaleMode mode, const QString& text, const QString& tip)
{
    QAction* action = addAction(text);
    action->setToolTip(tip);
    action->setCheckable(true);
    action->setData(static_cast<int>(mode));
    m_modes->addAction(action);
    connect(action, &QAction::triggered, this, [this, mode] {
        if (mode == ScaleMode::Fixed) {
            askForRange();
        } else {
            m_axis.chooseMode(mode);
        }
    });
}

QAction* AxisMenu::action(ScaleMode mode) const
{
    const QList<QAction*> actions = m_modes->actions();
    const auto found = std::ranges::find_if(
        actions, [&](const QAction* action) { return action->data().toInt() == static_cast<int>(mode); });
    return found == actions.end() ? nullptr : *found;
}

void AxisMenu::askForRange()
{
    refresh(); // Qt has checked the entry already, but the user may still cancel
    if (m_axis.axis()) {
        (new RangeEntry(m_axis, parentWidget()))->popup(pos());
    }
}

void AxisMenu::refresh()
{
    m_logarithmic->setChecked(m_axis.isLogarithmic());
    for (QAction* action : m_modes->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(m_axis.settings().mode));
    }
}

} // namespace h5pulse::viewer
