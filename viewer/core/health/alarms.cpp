// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/alarms.h"

#include "core/format.h"
#include "core/health/threshold.h"
#include "core/labels.h"
#include "core/run/run_document.h"
#include "core/run/run_texts.h"
#include "core/texts.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <utility>

namespace h5pulse::viewer {

namespace {

const auto kNonFinite = QStringLiteral("alarms-non-finite"); // query names
const auto kCrossings = QStringLiteral("alarms-thresholds");
const auto kThresholds = QStringLiteral("thresholds"); // key in the saved state

QString keyOf(const Threshold& threshold)
{
    return QStringLiteral("threshold %1 %2 %3 %4 %5")
        .arg(threshold.trace.component)
        .arg(static_cast<int>(threshold.trace.part))
        .arg(static_cast<int>(threshold.side))
        .arg(threshold.limit, 0, 'g', QLocale::FloatingPointShortest)
        .arg(toText(threshold.trace.field));
}

} // namespace

Alarms::Alarms(RunDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&m_document, &RunDocument::statusChanged, this, &Alarms::takeStatus);
    connect(&m_document, &RunDocument::resultChanged, this, &Alarms::takeResult);
    m_document.setQuery(kNonFinite, NonFiniteQuery{});
}

Severity Alarms::worst() const
{
    const auto worst = std::ranges::max_element(m_alarms, {}, &Alarm::severity);
    return worst == m_alarms.end() ? Severity::Note : worst->severity;
}

std::vector<AlarmMark> Alarms::marks() const
{
    std::vector<AlarmMark> marks;
    for (const Alarm& alarm : m_alarms) {
        if (alarm.step) {
            marks.push_back({*alarm.step, alarm.severity, alarm.text});
        }
    }
    return marks;
}

void Alarms::acknowledge(quint64 id)
{
    m_changed = std::erase_if(m_alarms, [&](const Alarm& alarm) { return alarm.id == id; }) > 0;
    tell();
}

void Alarms::acknowledgeAll()
{
    m_changed = !m_alarms.empty();
    m_alarms.clear();
    tell();
}

bool Alarms::addThreshold(const Threshold& threshold)
{
    const bool known = std::ranges::find(m_thresholds, threshold) != m_thresholds.end();
    if (known || m_thresholds.size() == kMaxThresholds || !std::isfinite(threshold.limit)) {
        return false;
    }
    std::vector<Threshold> thresholds = m_thresholds;
    thresholds.push_back(threshold);
    setThresholds(std::move(thresholds));
    emit stateChanged();
    return true;
}

void Alarms::removeThreshold(const Threshold& threshold)
{
    std::vector<Threshold> thresholds = m_thresholds;
    if (std::erase(thresholds, threshold) > 0) {
        setThresholds(std::move(thresholds));
        emit stateChanged();
    }
}

void Alarms::setThresholds(std::vector<Threshold> thresholds)
{
    for (const Threshold& old : m_thresholds) {
        if (std::ranges::find(thresholds, old) == thresholds.end()) {
            m_known.remove(keyOf(old)); // adding it again may raise a new alarm
        }
    }
    m_thresholds = std::move(thresholds);
    m_document.setQuery(kCrossings, ThresholdQuery{m_thresholds});
    emit thresholdsChanged();
    // If a threshold is removed and added again at once, its result may already be there.
    takeCrossings(m_document.result(kCrossings));
    tell();
}

QJsonObject Alarms::saveState() const
{
    QJsonArray thresholds;
    for (const Threshold& threshold : m_thresholds) {
        thresholds.append(toJson(threshold));
    }
    return {{kThresholds, thresholds}};
}

void Alarms::restoreState(const QJsonObject& state)
{
    std::vector<Threshold> thresholds;
    for (const QJsonValue& value : state[kThresholds].toArray()) {
        const std::optional<Threshold> threshold = thresholdFrom(value.toObject());
        if (threshold && thresholds.size() < kMaxThresholds &&
            std::ranges::find(thresholds, *threshold) == thresholds.end()) {
            thresholds.push_back(*threshold);
        }
    }
    if (thresholds != m_thresholds) {
        setThresholds(std::move(thresholds));
    }
}

