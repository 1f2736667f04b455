// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"
#include "plot/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace h5pulse::viewer {

class AlarmBadge;
class ProgressLine;
class RunDocument;
class StateBadge;

/// Line with the state of the run, step, time, speed, age of the data and progress. Every part has a fixed
/// width, so that nothing moves while numbers change. Narrow windows hide the less important parts.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(RunDocument& document, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);
    void refresh();
    /// Shows the number of alarms; 0 hides the badge.
    void showAlarms(std::size_t count, Severity worst);
    QString stateText() const;
    QString stepsText() const;
    /// Note about waits of the simulation for the disk, as shown; empty: no waits, or no room.
    QString heldNote() const;

    AlarmBadge& alarmBadge() { return *m_badge; }

    QSize minimumSizeHint() const override;

signals:
    /// The user wants to see the alarms.
    void alarmsWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* addPart(const QString& widest, const QString& toolTip);
    void refreshAge();
    void refreshWriter();
    void fitParts();

    RunDocument& m_document;
    QTimer m_ageTimer;
    StateBadge* m_state;
    QLabel* m_step;
    QLabel* m_time;
    QLabel* m_rate;
    QLabel* m_age;
    QLabel* m_held;
    ProgressLine* m_progress;
    QLabel* m_left;
    QWidget* m_filler;
    AlarmBadge* m_badge;
};

} // namespace h5pulse::viewer
