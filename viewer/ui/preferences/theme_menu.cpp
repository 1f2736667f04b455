// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/theme_menu.h"

#include "core/session/preferences.h"

#include <QActionGroup>

namespace h5pulse::viewer {

ThemeMenu::ThemeMenu(PreferenceStore& preferences, QWidget* parent)
    : QMenu(tr("&Theme"), parent)
    , m_preferences(preferences)
    , m_group(new QActionGroup(this))
{
    const auto add = [this](const QString& text, ThemeChoice theme) {
        QAction* action = addAction(text, this, [this, theme] {
            Preferences value = m_preferences.value();
            value.theme = theme;
            m_preferences.set(value);
        });
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        m_group->addAction(action);
    };
    add(tr("&System"), ThemeChoice::System);
    add(tr("&Light"), ThemeChoice::Light);
    add(tr("&Dark"), ThemeChoice::Dark);
    connect(&m_preferences, &PreferenceStore::changed, this, &ThemeMenu::follow);
    follow();
}

void ThemeMenu::follow()
{
    for (QAction* action : m_group->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(m_preferences.value().theme));
    }
}

} // namespace h5pulse::viewer
