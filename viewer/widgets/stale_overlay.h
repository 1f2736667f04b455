// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace h5pulse::viewer {

/// Fades another widget to show that its contents are outdated. Passes mouse events through.
class StaleOverlay : public QWidget
{
    Q_OBJECT

public:
    /// @param over  the widget to fade; must be in a layout of its parent
    explicit StaleOverlay(QWidget* over);

    void setColor(const QColor& color);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* m_over;
    QColor m_color;
};

} // namespace h5pulse::viewer
