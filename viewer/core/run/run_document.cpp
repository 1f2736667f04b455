// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_document.h"

#include "core/labels.h"
#include "core/run/run_address.h"
#include "core/texts.h"

#include <h5pulse/service/same_time.h>

#include <QFile>
#include <QPointer>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr qint64 kMaxSilence = 3000; // milliseconds until the file system counts as unreachable

// Names of the document's own queries.
const std::string kFrameQuery = "document:frame";
const std::string kTraceQuery = "document:traces";

std::vector<std::string> groupsOf(const std::vector<TraceId>& ids)
{
    std::vector<std::string> groups;
    for (const TraceId& id : ids) {
        if (std::ranges::find(groups, id.field) == groups.end()) {
            groups.push_back(id.field);
        }
    }
    return groups;
}

} // namespace

RunDocument::RunDocument(Start start, QObject* parent)
    : QObject(parent)
    , m_service(start == Start::Ahead)
    , m_told(std::make_shared<const RunStatus>())
    , m_status(m_told)
{
    askForTraces();
    connect(&m_service, &ServiceClient::replied, this, &RunDocument::takeReplies);
    connect(&m_service, &ServiceClient::looked, this, &RunDocument::watch);
}

void RunDocument::open(const QString& path, bool follow)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const bool sameFile = name == m_request.path;
    if (!sameFile) {
        emit closing();
    }
    ++m_request.opening;
    m_request.path = name;
    const bool thinned = thinsFrames();
    m_isElsewhere = !hostOf(path).isEmpty();
    m_request.follow = follow;
    if (!sameFile) {
        m_request.cursor = {};
        m_frameQuery = {};
        m_traceQuery.ids.clear();
        m_traceQuery.window.reset();
        askForFrame();
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
    status->path = name;
    status->phase = name.empty() ? RunPhase::Idle : RunPhase::Waiting;
    m_told = std::move(status);
    m_status = m_told;
    setFrame(nullptr);
    m_traces.reset();
    m_frameProblem.clear();
    const auto results = std::exchange(m_results, {});
    post();
    if (thinned != thinsFrames()) {
        emit thinningChanged();
    }
    emit statusChanged();
    emit runChanged();
    emit frameChanged();
    emit tracesChanged();
    for (const auto& [query, result] : results) {
        emit resultChanged(query);
    }
}

void RunDocument::setTimeDataset(const QString& name)
{
    if (name.toStdString() != m_request.timeDataset) {
        m_request.timeDataset = name.toStdString();
        m_traceQuery.window.reset();
        askForTraces();
        reload();
    }
}

void RunDocument::reload()
{
    open(QFile::decodeName(m_request.path.c_str()), m_request.follow);
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
    emit navigated();
    setCursor({true, m_status->steps > 0 ? m_status->steps - 1 : 0});
    requestPosition({});
}

void RunDocument::goToStep(quint64 step)
{
    if (m_status->steps > 0) {
        step = std::min<quint64>(step, m_status->steps - 1);
    }
    emit navigated();
    setCursor({false, step});
    requestPosition({.at = CursorPosition::At::Step, .step = step});
}

void RunDocument::goToTime(double time)
{
    emit navigated();
    setCursor({false, m_cursor.step}); // takeCursor() sets the step when the service has found it
    requestPosition({.at = CursorPosition::At::Time, .time = latestSameTime(time)});
}

void RunDocument::moveBy(qint64 steps)
{
    const quint64 from = m_cursor.live && m_frame ? m_frame->step : m_cursor.step;
    const quint64 back = steps < 0 ? static_cast<quint64>(-steps) : 0;
    goToStep(steps < 0 ? from - std::min<quint64>(from, back) : from + static_cast<quint64>(steps));
}

void RunDocument::selectField(const std::string& name)
{
    if (name == m_frameQuery.field) {
        return;
    }
    m_frameQuery = {.field = name};
    askForFrame();
    post();
    m_oldestValidFrame = m_request.number;
    emit fieldChanged();
}

