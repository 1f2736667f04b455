// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/comparison_actions.h"

#include "core/comparison/comparison.h"
#include "ui/welcome/recent_files.h"

#include <QActionGroup>

namespace h5pulse::viewer {

ComparisonActions::ComparisonActions(Comparison& comparison, RecentFiles& recent, QWidget* parent)
    : QMenu(tr("Co&mpare"), parent)
    , m_comparison(comparison)
    , m_recent(recent)
{
    setToolTipsVisible(true);
    QAction* choose = addAction(tr("&With…"), this, &ComparisonActions::choiceWanted);
    choose->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    choose->setToolTip(tr("Shows another run beside this one, in profiles and over time"));
    m_files = addMenu(tr("With &recent"));
    m_files->setToolTipsVisible(true);
    addSeparator();
    auto* group = new QActionGroup(this);
    const auto add = [&](const QString& text, const QString& tip, Comparison::Match match) {
        QAction* action = addAction(text, this, [this, match] { m_comparison.setMatch(match); });
        action->setCheckable(true);
        action->setToolTip(tip);
        group->addAction(action);
        return action;
    };
    m_byTime = add(tr("Match by &time"), tr("Shows the last step of the other run that is not later"),
                   Comparison::Match::Time);
    m_byStep = add(tr("Match by step &number"), tr("Shows the step of the other run with the same number"),
                   Comparison::Match::Step);
    addSeparator();
    m_stop = addAction(tr("&Stop comparing"), this, [this] { m_comparison.open(QString()); });
    connect(m_files, &QMenu::aboutToShow, this, &ComparisonActions::listFiles);
    connect(&m_comparison, &Comparison::changed, this, &ComparisonActions::refresh);
    refresh();
}

void ComparisonActions::listFiles()
{
    m_files->clear();
    m_recent.lookForMissing();
    for (const QString& path : m_recent.files()) {
        QString name = m_recent.nameOf(path);
        QAction* action = m_files->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                             [this, path] { emit fileWanted(path); });
        action->setToolTip(path);
        action->setEnabled(!m_recent.isMissing(path));
    }
    if (m_files->isEmpty()) {
        m_files->addAction(tr("No recent files"))->setEnabled(false);
    }
}

void ComparisonActions::refresh()
{
    m_byTime->setChecked(m_comparison.match() == Comparison::Match::Time);
    m_byStep->setChecked(m_comparison.match() == Comparison::Match::Step);
    m_stop->setEnabled(m_comparison.isOpen());
}

} // namespace h5pulse::viewer