void Alarms::takeStatus()
{
    const RunStatus& status = m_document.status();
    // The generation is 0 until the service has opened the file.
    const bool otherRun = status.run && status.generation != 0 &&
                          status.generation != std::exchange(m_generation, status.generation);
    if (status.path != m_path || status.opening != m_opening || otherRun) {
        m_path = status.path;
        m_opening = status.opening;
        beginRun();
    }
    watchPhase(status);
    tell();
}

void Alarms::beginRun()
{
    m_changed = !m_alarms.empty();
    m_alarms.clear();
    m_known.clear();
    m_phaseKey.clear();
    m_wasGrowing = false;
    emit searchChanged();
}

Alarm Alarms::aboutRun(AlarmKind kind, Severity severity) const
{
    const RunStatus& status = m_document.status();
    const QString word = stateWord(status);
    Alarm alarm;
    alarm.kind = kind;
    alarm.severity = severity;
    alarm.key = alarmName(kind);
    alarm.text = word.left(1).toUpper() + word.mid(1);
    alarm.detail = toText(status.message);
    if (status.steps > 0) {
        alarm.step = status.steps - 1;
    }
    return alarm;
}

void Alarms::endPhase()
{
    m_known.remove(std::exchange(m_phaseKey, QString())); // returning to this state may raise a new alarm
}

void Alarms::watchPhase(const RunStatus& status)
{
    std::optional<Alarm> alarm;
    switch (status.phase) {
    case RunPhase::Stalled:
        alarm = status.writeProblem == WriteProblem::None ? aboutRun(AlarmKind::Stalled, Severity::Warning)
                                                          : aboutRun(AlarmKind::CannotWrite, Severity::Error);
        break;
    case RunPhase::Unreachable:
        alarm = aboutRun(AlarmKind::Unreachable, Severity::Warning);
        break;
    case RunPhase::Crashed:
        alarm = aboutRun(AlarmKind::Crashed, Severity::Error);
        break;
    case RunPhase::Failed:
        alarm = aboutRun(AlarmKind::Failed, Severity::Error);
        break;
    case RunPhase::Stopped:
        alarm = aboutRun(AlarmKind::Stopped, Severity::Note);
        break;
    case RunPhase::Finished:
        alarm = aboutRun(AlarmKind::Finished, Severity::Note);
        break;
    case RunPhase::Idle:
    case RunPhase::Waiting:
    case RunPhase::Unreadable:
    case RunPhase::Live:
        break;
    }
    const bool ended = hasEnded(status.phase);
    m_wasGrowing = m_wasGrowing || isGrowing(status.phase);
    if (alarm && alarm->key == m_phaseKey) {
        return; // raised already
    }
    endPhase();
    if (alarm && (!ended || m_wasGrowing)) {
        m_phaseKey = alarm->key;
        m_wasGrowing = !ended;
        raise(*std::move(alarm));
    }
}

void Alarms::takeResult(const QString& name)
{
    const QueryResultPtr result = m_document.result(name);
    if (name == kNonFinite) {
        takeNonFinite(result);
        emit searchChanged();
    } else if (name == kCrossings) {
        takeCrossings(result);
    }
    tell();
}

void Alarms::takeNonFinite(const QueryResultPtr& result)
{
    const auto* report = dynamic_cast<const NonFiniteReport*>(result.get());
    if (!report) {
        return;
    }
    for (const NonFiniteField& found : report->fields) {
        const TraceId id{found.field->name, found.first.component, found.first.part};
        Alarm alarm;
        alarm.kind = AlarmKind::NonFinite;
        alarm.severity = Severity::Error;
        alarm.key = QStringLiteral("non-finite ") + toText(found.field->name);
        alarm.step = found.first.step;
        alarm.field = found.field;
        alarm.component = found.first.component;
        alarm.count = found.count;
        if (isKnown(alarm)) {
            continue;
        }
        alarm.text = (std::isnan(found.first.value) ? tr("%1 is NaN") : tr("%1 is infinite"))
                         .arg(traceLabel(*found.field, id));
        raise(std::move(alarm));
    }
}

