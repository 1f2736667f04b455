// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QWidget>

namespace h5pulse::viewer {

/// The title bar of a view. A stripe marks the view that has the keyboard focus.
class TitleBar : public QWidget
{
    Q_OBJECT

public:
    explicit TitleBar(QWidget* parent);

    void setFocused(bool focused);
    bool isFocused() const { return m_focused; }
    void applyTheme(const Theme& theme);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* m_theme;
    bool m_focused = false;
};

} // namespace h5pulse::viewer
