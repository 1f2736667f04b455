// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace h5pulse::viewer {

class RecentFiles;

/// Menu of recently opened files. Missing files are grey.
class RecentMenu : public QMenu
{
    Q_OBJECT

public:
    explicit RecentMenu(RecentFiles& recent, QWidget* parent = nullptr);

signals:
    void fileWanted(const QString& path);

private:
    void list();

    RecentFiles& m_recent;
};

} // namespace h5pulse::viewer
