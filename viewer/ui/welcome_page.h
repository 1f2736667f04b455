// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace h5pulse::viewer {

class RecentFiles;

/// What is shown while no file is open: how to open one, and how a simulation records one.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(RecentFiles& recent, QWidget* parent = nullptr);

signals:
    void openWanted();
    void fileWanted(const QString& path);

private:
    void listRecent();

    RecentFiles& m_recent;
    QVBoxLayout* m_list;
};

} // namespace h5pulse::viewer