void RunDocument::setSlice(std::size_t slice)
{
    if (slice != m_frameQuery.slice) {
        m_frameQuery.slice = slice;
        askForFrame();
        post();
        emit sliceChanged();
    }
}

void RunDocument::addTrace(const TraceId& id)
{
    std::vector<TraceId> ids = m_traceQuery.ids;
    if (std::ranges::find(ids, id) != ids.end()) {
        return;
    }
    const std::vector<std::string> groups = groupsOf(ids);
    const bool isNew = std::ranges::find(groups, id.field) == groups.end();
    if (isNew && groups.size() == kMaxTraceGroups) {
        std::erase_if(ids, [&](const TraceId& other) { return other.field == groups.front(); });
        emit note(tr("The traces show at most %1 fields. '%3' has replaced '%2'.")
                      .arg(kMaxTraceGroups)
                      .arg(toText(groups.front()), toText(id.field)));
    }
    if (ids.size() == kMaxTraces) {
        ids.erase(ids.begin());
    }
    ids.push_back(id);
    setTraceIds(std::move(ids));
}

void RunDocument::removeTrace(const TraceId& id)
{
    std::vector<TraceId> ids = m_traceQuery.ids;
    if (std::erase(ids, id) > 0) {
        setTraceIds(std::move(ids));
    }
}

void RunDocument::setTraceIds(std::vector<TraceId> ids)
{
    m_traceQuery.ids = std::move(ids);
    askForTraces();
    post();
    emit traceIdsChanged();
    emit traceQueryChanged();
}

void RunDocument::setTraceWindow(const std::optional<TraceWindow>& window, int pixels)
{
    const auto count = static_cast<std::size_t>(std::max(1, pixels));
    if (window != m_traceQuery.window || count != m_traceQuery.pixels) {
        m_traceQuery.window = window;
        m_traceQuery.pixels = count;
        askForTraces();
        post();
        emit traceQueryChanged();
    }
}

/// What suffices for all askers. Without any, the frame only tells the step and its time.
FrameDetail RunDocument::wantedDetail() const
{
    if (!thinsFrames()) {
        return {};
    }
    FrameDetail all{.pixels = 1};
    for (auto detail = m_details.begin(); detail != m_details.end(); ++detail) {
        all = detail == m_details.begin() ? detail->second : finer(all, detail->second);
    }
    return all;
}

void RunDocument::setFrameDetail(const QString& asker, const std::optional<FrameDetail>& detail)
{
    if (detail) {
        m_details[asker] = *detail;
    } else {
        m_details.erase(asker);
    }
    if (wantedDetail() != m_frameQuery.detail) {
        askForFrame();
        post();
    }
}

std::shared_ptr<void> RunDocument::wantWholeFrames()
{
    changeWholeWanted(1);
    const QPointer<RunDocument> alive = this;
    return {this, [alive](void*) {
                if (alive) {
                    alive->changeWholeWanted(-1);
                }
            }};
}

void RunDocument::changeWholeWanted(int by)
{
    const bool thinned = thinsFrames();
    m_wholeWanted += by;
    if (thinned != thinsFrames()) {
        askForFrame();
        post();
        emit thinningChanged();
    }
}

bool RunDocument::hasWantedDetail() const
{
    const auto* shown = dynamic_cast<const FrameResult*>(m_frameResult.get());
    return !shown || shown->query.detail == m_frameQuery.detail;
}

void RunDocument::askForFrame()
{
    m_frameQuery.detail = wantedDetail();
    if (m_frameQuery.field.empty()) {
        m_request.queries.erase(kFrameQuery);
    } else {
        ask(kFrameQuery, m_frameQuery);
    }
}

void RunDocument::askForTraces()
{
    ask(kTraceQuery, m_traceQuery);
}

