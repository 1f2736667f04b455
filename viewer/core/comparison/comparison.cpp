// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparison.h"

#include "core/comparison/field_match.h"
#include "core/format.h"
#include "core/labels.h"
#include "core/run/run_address.h"
#include "core/texts.h"

#include <h5pulse/service/same_time.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

Comparison::Comparison(RunDocument& first, QObject* parent)
    : QObject(parent)
    , m_first(first)
{
    connect(&m_first, &RunDocument::frameChanged, this, &Comparison::follow);
    connect(&m_first, &RunDocument::runChanged, this, [this] {
        followTraces();
        follow();
    });
    connect(&m_first, &RunDocument::traceIdsChanged, this, &Comparison::followTraces);
    connect(&m_other, &RunDocument::runChanged, this, &Comparison::onOtherRun);
    connect(&m_other, &RunDocument::statusChanged, this, &Comparison::changed);
    connect(&m_other, &RunDocument::thinningChanged, this, &Comparison::thinningChanged);
    connect(&m_other, &RunDocument::tracesChanged, this, &Comparison::tellAll);
    connect(&m_other, &RunDocument::resultChanged, this, &Comparison::answersChanged);
}

void Comparison::open(const QString& path, bool follow)
{
    m_other.open(path, follow);
    tellAll();
    emit changed();
}

QString Comparison::path() const
{
    return toText(m_other.status().path);
}

QString Comparison::name() const
{
    if (runName(path()) != runName(toText(m_first.status().path))) {
        return runName(path());
    }
    const QFileInfo other(path());
    return QStringLiteral("%1/%2").arg(other.dir().dirName(), other.fileName());
}

void Comparison::setMatch(Match match)
{
    if (match != m_match) {
        m_match = match;
        follow();
        tellAll();
        emit changed();
    }
}

void Comparison::setQueries(const QString& view, const std::vector<Query>& queries)
{
    const auto frame = std::ranges::find_if(
        queries, [](const Query& query) { return std::holds_alternative<FrameQuery>(query); });
    Want& want = m_wants[view];
    want.asked = frame == queries.end() ? FrameQuery{} : std::get<FrameQuery>(*frame);
    ask(view, want);
}

void Comparison::forget(const QString& view)
{
    m_wants.erase(view);
    m_other.setQuery(view, std::nullopt);
}

void Comparison::setTraceWindow(const std::optional<TraceWindow>& window, int pixels)
{
    m_window = window;
    m_pixels = pixels;
    m_other.setTraceWindow(window, pixels);
}

void Comparison::onOtherRun()
{
    // Ends live mode, because views show only frames that match the cursor of the first run.
    m_other.goToStep(0);
    if (m_pixels > 0) {
        m_other.setTraceWindow(m_window, m_pixels); // opening another file has reset it
    }
    followTraces();
    follow();
    tellAll();
}

void Comparison::followTraces()
{
    const RunDescriptionPtr& mine = m_first.status().run;
    const RunDescriptionPtr& others = m_other.status().run;
    if (!mine || !others) {
        return;
    }
    std::vector<TraceId> ids;
    for (const TraceId& id : m_first.traceIds()) {
        const FieldPtr field = mine->field(id.field);
        const FieldPtr other = field ? matchField(*field, *others).field : nullptr;
        if (other && id.component < other->components() && (id.part == Part::Real || other->isComplex())) {
            ids.push_back(id);
        }
    }
    if (ids != m_other.traceIds()) {
        m_other.setTraceIds(std::move(ids));
    }
}

std::optional<RunPosition> Comparison::position() const
{
    const FramePtr& frame = m_first.frame();
    if (!frame) {
        return std::nullopt;
    }
    if (m_match == Match::Step || !std::isfinite(frame->time)) {
        return RunPosition{true, frame->step, 0.0};
    }
    return RunPosition{false, 0, frame->time};
}

void Comparison::follow()
{
    for (auto& [view, want] : m_wants) {
        ask(view, want);
    }
}

void Comparison::ask(const QString& view, Want& want)
{
    const RunDescriptionPtr& mine = m_first.status().run;
    const RunDescriptionPtr& others = m_other.status().run;
    const std::optional<RunPosition> at = position();
    const FieldPtr field = mine ? mine->field(want.asked.field) : nullptr;
    // Only profiles draw a second run, so images and numbers need no reading.
    want.field = field && field->shape.size() == 1 ? field->name : std::string();
    std::optional<Query> query;
    QString problem;
    if (others && !want.field.empty() && at) {
        const FieldMatch match = matchField(*field, *others);
        problem = match.problem;
        if (match.field) {
            query = MatchedFrameQuery{want.field, *at, want.asked.detail};
        }
    }
    const bool told = problem != want.problem;
    want.problem = problem;
    m_other.setQuery(view, query);
    if (told) {
        emit answersChanged(view);
    }
}

