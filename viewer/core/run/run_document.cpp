// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_document.h"

#include "core/run/same_time.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

// Milliseconds in a turn of the worker after which its file system is said not to answer.
constexpr qint64 kSilence = 3000;

// Among the queries, whose other names are those of views.
const QString kTracesQuery = QStringLiteral("document:traces");

QStringList groupsOf(const std::vector<TraceId>& ids)
{
    QStringList groups;
    for (const TraceId& id : ids) {
        if (!groups.contains(id.field)) {
            groups << id.field;
        }
    }
    return groups;
}

} // namespace

RunDocument::RunDocument(QObject* parent)
    : QObject(parent)
    , m_told(std::make_shared<const RunStatus>())
    , m_status(m_told)
{
    askForTraces();
    connect(&m_worker, &WorkerThread::replied, this, &RunDocument::takeReplies);
    connect(&m_worker, &WorkerThread::looked, this, &RunDocument::watch);
}

void RunDocument::open(const QString& path, bool follow)
{
    const bool sameFile = path == m_request.path;
    if (!sameFile) {
        emit closing();
    }
    ++m_request.opening;
    m_request.path = path;
    m_request.follow = follow;
    if (!sameFile) {
        m_request.frame = {};
        m_tracesWanted.ids.clear();
        m_tracesWanted.window.reset();
        askForTraces();
        m_request.timeDataset.clear();
        m_defaultsDue = true;
        setCursor({});
        emit fieldChanged();
        emit traceIdsChanged();
    }
    m_oldestValidFrame = m_request.number + 1;
    auto status = std::make_shared<RunStatus>();
    status->opening = m_request.opening;
    status->path = path;
    status->phase = path.isEmpty() ? RunPhase::Idle : RunPhase::Waiting;
    m_told = std::move(status);
    m_status = m_told;
    m_frame.reset();
    m_traces.reset();
    m_frameProblem.clear();
    const auto results = std::exchange(m_results, {});
    post();
    emit statusChanged();
    emit runChanged();
    emit frameChanged();
    emit tracesChanged();
    for (const auto& [name, result] : results) {
        emit resultChanged(name);
    }
}

void RunDocument::setTimeDataset(const QString& name)
{
    if (name != m_request.timeDataset) {
        m_request.timeDataset = name;
        m_tracesWanted.window.reset();
        askForTraces();
        reload();
    }
}

void RunDocument::reload()
{
    open(m_request.path, m_request.follow);
}

void RunDocument::setFrameRate(int framesPerSecond)
{
    if (framesPerSecond != m_request.framesPerSecond) {
        m_request.framesPerSecond = framesPerSecond;
        post();
    }
}

void RunDocument::setVisible(bool visible)
{
    if (visible != m_request.visible) {
        m_request.visible = visible;
        post();
    }
}

void RunDocument::goLive()
{
    FrameQuery query = m_request.frame;
    query.at = FrameQuery::At::Latest;
    emit navigated();
    setCursor({true, m_status->steps > 0 ? m_status->steps - 1 : 0});
    requestFrame(query);
}

void RunDocument::goToStep(quint64 step)
{
    if (m_status->steps > 0) {
        step = std::min<quint64>(step, m_status->steps - 1);
    }
    FrameQuery query = m_request.frame;
    query.at = FrameQuery::At::Step;
    query.step = step;
    emit navigated();
    setCursor({false, step});
    requestFrame(query);
}

void RunDocument::goToTime(double time)
{
    FrameQuery query = m_request.frame;
    query.at = FrameQuery::At::Time;
    query.time = latestSameTime(time);
    emit navigated();
    setCursor({false, m_cursor.step}); // the reply tells which step it is
    requestFrame(query);
}

void RunDocument::moveBy(qint64 steps)
{
    const quint64 from = m_cursor.live && m_frame ? m_frame->step : m_cursor.step;
    const quint64 back = steps < 0 ? static_cast<quint64>(-steps) : 0;
    goToStep(steps < 0 ? from - std::min<quint64>(from, back) : from + static_cast<quint64>(steps));
}

