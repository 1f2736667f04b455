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
        addMode(ScaleMode::Steady, tr("&All"), tr("All that there is"));
        break;
    case AxisControl::Kind::Traces:
        addMode(ScaleMode::Steady, tr("&Steady range"), tr("All steps; moves as seldom as possible"));
        addMode(ScaleMode::WholeRun, tr("Range of the &whole run"), tr("All steps, exactly"));
        addMode(ScaleMode::EachFrame, tr("Range of what is &visible"),
                tr("The steps between the ends of the time axis"));
        addMode(ScaleMode::Common, tr("Range without s&pikes"),
                tr("All but the lowest and the highest hundredth"));
        break;
    case AxisControl::Kind::Values:
    case AxisControl::Kind::Colors:
        addMode(ScaleMode::Steady, tr("&Steady range"),
                tr("Grows at once, and shrinks when the data needed much less for a while"));
        addMode(ScaleMode::EachFrame, tr("Range of each s&tep"), tr("Fits what is drawn now"));
        addMode(ScaleMode::WholeRun, tr("Range of the &whole run"),
                tr("Fits all that was seen of the run so far"));
        addMode(ScaleMode::Common, tr("Range without s&pikes"),
                tr("Fits all but the lowest and the highest hundredth"));
        break;
    }
    addMode(ScaleMode::Fixed, tr("&Fixed range…"), tr("From and to what you say"));
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
    refresh(); // it is not chosen yet
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
