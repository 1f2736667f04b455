// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QTabBar;

namespace h5pulse::viewer {

class CopyButton;

/// Tabs with the shortest program that records a run, one tab per language. The programs come from the folder
/// examples, without their leading comments.
class LanguageTabs : public QWidget
{
    Q_OBJECT

public:
    explicit LanguageTabs(QWidget* parent = nullptr);

    /// Width of the longest line of all programs, in pixels.
    int textWidth() const;

private:
    QWidget* makeText();
    void showLanguage(int language);

    QTabBar* m_tabs;
    QLabel* m_introduction;
    CopyButton* m_copy;
    QLabel* m_program;
};

} // namespace h5pulse::viewer