void RunDocument::selectField(const QString& name)
{
    if (name == m_request.frame.field) {
        return;
    }
    FrameQuery query = m_request.frame;
    query.field = name;
    query.slice = 0;
    requestFrame(query);
    m_oldestValidFrame = m_request.number;
    emit fieldChanged();
}

void RunDocument::setSlice(std::size_t slice)
{
    FrameQuery query = m_request.frame;
    query.slice = slice;
    requestFrame(query);
}

void RunDocument::addTrace(const TraceId& id)
{
    std::vector<TraceId> ids = m_tracesWanted.ids;
    if (std::ranges::find(ids, id) != ids.end()) {
        return;
    }
    QStringList groups = groupsOf(ids);
    if (!groups.contains(id.field) && static_cast<std::size_t>(groups.size()) == kMaximumTraceGroups) {
        std::erase_if(ids, [&](const TraceId& other) { return other.field == groups.front(); });
        emit note(tr("Only %1 quantities fit over time: '%2' made room for '%3'.")
                      .arg(kMaximumTraceGroups)
                      .arg(groups.front(), id.field));
    }
    if (ids.size() == kMaximumTraces) {
        ids.erase(ids.begin());
    }
    ids.push_back(id);
    setTraceIds(std::move(ids));
}

void RunDocument::removeTrace(const TraceId& id)
{
    std::vector<TraceId> ids = m_tracesWanted.ids;
    if (std::erase(ids, id) > 0) {
        setTraceIds(std::move(ids));
    }
}

void RunDocument::setTraceIds(std::vector<TraceId> ids)
{
    m_tracesWanted.ids = std::move(ids);
    askForTraces();
    post();
    emit traceIdsChanged();
}

void RunDocument::setTraceWindow(const std::optional<TraceWindow>& window, int pixels)
{
    const auto count = static_cast<std::size_t>(std::max(1, pixels));
    if (window != m_tracesWanted.window || count != m_tracesWanted.pixels) {
        m_tracesWanted.window = window;
        m_tracesWanted.pixels = count;
        askForTraces();
        post();
    }
}

void RunDocument::askForTraces()
{
    m_request.queries[kTracesQuery] = std::make_shared<TraceQuery>(m_tracesWanted);
}

void RunDocument::setQuery(const QString& name, const QueryPtr& query)
{
    const auto found = m_request.queries.find(name);
    const QueryPtr old = found == m_request.queries.end() ? nullptr : found->second;
    if (!query) {
        m_request.queries.erase(name);
        m_results.erase(name);
    } else if (!old || !old->equals(*query)) {
        m_request.queries[name] = query;
    }
    if (old != query && !(old && query && old->equals(*query))) {
        post();
    }
}

bool RunDocument::hasAllTraces() const
{
    return m_traces && m_traces->run == m_status->run &&
           m_traces->traces.size() == m_tracesWanted.ids.size() &&
           (m_traces->isComplete() || isGrowing(m_status->phase));
}

QueryResultPtr RunDocument::result(const QString& name) const
{
    const auto found = m_results.find(name);
    return found == m_results.end() ? nullptr : found->second;
}

void RunDocument::setCursor(Cursor cursor)
{
    if (cursor != m_cursor) {
        if (cursor.live != m_cursor.live) {
            m_oldestValidFrame = m_request.number + 1; // a late live frame must not appear while scrubbing
        }
        m_cursor = cursor;
        emit cursorChanged();
    }
}

void RunDocument::requestFrame(FrameQuery query)
{
    if (query != m_request.frame) {
        m_request.frame = std::move(query);
        post();
    }
}

void RunDocument::post()
{
    ++m_request.number;
    m_worker.post(m_request);
}

void RunDocument::takeReplies()
{
    const std::optional<RunReply> reply = m_worker.take();
    if (!reply) {
        return;
    }
    if (reply->status && reply->status->opening == m_request.opening) {
        m_told = reply->status;
        takeStatus(m_told);
    }
    const bool otherRun = reply->frame && reply->frame->frame && reply->frame->frame->run != m_status->run;
    if (reply->frame && !otherRun && reply->frame->request >= std::max(m_oldestValidFrame, m_shownFrame)) {
        takeFrame(*reply->frame);
    }
    if (reply->opening == m_request.opening) {
        takeResults(reply->results);
    }
}

