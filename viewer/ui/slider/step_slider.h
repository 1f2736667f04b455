// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/slider/slider_backdrop.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace h5pulse::viewer {

/// Slider over the steps of a run. Unlike QSlider it is not limited to int. Behind the handle it draws a
/// trace over the whole run, the range that is played, and marks. It accepts focus by Tab, but not by clicks,
/// so that views keep the keyboard.
class StepSlider : public QWidget
{
    Q_OBJECT

public:
    explicit StepSlider(QWidget* parent = nullptr);

    void setSteps(quint64 steps);
    void setStep(quint64 step);
    void setLive(bool live);
    void setOverview(const SliderOverview& overview);
    void setRange(const SliderRange& range);
    /// Replaces the marks of a source. A click on a mark goes to its step.
    /// @param marks  in ascending order of steps
    void setMarks(MarkSource source, std::vector<StepMark> marks);
    void applyTheme(const Theme& theme);

    quint64 step() const { return m_step; }
    quint64 steps() const { return m_steps; }
    const std::vector<StepMark>& marks(MarkSource source) const;
    /// Steps that PgUp and PgDn move by.
    qint64 page() const;
    /// Centre of the handle for a step.
    QPoint positionOf(quint64 step) const;
    /// Text for a position: that of a mark, if there is one, and the description of the step.
    QString readoutAt(QPointF position) const;
    /// Description of the current step.
    QString description() const;
    /// How often the backdrop was drawn, for tests.
    int backdropBuilds() const { return m_backdrop.builds(); }

    QSize sizeHint() const override { return {200, 34}; }
    QSize minimumSizeHint() const override { return {60, 34}; }

signals:
    void stepWanted(quint64 step);
    void moveWanted(qint64 by);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    StepScale scale() const;
    quint64 stepUnder(QPointF position) const;
    void showReadout(QPointF position);
    /// Changes by the user redraw the backdrop at once, changes of the run a few times per second.
    void rebuildNow();
    void rebuildSoon();
    void updateBackdrop();

    const Theme* m_theme;
    quint64 m_steps = 0;
    quint64 m_step = 0;
    // Keeps the scale fixed while the user drags and the run grows; 0: no dragging.
    quint64 m_stepsWhileDragging = 0;
    bool m_live = true;
    int m_wheel = 0; // rotation that does not yet make a step, in eighths of a degree
    SliderBackdrop m_backdrop;
    bool m_stale = true;
    QElapsedTimer m_built;
    QTimer m_rebuild;
};

} // namespace h5pulse::viewer
