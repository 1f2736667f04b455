// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace h5pulse::viewer {

class PreferenceStore;

/// Menu to choose the theme: system, light or dark.
class ThemeMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ThemeMenu(PreferenceStore& preferences, QWidget* parent = nullptr);

private:
    void follow();

    PreferenceStore& m_preferences;
    QActionGroup* m_group;
};

} // namespace h5pulse::viewer