void RunDocument::takeResults(const QueryReplies& results)
{
    for (const auto& [name, answer] : results) {
        if (name == kTracesQuery) {
            takeTraces(answer);
            continue;
        }
        const auto asked = m_request.queries.find(name);
        // Who asks the same again may get the answer that was under way: there is no second one.
        const bool current = asked != m_request.queries.end() && asked->second->equals(*answer.query);
        if (current && answer.result->run == m_status->run) {
            m_results[name] = answer.result;
            emit resultChanged(name);
        }
    }
}

/// While one pans and zooms, traces are good that were read for another part of the run.
void RunDocument::takeTraces(const QueryReply& reply)
{
    const auto* asked = dynamic_cast<const TraceQuery*>(reply.query.get());
    if (!asked || asked->wanted().ids != m_tracesWanted.ids || reply.result->run != m_status->run) {
        return;
    }
    m_traces = std::dynamic_pointer_cast<const TraceSet>(reply.result);
    if (!m_traces) { // nothing of them can be read
        const QueryResultPtr& result = reply.result;
        auto set = std::make_shared<TraceSet>();
        set->run = result->run;
        for (const TraceId& id : m_tracesWanted.ids) {
            if (const FieldPtr field = result->run->field(id.field)) {
                auto trace = std::make_shared<Trace>();
                trace->id = id;
                trace->field = field;
                trace->label = traceLabel(*field, id);
                trace->problem = result->problem;
                set->traces.push_back(std::move(trace));
            }
        }
        m_traces = std::move(set);
    }
    emit tracesChanged();
}

void RunDocument::watch()
{
    if (m_worker.silence() < kSilence || m_request.path.isEmpty()) {
        if (m_status != m_told) {
            takeStatus(m_told); // it answers again
        }
        return;
    }
    if (m_status != m_told) {
        return; // has been said
    }
    auto status = std::make_shared<RunStatus>(*m_told);
    const QDateTime since = QDateTime::currentDateTime().addMSecs(-m_worker.silence());
    status->phase = RunPhase::Unreachable;
    status->silentSince = since.toMSecsSinceEpoch();
    const QString when = since.toString(QStringLiteral("HH:mm:ss"));
    const QString other = m_worker.stuckOn();
    status->message =
        other.isEmpty()
            ? tr("the file system has not answered since %1; reading goes on by itself when it does")
                  .arg(when)
            : tr("waiting since %1 for the file system of %2, which does not answer").arg(when, other);
    takeStatus(status);
}

void RunDocument::takeStatus(const StatusPtr& status)
{
    const bool otherRun = status->run != m_status->run;
    m_status = status;
    if (otherRun) {
        if (m_status->run) {
            chooseDefaults();
        }
        emit runChanged();
        if (m_frame && status->steps == 0) { // else it stays until the new run's frame replaces it
            m_frame.reset();
            emit frameChanged();
        }
    }
    if (m_cursor.live && status->steps > 0) {
        setCursor({true, status->steps - 1});
    }
    emit statusChanged();
}

void RunDocument::takeFrame(const FrameReply& reply)
{
    m_shownFrame = reply.request;
    m_frameProblem = reply.problem;
    if (reply.frame) {
        m_frame = reply.frame;
        if (!m_cursor.live && m_request.frame.at == FrameQuery::At::Time) {
            setCursor({false, m_frame->step});
        }
    } else if (!m_frame || m_frame->field->name != m_request.frame.field) {
        m_frame.reset();
    }
    emit frameChanged();
}

void RunDocument::chooseDefaults()
{
    const RunDescription& run = *m_status->run;
    if (!run.field(m_request.frame.field) && !run.fields.empty()) {
        const auto array = std::ranges::find_if(run.fields, [](const FieldPtr& f) { return !f->isScalar(); });
        selectField((array == run.fields.end() ? run.fields.front() : *array)->name);
    }
    if (std::exchange(m_defaultsDue, false)) {
        std::vector<TraceId> ids;
        for (const FieldPtr& field : run.fields) {
            if (field->isScalar() && ids.size() < kMaximumTraceGroups) {
                ids.push_back({field->name, 0, TracePart::Real});
            }
        }
        setTraceIds(std::move(ids));
    }
}

} // namespace h5pulse::viewer
