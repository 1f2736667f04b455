// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace h5pulse::viewer {

class RecentFiles;

/// What is shown while no file is open: how to open one, and how a simulation records one.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    /// @param hasDemo  whether there is a run to be shown without one of the user's own
    WelcomePage(RecentFiles& recent, bool hasDemo, QWidget* parent = nullptr);

    /// A sentence about what was tried here; empty: all is well.
    void setProblem(const QString& text);

signals:
    void openWanted();
    void fileWanted(const QString& path);
    void demoWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addHead(QVBoxLayout* column);
    void addOpen(QVBoxLayout* column, bool hasDemo);
    /// Returns how wide it is.
    int addExample(QVBoxLayout* column);
    void listRecent();

    RecentFiles& m_recent;
    QLabel* m_problem = nullptr;
    QVBoxLayout* m_list;
};

} // namespace h5pulse::viewer
