// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <h5pulse/service/query.h>
#include <h5pulse/service/run_status.h>
#include <h5pulse/service/search.h>

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace h5pulse::viewer {

class RunDocument;

/// Watches the open run and raises alarms for non-finite values, crossed thresholds, and changes of the
/// writer's state.
///
/// An alarm stays until the user acknowledges it; then the same cause does not raise it again. Opening a run,
/// also the same one again, starts without alarms but keeps the thresholds. A run that had ended before it
/// was opened raises no alarm for its end. All calls are on the GUI thread.
class Alarms : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kMaxThresholds = 32;

    explicit Alarms(RunDocument& document, QObject* parent = nullptr);

    /// Oldest first.
    const std::vector<Alarm>& list() const { return m_alarms; }
    /// Highest severity in the list; Note if it is empty.
    Severity worst() const;
    /// Marks of all alarms that have a step.
    std::vector<AlarmMark> marks() const;

    void acknowledge(quint64 id);
    void acknowledgeAll();

    const std::vector<Threshold>& thresholds() const { return m_thresholds; }
    /// False: the threshold exists already, there are kMaxThresholds, or the limit is not finite.
    bool addThreshold(const Threshold& threshold);
    void removeThreshold(const Threshold& threshold);

    /// Progress of the search for non-finite values; empty: no information.
    QString searchText() const;
    /// Whether the search has still steps to check.
    bool isSearching() const;

    /// The thresholds.
    QJsonObject saveState() const;
    /// Replaces the thresholds. Invalid entries are skipped.
    void restoreState(const QJsonObject& state);

signals:
    /// The list or a text in it has changed.
    void changed();
    /// New alarms.
    void raised(const QList<h5pulse::viewer::Alarm>& alarms);
    void thresholdsChanged();
    void searchChanged();
    /// The result of saveState() has changed.
    void stateChanged();

private:
    void takeStatus();
    void takeResult(const QString& name);
    void takeNonFinite(const QueryResultPtr& result);
    void takeCrossings(const QueryResultPtr& result);
    void beginRun();
    void endPhase();
    void watchPhase(const RunStatus& status);
    void setThresholds(std::vector<Threshold> thresholds);
    Alarm aboutRun(AlarmKind kind, Severity severity) const;
    /// The alarm of an id; null: acknowledged.
    const Alarm* listed(quint64 id) const;
    void raise(Alarm alarm);
    /// Whether an alarm with this key has been acknowledged, or is listed with the same count and step.
    bool isKnown(const Alarm& alarm) const;
    /// Updates the listed alarm with the same key, unless it was acknowledged. False: no alarm with this key
    /// was raised.
    bool update(const Alarm& alarm);
    /// Emits the signals for changes and new alarms since the last call.
    void tell();

    RunDocument& m_document;
    std::vector<Alarm> m_alarms;
    std::vector<Threshold> m_thresholds;
    QHash<QString, quint64> m_known; // id of the alarm of each key, also of acknowledged alarms
    QList<Alarm> m_new;
    std::string m_path;
    quint64 m_opening = 0;
    quint64 m_generation = 0;
    QString m_phaseKey; // key of the alarm for the current state of the writer
    bool m_wasGrowing = false;
    bool m_changed = false;
    quint64 m_nextId = 1;
};

} // namespace h5pulse::viewer
