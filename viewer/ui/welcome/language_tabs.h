// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QTabBar;

namespace h5pulse::viewer {

class CopyButton;

/// The shortest program that records a run, in each language: one tab per language. The programs are those of
/// the folder examples, without their leading comments.
class LanguageTabs : public QWidget
{
    Q_OBJECT

public:
    explicit LanguageTabs(QWidget* parent = nullptr);

    /// Pixels that the longest line of all programs needs.
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
