// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace h5pulse::viewer {

class RunDocument;

/// How the run is doing: state, step, time, speed, age of the data, progress. Every part has a fixed width,
/// so that nothing moves while numbers change; in narrow windows the less important parts are left out.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(RunDocument& document, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);
    /// Shows everything anew.
    void refresh();
    QString stateText() const;
    QString stepsText() const;
    /// What is said of a simulation that the disk has held up; empty: it was not, or there is no room.
    QString heldNote() const;

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* addPart(const QString& widest, const QString& toolTip);
    void refreshAge();
    void refreshWriter();
    void fitParts();
    void stylePill();

    RunDocument& m_document;
    const Theme* m_theme;
    QTimer m_ageTimer;
    QLabel* m_state;
    QLabel* m_step;
    QLabel* m_time;
    QLabel* m_rate;
    QLabel* m_age;
    QLabel* m_held;
    QProgressBar* m_progress;
    QLabel* m_left;
    QWidget* m_filler;
};

/// The word for a phase, and for a run: with what keeps its writer from committing.
QString phaseText(RunPhase phase);
QString stateWord(const RunStatus& status);
/// How the disk held the simulation up; empty: it did not.
QString heldText(const RunStatus& status);
/// What is known of the writer's commits; empty: nothing.
QString commitsText(const RunStatus& status);

} // namespace h5pulse::viewer