bool RunDocument::ask(const std::string& name, Query query)
{
    const auto [item, isNew] = m_request.queries.try_emplace(name);
    if (!isNew && item->second.query == query) {
        return false;
    }
    item->second = {++m_lastQuery, std::move(query)};
    return true;
}

void RunDocument::setQuery(const QString& name, const std::optional<Query>& query)
{
    const std::string key = name.toStdString();
    bool changed = false;
    if (query) {
        changed = ask(key, *query);
    } else {
        changed = m_request.queries.erase(key) > 0;
        m_results.erase(name);
    }
    if (changed) {
        post();
    }
}

bool RunDocument::hasAllTraces() const
{
    return m_traces && m_traces->run == m_status->run && m_traces->traces.size() == m_traceQuery.ids.size() &&
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
            m_oldestValidFrame = m_request.number + 1; // so that no late live frame appears while scrubbing
        }
        m_cursor = cursor;
        emit cursorChanged();
    }
}

void RunDocument::requestPosition(const CursorPosition& position)
{
    if (position != m_request.cursor) {
        m_request.cursor = position;
        post();
        m_cursorRequest = m_request.number;
    }
}

void RunDocument::post()
{
    ++m_request.number;
    m_service.post(m_request);
}

void RunDocument::takeReplies()
{
    const std::optional<RunReply> reply = m_service.take();
    if (!reply) {
        return;
    }
    if (reply->status && reply->status->opening == m_request.opening) {
        m_told = reply->status;
        takeStatus(m_told);
    }
    if (reply->opening == m_request.opening) {
        if (reply->cursor) {
            takeCursor(*reply->cursor);
        }
        takeResults(reply->results);
    }
}

void RunDocument::takeCursor(const CursorReply& reply)
{
    if (reply.request >= m_cursorRequest && m_request.cursor.at == CursorPosition::At::Time) {
        setCursor({false, reply.step});
    }
}

void RunDocument::takeResults(const QueryReplies& results)
{
    for (const auto& [key, reply] : results) {
        if (reply.result->run != m_status->run) {
            continue;
        }
        if (key == kFrameQuery) {
            takeFrame(reply);
        } else if (key == kTraceQuery) {
            takeTraces(reply);
        } else if (const auto asked = m_request.queries.find(key);
                   asked != m_request.queries.end() && asked->second.number == reply.number) {
            const QString name = toText(key);
            m_results[name] = reply.result;
            emit resultChanged(name);
        }
    }
}

/// Accepts traces for another window too, so that traces follow while the user pans and zooms.
void RunDocument::takeTraces(const QueryReply& reply)
{
    auto traces = std::dynamic_pointer_cast<const TraceSet>(reply.result);
    if (traces ? traces->query.ids != m_traceQuery.ids
               : m_request.queries[kTraceQuery].number != reply.number) {
        return;
    }
    if (!traces) { // reading failed, and each trace gets the reason
        auto set = std::make_shared<TraceSet>();
        set->run = reply.result->run;
        set->query = m_traceQuery;
        for (const TraceId& id : m_traceQuery.ids) {
            if (const FieldPtr field = set->run->field(id.field)) {
                auto trace = std::make_shared<Trace>();
                trace->id = id;
                trace->field = field;
                trace->problem = reply.result->problem;
                set->traces.push_back(std::move(trace));
            }
        }
        traces = std::move(set);
    }
    m_traces = std::move(traces);
    emit tracesChanged();
}

void RunDocument::watch()
{
    const ServiceState state = m_service.state();
    tellOfLoss(state);
    const QString problem = m_request.path.empty() ? QString() : problemOf(state);
    if (problem.isEmpty()) {
        if (m_status != m_told) {
            takeStatus(m_told); // the file system, or the service, answers again
        }
        return;
    }
    auto status = std::make_shared<RunStatus>(*m_told);
    status->phase = status->run ? RunPhase::Unreachable : RunPhase::Unreadable;
    status->silentSince = m_silentSince.toMSecsSinceEpoch();
    status->message = problem.toStdString();
    if (m_status == m_told || m_status->message != status->message || m_status->run != status->run) {
        takeStatus(status);
    }
}

