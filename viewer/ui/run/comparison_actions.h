// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace h5pulse::viewer {

class Comparison;
class RecentFiles;

/// Menu File > Compare: chooses the run that is compared with the open run, and how their steps are matched.
class ComparisonActions : public QMenu
{
    Q_OBJECT

public:
    ComparisonActions(Comparison& comparison, RecentFiles& recent, QWidget* parent);

signals:
    /// The user wants to choose a file in a dialog.
    void choiceWanted();
    void fileWanted(const QString& path);

private:
    void listFiles();
    void refresh();

    Comparison& m_comparison;
    RecentFiles& m_recent;
    QMenu* m_files;
    QAction* m_byTime;
    QAction* m_byStep;
    QAction* m_stop;
};

} // namespace h5pulse::viewer
