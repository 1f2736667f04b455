// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace h5pulse::viewer {

class RecentFiles;

/// Page of a window without a file: how to open a run, and how a simulation records one.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    /// @param hasDemo  whether a demo run is available
    WelcomePage(RecentFiles& recent, bool hasDemo, QWidget* parent = nullptr);

    /// Shows a sentence about a failed action of this page; empty: none.
    void setProblem(const QString& text);

signals:
    void openWanted();
    void remoteWanted();
    void fileWanted(const QString& path);
    void demoWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addHead(QVBoxLayout* column);
    void addOpen(QVBoxLayout* column, bool hasDemo);
    /// Returns its width.
    int addExample(QVBoxLayout* column);
    void listRecent();

    RecentFiles& m_recent;
    QLabel* m_problem = nullptr;
    QVBoxLayout* m_list;
};

} // namespace h5pulse::viewer
