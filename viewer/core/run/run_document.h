// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_request.h"
#include "core/threads/worker_thread.h"
#include "core/trace/trace_query.h"

#include <QObject>

namespace h5pulse::viewer {

/// The step that is looked at. Live: always the latest.
struct Cursor
{
    bool live = true;
    std::uint64_t step = 0;

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// One run as the GUI sees it: which file, which step, which field, which traces, and what is known of them.
/// Reads nothing itself: asks a worker thread and tells by signals. All calls on the GUI thread.
class RunDocument : public QObject
{
    Q_OBJECT

public:
    /// So many quantities can be followed over time at once.
    static constexpr std::size_t kMaximumTraceGroups = 4;
    static constexpr std::size_t kMaximumTraces = 12;

    explicit RunDocument(QObject* parent = nullptr);

    /// Opens a file, now or when it appears. An empty path closes.
    /// @param follow  false: stay with the steps that the file has when it is opened
    void open(const QString& path, bool follow = true);
    /// Which dataset gives the times; empty: t or time, or else the number of the step. Reads the file again.
    void setTimeDataset(const QString& name);
    QString timeDataset() const { return m_request.timeDataset; }
    /// Reads the file again from the start.
    void reload();
    /// How often new steps are shown, at most.
    void setFrameRate(int framesPerSecond);
    /// Whether anybody looks at the window.
    void setVisible(bool visible);

    const RunStatus& status() const { return *m_status; }
    Cursor cursor() const { return m_cursor; }
    QString field() const { return m_request.frame.field; }
    std::size_t slice() const { return m_request.frame.slice; }
    const std::vector<TraceId>& traceIds() const { return m_tracesWanted.ids; }
    /// What is to be drawn; null: nothing.
    const FramePtr& frame() const { return m_frame; }
    /// Why the wanted frame cannot be shown; empty: it can.
    QString frameProblem() const { return m_frameProblem; }
    const TraceSetPtr& traces() const { return m_traces; }
    /// Whether traces() has all that are wanted, complete; of a run that grows they never are for long.
    bool hasAllTraces() const;
    /// The answer to the query of that name; null: not yet, or there is no such query.
    QueryResultPtr result(const QString& name) const;

public slots:
    void goLive();
    void goToStep(quint64 step);
    void goToTime(double time);
    /// From the step that is shown; stays within the run. Leaves live mode.
    void moveBy(qint64 steps);
    void selectField(const QString& name);
    void setSlice(std::size_t slice);
    void addTrace(const h5pulse::viewer::TraceId& id);
    void removeTrace(const h5pulse::viewer::TraceId& id);
    /// All of them; at most kMaximumTraces of kMaximumTraceGroups fields.
    void setTraceIds(std::vector<h5pulse::viewer::TraceId> ids);
    /// Which part of the run traces are looked at in, on how many pixels.
    void setTraceWindow(const std::optional<h5pulse::viewer::TraceWindow>& window, int pixels);
    /// Something else that is to be read, by the name of who wants it. Null: no more.
    void setQuery(const QString& name, const h5pulse::viewer::QueryPtr& query);

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
    void frameChanged();
    void tracesChanged();
    void traceIdsChanged();
    void resultChanged(const QString& name);
    /// A sentence about something that the user did, to be shown for a moment.
    void note(const QString& text);

private:
    void takeReplies();
    /// Notices from outside that the file system does not answer.
    void watch();
    void takeStatus(const StatusPtr& status);
    void takeFrame(const FrameReply& reply);
    void takeResults(const QueryReplies& results);
    void takeTraces(const QueryReply& reply);
    /// Makes the query of what is in m_tracesWanted; post() sends it.
    void askForTraces();
    void chooseDefaults();
    void setCursor(Cursor cursor);
    void requestFrame(FrameQuery query);
    void post();

    WorkerThread m_worker;
    RunRequest m_request;
    TracesWanted m_tracesWanted;
    std::uint64_t m_oldestValidFrame = 0; // replies to earlier requests are stale
    std::uint64_t m_shownFrame = 0;
    StatusPtr m_told; // by the worker
    StatusPtr m_status;
    FramePtr m_frame;
    QString m_frameProblem;
    TraceSetPtr m_traces;
    std::map<QString, QueryResultPtr> m_results;
    Cursor m_cursor;
    bool m_defaultsDue = false;
};

} // namespace h5pulse::viewer