void Comparison::tellAll()
{
    for (const auto& [view, want] : std::map(m_wants)) {
        emit answersChanged(view);
    }
}

/// Null: no answer yet, or the other run has no matching field.
const MatchedFrame* Comparison::result(const QString& view) const
{
    const auto want = m_wants.find(view);
    const auto* matched = dynamic_cast<const MatchedFrame*>(m_other.result(view).get());
    const bool fits = matched && want != m_wants.end() && want->second.problem.isEmpty() &&
                      matched->query.field == want->second.field;
    return fits ? matched : nullptr;
}

ComparedRun Comparison::describe(const QString& view) const
{
    ComparedRun run;
    if (!isOpen()) {
        return run;
    }
    run.name = name();
    run.bySteps = m_match == Match::Step;
    const auto want = m_wants.find(view);
    if (want == m_wants.end() || want->second.field.empty()) {
        return run;
    }
    run.note = want->second.problem;
    if (const QueryResultPtr any = m_other.result(view); any && !any->problem.empty()) {
        run.note = toText(any->problem);
    }
    if (const MatchedFrame* matched = result(view)) {
        run.note = noteOn(*matched);
    }
    return run;
}

QueryResultPtr Comparison::answer(const QString& view, std::size_t kind) const
{
    if (!isOpen()) {
        return nullptr;
    }
    if (kind == Query(TraceQuery{}).index()) {
        return m_other.traces();
    }
    auto answer = std::make_shared<FrameResult>();
    answer->frame = frameFor(view);
    answer->run = answer->frame ? answer->frame->run : nullptr;
    return answer->frame ? answer : nullptr;
}

/// Null if the other run begins after the time of the cursor.
FramePtr Comparison::frameFor(const QString& view) const
{
    const MatchedFrame* matched = result(view);
    const bool tooLate = matched && matched->frame && !matched->query.position.byStep &&
                         matched->frame->time > latestSameTime(matched->query.position.time);
    return matched && !tooLate ? matched->frame : nullptr;
}

QString Comparison::noteOn(const MatchedFrame& matched) const
{
    const RunPosition& position = matched.query.position;
    if (!matched.frame) {
        return tr("it has no steps yet");
    }
    const bool growing = isGrowing(m_other.status().phase);
    if (position.byStep) {
        const QString number = QString::number(matched.steps - 1);
        QString note = position.step < matched.steps ? QString()
                       : growing                     ? tr("it has reached step %1").arg(number)
                                                     : tr("it ends at step %1").arg(number);
        if (m_match == Match::Time) {
            note = note.isEmpty() ? tr("matched by step, because the time is not known") : note;
        }
        return note;
    }
    const QString units = unitSuffix(matched.run->timeUnits);
    const auto timeText = [&](double time) { return formatNumber(time) + units; };
    if (matched.frame->time > latestSameTime(position.time)) {
        return tr("it begins at %1").arg(timeText(matched.frame->time));
    }
    if (latestSameTime(matched.lastTime) < position.time) {
        return growing ? tr("it has reached %1").arg(timeText(matched.lastTime))
                       : tr("it ends at %1").arg(timeText(matched.lastTime));
    }
    return {};
}

bool Comparison::isComplete(const QString& view) const
{
    if (!isOpen() || !problem().isEmpty()) {
        return true;
    }
    const RunStatus& status = m_other.status();
    if (!status.run) {
        return false; // the file is not open yet
    }
    if (status.steps == 0) {
        return true;
    }
    const bool traced = m_other.hasAllTraces();
    const auto want = m_wants.find(view);
    if (want == m_wants.end() || want->second.field.empty() || !want->second.problem.isEmpty()) {
        return traced;
    }
    if (const QueryResultPtr any = m_other.result(view); any && !any->problem.empty()) {
        return traced;
    }
    const MatchedFrame* matched = result(view);
    return traced && matched && position() == matched->query.position &&
           matched->query.field == want->second.field && matched->query.detail == want->second.asked.detail &&
           matched->run == status.run;
}

QString Comparison::problem() const
{
    const RunStatus& status = m_other.status();
    if (!isOpen() || status.message.empty() || (status.run && !showsOldData(status))) {
        return {};
    }
    return tr("compared run %1: %2").arg(name(), toText(status.message));
}

} // namespace h5pulse::viewer