void Alarms::takeCrossings(const QueryResultPtr& result)
{
    const auto* report = dynamic_cast<const CrossingReport*>(result.get());
    if (!report || report->run != m_document.status().run) {
        return;
    }
    for (const Crossing& crossing : report->crossings) {
        if (std::ranges::find(m_thresholds, crossing.threshold) == m_thresholds.end()) {
            continue;
        }
        Alarm alarm;
        alarm.kind = AlarmKind::Threshold;
        alarm.severity = Severity::Warning;
        alarm.key = keyOf(crossing.threshold);
        alarm.step = crossing.first.step;
        alarm.field = crossing.field;
        alarm.component = crossing.first.component;
        alarm.text = tr("%1: %2").arg(thresholdText(crossing.threshold, report->run),
                                      formatNumber(crossing.first.value) + unitSuffix(crossing.field->units));
        raise(std::move(alarm));
    }
}

bool Alarms::isSearching() const
{
    const QueryResultPtr result = m_document.result(kNonFinite);
    const auto* report = dynamic_cast<const NonFiniteReport*>(result.get());
    const bool over =
        report && report->run == m_document.status().run && (report->complete || report->searched == 0);
    return m_document.status().steps > 0 && !over;
}

QString Alarms::searchText() const
{
    const QueryResultPtr result = m_document.result(kNonFinite);
    const auto* report = dynamic_cast<const NonFiniteReport*>(result.get());
    if (!report || report->run != m_document.status().run || report->searched == 0) {
        return {};
    }
    if (report->unreadable > 0) {
        return tr("NaN: %n field(s) cannot be read", nullptr, static_cast<int>(report->unreadable));
    }
    if (!report->complete && report->progress < 1.0) {
        return tr("NaN: looked at %1 % of the steps").arg(static_cast<int>(report->progress * 100.0));
    }
    return report->fields.empty() ? tr("No NaN in %1 steps").arg(formatCount(report->steps))
                                  : tr("NaN: looked at all %1 steps").arg(formatCount(report->steps));
}

const Alarm* Alarms::listed(quint64 id) const
{
    const auto found = std::ranges::lower_bound(m_alarms, id, {}, &Alarm::id);
    return found != m_alarms.end() && found->id == id ? &*found : nullptr;
}

bool Alarms::isKnown(const Alarm& alarm) const
{
    const auto known = m_known.constFind(alarm.key);
    if (known == m_known.constEnd()) {
        return false;
    }
    const Alarm* old = listed(*known);
    return !old || (old->count == alarm.count && old->step == alarm.step);
}

bool Alarms::update(const Alarm& alarm)
{
    const auto known = m_known.constFind(alarm.key);
    if (known == m_known.constEnd()) {
        return false;
    }
    if (!isKnown(alarm)) {
        Alarm& old = m_alarms[static_cast<std::size_t>(listed(*known) - m_alarms.data())];
        old.count = alarm.count;
        old.step = alarm.step;
        old.component = alarm.component;
        old.text = alarm.text;
        m_changed = true;
    }
    return true;
}

void Alarms::raise(Alarm alarm)
{
    if (update(alarm)) {
        return;
    }
    if (alarm.kind != AlarmKind::NonFinite) { // replaces an older alarm of the same cause
        std::erase_if(m_alarms, [&](const Alarm& old) { return old.key == alarm.key; });
    }
    alarm.id = m_nextId++;
    alarm.raised = QDateTime::currentDateTime();
    m_known.insert(alarm.key, alarm.id);
    m_new.push_back(alarm);
    m_alarms.push_back(std::move(alarm));
    m_changed = true;
}

void Alarms::tell()
{
    const QList<Alarm> fresh = std::exchange(m_new, {});
    if (std::exchange(m_changed, false)) {
        emit changed();
    }
    if (!fresh.isEmpty()) {
        emit raised(fresh);
    }
}

} // namespace h5pulse::viewer
