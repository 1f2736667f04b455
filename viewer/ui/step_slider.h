// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QWidget>

namespace h5pulse::viewer {

/// A slider over any number of steps; QSlider counts with int. Takes no focus: the window's keys move it.
class StepSlider : public QWidget
{
    Q_OBJECT

public:
    explicit StepSlider(QWidget* parent = nullptr);

    void setSteps(quint64 steps);
    void setStep(quint64 step);
    void setLive(bool live);
    void applyTheme(const Theme& theme);

    quint64 step() const { return m_step; }
    quint64 steps() const { return m_steps; }
    /// Centre of the handle when it stands at a step.
    QPoint positionOf(quint64 step) const;

    QSize sizeHint() const override { return {200, 22}; }
    QSize minimumSizeHint() const override { return {60, 22}; }

signals:
    void stepWanted(quint64 step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    quint64 stepAt(qreal x) const;

    const Theme* m_theme;
    quint64 m_steps = 0;
    quint64 m_step = 0;
    quint64 m_stepsWhileDragging =
        0; // the scale stands still under the hand while a run grows; 0: no dragging
    bool m_live = true;
};

} // namespace h5pulse::viewer
