// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/slider/slider_backdrop.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace h5pulse::viewer {

/// A slider over any number of steps; QSlider counts with int. Behind the handle it draws a trace over the
/// whole run, the stretch that is played, and marks. Clicks give it no focus, so that views keep their keys;
/// Tab does.
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
    /// Replaces the marks that this source has set. A click on a mark goes to its step.
    /// @param marks  in order of steps
    void setMarks(MarkSource source, std::vector<StepMark> marks);
    void applyTheme(const Theme& theme);

    quint64 step() const { return m_step; }
    quint64 steps() const { return m_steps; }
    const std::vector<StepMark>& marks(MarkSource source) const;
    /// Steps that PgUp and PgDn move by.
    qint64 page() const;
    /// Centre of the handle when it stands at a step.
    QPoint positionOf(quint64 step) const;
    /// What is said of a place: of a mark there, and of the step.
    QString readoutAt(QPointF position) const;
    /// What is said of the step where the handle stands.
    QString description() const;
    /// How often what is behind the handle was drawn.
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
    /// What the user did shows at once; what the run does a few times a second.
    void rebuildNow();
    void rebuildSoon();
    void updateBackdrop();

    const Theme* m_theme;
    quint64 m_steps = 0;
    quint64 m_step = 0;
    // The scale stands still under the hand while a run grows; 0: no dragging.
    quint64 m_stepsWhileDragging = 0;
    bool m_live = true;
    int m_wheel = 0; // eighths of a degree that are no step yet
    SliderBackdrop m_backdrop;
    bool m_stale = true;
    QElapsedTimer m_built;
    QTimer m_rebuild;
};

} // namespace h5pulse::viewer
