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

/// Watches over the run that is open: values that are not finite, thresholds, and what becomes of its writer.
/// An alarm stays until the user acknowledges it, and then does not come back for the same reason; nothing is
/// ever interrupted. Another run, or the same opened again, begins without alarms; thresholds stay.
///
/// A run that had ended before it was opened raises no alarm by that. All calls on the GUI thread.
class Alarms : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kMaxThresholds = 32;

    explicit Alarms(RunDocument& document, QObject* parent = nullptr);

    /// Oldest first.
    const std::vector<Alarm>& list() const { return m_alarms; }
    /// Of those in the list; Note where it is empty.
    Severity worst() const;
    /// Where on the axis of steps alarms belong.
    std::vector<AlarmMark> marks() const;

    void acknowledge(quint64 id);
    void acknowledgeAll();

    const std::vector<Threshold>& thresholds() const { return m_thresholds; }
    /// False: there is such a one, or there are too many, or its limit is not finite.
    bool addThreshold(const Threshold& threshold);
    void removeThreshold(const Threshold& threshold);

    /// How far values that are not finite were looked for; empty: there is nothing to be said.
    QString searchText() const;
    /// Whether steps are left to be looked at.
    bool isSearching() const;

    /// The thresholds.
    QJsonObject saveState() const;
    /// What makes no sense is skipped. Thresholds that are not in it are given up.
    void restoreState(const QJsonObject& state);

signals:
    /// Another list, or other texts in it.
    void changed();
    /// These have come.
    void raised(const QList<h5pulse::viewer::Alarm>& alarms);
    void thresholdsChanged();
    void searchChanged();
    /// The user changed something that saveState() tells of.
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
    /// The one of this id; null: it was acknowledged.
    const Alarm* listed(quint64 id) const;
    void raise(Alarm alarm);
    /// Whether all of it but its text was said already.
    bool isKnown(const Alarm& alarm) const;
    /// False: there was none yet. Else it is brought up to date, where it was not acknowledged.
    bool update(const Alarm& alarm);
    /// Tells of what was raised since the last call.
    void tell();

    RunDocument& m_document;
    std::vector<Alarm> m_alarms;
    std::vector<Threshold> m_thresholds;
    QHash<QString, quint64> m_known; // ids by the keys that were raised, also of those that are acknowledged
    QList<Alarm> m_new;
    std::string m_path;
    quint64 m_opening = 0;
    quint64 m_generation = 0;
    QString m_phaseKey; // of the state that an alarm was raised for
    bool m_wasGrowing = false;
    bool m_changed = false;
    quint64 m_nextId = 1;
};

} // namespace h5pulse::viewer
