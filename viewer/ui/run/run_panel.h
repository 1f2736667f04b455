// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QTimer>
#include <QWidget>

namespace h5pulse::viewer {

class AlarmBadge;
class AlarmPanel;
class AlarmReactions;
class Alarms;
class ElidedLabel;
class ProgressLine;
class RunDocument;
class Sparkline;
class StateBadge;

/// Panel with the state of the run, its progress and expected end, its rates over the last ten minutes, the
/// age of the data, and its alarms.
class RunPanel : public QWidget
{
    Q_OBJECT

public:
    RunPanel(RunDocument& document, Alarms& alarms, AlarmReactions& reactions, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);

    AlarmPanel& alarmPanel() { return *m_alarmPanel; }
    AlarmBadge& badge() { return *m_badge; }
    Sparkline& stepsHistory() { return *m_stepsHistory; }
    Sparkline& bytesHistory() { return *m_bytesHistory; }
    QString progressText() const;
    QString endText() const;
    /// "12.5 steps/s", "3.40 MB/s", "0.02 simulated s per s".
    QStringList rateTexts() const;

private:
    QWidget* makeHead();
    QWidget* makeRates();
    QWidget* makeRate(ElidedLabel*& label, Sparkline*& history, const QString& tip);
    void refresh();
    void refreshAge();
    void refreshAlarms();
    void remember();

    RunDocument& m_document;
    Alarms& m_alarms;
    QTimer m_ageTimer;
    QTimer m_historyTimer;
    StateBadge* m_state = nullptr;
    AlarmBadge* m_badge = nullptr;
    ElidedLabel* m_age = nullptr;
    ProgressLine* m_progress = nullptr;
    ElidedLabel* m_percent = nullptr;
    ElidedLabel* m_end = nullptr;
    ElidedLabel* m_stepsRate = nullptr;
    ElidedLabel* m_bytesRate = nullptr;
    ElidedLabel* m_timeRate = nullptr;
    ElidedLabel* m_held = nullptr;
    Sparkline* m_stepsHistory = nullptr;
    Sparkline* m_bytesHistory = nullptr;
    QWidget* m_rates = nullptr;
    AlarmPanel* m_alarmPanel = nullptr;
    quint64 m_generation = 0; // of the run in the histories
};

} // namespace h5pulse::viewer