/// Tells of a service that was lost, also if another one answers before anybody could call the run unreachable.
void RunDocument::tellOfLoss(const ServiceState& state)
{
    if (state.losses != std::exchange(m_losses, state.losses)) {
        emit note(sentence(toText(state.lastProblem)));
    }
}

/// Why the run cannot be read now, and for some time; empty: it can.
QString RunDocument::problemOf(const ServiceState& state)
{
    const auto silence = std::max(state.busy, state.deafness).count();
    if (state.problem.empty() && silence < kMaxSilence) {
        m_silentSince = {};
        return {};
    }
    const QDateTime now = QDateTime::currentDateTime();
    if (!m_silentSince.isValid()) {
        m_silentSince = now.addMSecs(-silence);
    }
    const QString when = m_silentSince.toString(QStringLiteral("HH:mm:ss"));
    const QString problem = toText(state.problem);
    const bool isLost = state.phase == ServiceState::Phase::Lost;
    if (isLost && !state.startsAgain) {
        return tr("%1; Reload (F5) tries again").arg(problem);
    }
    if (!isLost && silence >= kMaxSilence) {
        return state.busy.count() >= kMaxSilence
                   ? tr("the file system has not answered since %1; reading continues when it answers")
                         .arg(when)
                   : tr("the process that reads this run has given no sign since %1; it is replaced if this "
                        "lasts")
                         .arg(when);
    }
    if (problem.isEmpty() || m_silentSince.msecsTo(now) < kMaxSilence) {
        return {}; // most are back by then
    }
    const auto seconds = isLost ? state.pause / std::chrono::seconds(1) : 0;
    return seconds < 2 ? tr("%1; trying again").arg(problem)
                       : tr("%1; trying again in %2 s").arg(problem, QString::number(seconds));
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
        if (m_frame && status->steps == 0) { // else the frame stays until one of the new run replaces it
            setFrame(nullptr);
            emit frameChanged();
        }
    }
    if (m_cursor.live && status->steps > 0) {
        setCursor({true, status->steps - 1});
    }
    emit statusChanged();
}

void RunDocument::setFrame(const QueryResultPtr& result)
{
    const auto* frame = dynamic_cast<const FrameResult*>(result.get());
    m_frameResult = result;
    m_frame = frame ? frame->frame : nullptr;
}

void RunDocument::takeFrame(const QueryReply& reply)
{
    if (reply.request < std::max(m_oldestValidFrame, m_shownFrame)) {
        return;
    }
    const auto* result = dynamic_cast<const FrameResult*>(reply.result.get());
    m_shownFrame = reply.request;
    m_frameProblem = toText(reply.result->problem);
    if (result && result->frame) {
        setFrame(reply.result);
    } else if (!m_frame || m_frame->field->name != m_frameQuery.field) {
        setFrame(nullptr);
    }
    emit frameChanged();
}

void RunDocument::chooseDefaults()
{
    const RunDescription& run = *m_status->run;
    if (!run.field(m_frameQuery.field) && !run.fields.empty()) {
        const auto array = std::ranges::find_if(run.fields, [](const FieldPtr& f) { return !f->isScalar(); });
        selectField((array == run.fields.end() ? run.fields.front() : *array)->name);
    }
    if (std::exchange(m_defaultsDue, false)) {
        std::vector<TraceId> ids;
        for (const FieldPtr& field : run.fields) {
            if (field->isScalar() && ids.size() < kMaxTraceGroups) {
                ids.push_back({field->name, 0, Part::Real});
            }
        }
        setTraceIds(std::move(ids));
    }
}

} // namespace h5pulse::viewer
