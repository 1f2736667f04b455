// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/recent_menu.h"

#include "ui/welcome/recent_files.h"

namespace h5pulse::viewer {

namespace {
constexpr int kLetters = 60; // maximum width in characters; longer names are elided in the middle
}

RecentMenu::RecentMenu(RecentFiles& recent, QWidget* parent)
    : QMenu(tr("Open &recent"), parent)
    , m_recent(recent)
{
    setToolTipsVisible(true);
    connect(&m_recent, &RecentFiles::changed, this, &RecentMenu::list);
    connect(this, &QMenu::aboutToShow, &m_recent, &RecentFiles::lookForMissing);
    list();
}

void RecentMenu::list()
{
    clear();
    const int width = kLetters * fontMetrics().averageCharWidth();
    for (const QString& path : m_recent.files()) {
        const bool missing = m_recent.isMissing(path);
        const QString name = fontMetrics().elidedText(m_recent.nameOf(path), Qt::ElideMiddle, width);
        QString text = missing ? tr("%1 (gone)").arg(name) : name;
        QAction* action = addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                    [this, path] { emit fileWanted(path); });
        action->setToolTip(path);
        action->setEnabled(!missing);
    }
    addSeparator();
    addAction(tr("&Clear this list"), &m_recent, &RecentFiles::clear);
    setEnabled(!m_recent.files().isEmpty());
}

} // namespace h5pulse::viewer
