// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/service_client.h"

#include <QObject>

namespace h5pulse::viewer {

/// The current step. Live: always the latest.
struct Cursor
{
    bool live = true;
    std::uint64_t step = 0;

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// One run as the GUI sees it: file, cursor, field, traces, and what the service has answered about them. Posts one
/// request with all queries, and announces results by signals. All calls on the GUI thread.
class RunDocument : public QObject
{
    Q_OBJECT

public:
    /// So many quantities can be followed over time at once.
    static constexpr std::size_t kMaxTraceGroups = 4;
    static constexpr std::size_t kMaxTraces = 12;

    explicit RunDocument(QObject* parent = nullptr);

    /// Opens a file, now or when it appears. An empty path closes.
    /// @param follow  false: stay with the steps that the file has when it is opened
    void open(const QString& path, bool follow = true);
    /// Which dataset gives the times; empty: t or time, or else the number of the step. Reads the file again.
    void setTimeDataset(const QString& name);
    QString timeDataset() const { return QString::fromStdString(m_request.timeDataset); }
    /// Reads the file again from the start.
    void reload();
    /// How often new steps are shown, at most.
    void setFrameRate(int framesPerSecond);
    /// Whether anybody looks at the window.
    void setVisible(bool visible);

    const RunStatus& status() const { return *m_status; }
    const StatusPtr& sharedStatus() const { return m_status; }
    Cursor cursor() const { return m_cursor; }
    const std::string& field() const { return m_frameQuery.field; }
    std::size_t slice() const { return m_frameQuery.slice; }
    const std::vector<TraceId>& traceIds() const { return m_traceQuery.ids; }
    /// What the document itself asks about traces: traces() answers it.
    const TraceQuery& traceQuery() const { return m_traceQuery; }
    /// What is to be drawn; null: nothing.
    const FramePtr& frame() const { return m_frame; }
    /// The answer that frame() is of; null: there is no frame.
    const QueryResultPtr& frameResult() const { return m_frameResult; }
    /// Why the wanted frame cannot be shown; empty: it can.
    QString frameProblem() const { return m_frameProblem; }
    const TraceSetPtr& traces() const { return m_traces; }
    /// Whether traces() has all that are wanted, complete; of a run that grows they never are for long.
    bool hasAllTraces() const;
    /// The answer to the query of that name; null: not yet, or there is no such query.
    QueryResultPtr result(const QString& name) const;

    /// A query by the name of the asker; none: no more.
    void setQuery(const QString& name, const std::optional<Query>& query);

public slots:
    void goLive();
    void goToStep(quint64 step);
    void goToTime(double time);
    /// From the step that is shown; stays within the run. Leaves live mode.
    void moveBy(qint64 steps);
    void selectField(const std::string& name);
    void setSlice(std::size_t slice);
    void addTrace(const h5pulse::TraceId& id);
    void removeTrace(const h5pulse::TraceId& id);
    /// All of them; at most kMaxTraces of kMaxTraceGroups fields.
    void setTraceIds(std::vector<h5pulse::TraceId> ids);
    /// Which part of the run traces are looked at in, on how many pixels.
    void setTraceWindow(const std::optional<h5pulse::TraceWindow>& window, int pixels);

signals:
    /// Another file is to be opened, or none: all is as it was for the last time.
    void closing();
    void statusChanged();
    /// Other fields than before, or none.
    void runChanged();
    void cursorChanged();
    /// Somebody asked for a step, a time, or for live, be it where the cursor is already.
    void navigated();
    void fieldChanged();
    void sliceChanged();
    void frameChanged();
    void tracesChanged();
    void traceIdsChanged();
    void traceQueryChanged();
    void resultChanged(const QString& name);
    /// A sentence about something that the user did, to be shown for a moment.
    void note(const QString& text);

private:
    void takeReplies();
    /// Notices from outside that the file system does not answer.
    void watch();
    void takeStatus(const StatusPtr& status);
    void takeCursor(const CursorReply& reply);
    void takeResults(const QueryReplies& results);
    void takeFrame(const QueryReply& reply);
    void setFrame(const QueryResultPtr& result);
    void takeTraces(const QueryReply& reply);
    void chooseDefaults();
    void setCursor(Cursor cursor);
    void requestPosition(const CursorPosition& position);
    /// Puts a query into the request, under the number of the one that asks the same. False: it was there.
    bool ask(const std::string& name, Query query);
    void askForFrame();
    void askForTraces();
    void post();

    ServiceClient m_service;
    RunRequest m_request;
    FrameQuery m_frameQuery;
    TraceQuery m_traceQuery;
    std::uint64_t m_lastQuery = 0;        // number of the newest query
    std::uint64_t m_cursorRequest = 0;    // number of the request that moved the cursor last
    std::uint64_t m_oldestValidFrame = 0; // frames of earlier requests are stale
    std::uint64_t m_shownFrame = 0;       // request of the frame that is shown
    StatusPtr m_told;                     // by the service
    StatusPtr m_status;
    FramePtr m_frame;
    QueryResultPtr m_frameResult;
    QString m_frameProblem;
    TraceSetPtr m_traces;
    std::map<QString, QueryResultPtr> m_results;
    Cursor m_cursor;
    bool m_defaultsDue = false;
};

} // namespace h5pulse::viewer
