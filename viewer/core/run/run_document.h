// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/service_client.h"

#include <QDateTime>
#include <QObject>

#include <memory>

namespace h5pulse::viewer {

/// The current step. A live cursor is always at the latest step.
struct Cursor
{
    bool live = true;
    std::uint64_t step = 0;

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// The state of one run in the GUI: file, cursor, field, traces and answers of the service. Posts one request
/// with all queries, and announces results by signals. Call it on the GUI thread only.
class RunDocument : public QObject
{
    Q_OBJECT

public:
    /// Most fields and most traces that the user can follow over time at once.
    static constexpr std::size_t kMaxTraceGroups = 4;
    static constexpr std::size_t kMaxTraces = 12;

    enum class Start { WhenNeeded, Ahead };

    /// @param start  when to start the process that reads the first run
    explicit RunDocument(Start start = Start::WhenNeeded, QObject* parent = nullptr);

    /// Opens a file, now or when it appears. An empty path closes the file.
    /// @param follow  false: ignore steps that are written after the file was opened
    void open(const QString& path, bool follow = true);
    /// Sets the dataset of the times; empty: "t" or "time", else the step number is the time. Reads the file
    /// again.
    void setTimeDataset(const QString& name);
    QString timeDataset() const { return QString::fromStdString(m_request.timeDataset); }
    /// Reads the file again from the start.
    void reload();
    /// Sets how often the viewer shows new steps at most.
    void setFrameRate(int framesPerSecond);
    /// Tells the service whether the window is visible.
    void setVisible(bool visible);

    const RunStatus& status() const { return *m_status; }
    const StatusPtr& sharedStatus() const { return m_status; }
    /// Id of the process on this machine that reads the run, or that connects to it; 0: no process runs.
    int serviceProcess() const { return m_service.state().id; }
    Cursor cursor() const { return m_cursor; }
    const std::string& field() const { return m_frameQuery.field; }
    std::size_t slice() const { return m_frameQuery.slice; }
    const std::vector<TraceId>& traceIds() const { return m_traceQuery.ids; }
    /// The document's own query for traces. traces() is the answer.
    const TraceQuery& traceQuery() const { return m_traceQuery; }
    /// The frame to draw; null: none.
    const FramePtr& frame() const { return m_frame; }
    /// The answer with frame(); null: there is no frame.
    const QueryResultPtr& frameResult() const { return m_frameResult; }
    /// The reason why the frame at the cursor cannot be shown; empty: it can.
    QString frameProblem() const { return m_frameProblem; }
    /// Whether views ask only for what can be seen of a frame, because the run comes over a line from another machine.
    bool thinsFrames() const { return m_isElsewhere && m_wholeWanted == 0; }
    /// Sets what an asker shows of the frame at the cursor; none: it does not show it.
    void setFrameDetail(const QString& asker, const std::optional<FrameDetail>& detail);
    /// Frames are whole as long as the caller keeps the result, for values and pictures that are saved.
    std::shared_ptr<void> wantWholeFrames();
    /// Whether frame() has the detail that is asked for now.
    bool hasWantedDetail() const;
    const TraceSetPtr& traces() const { return m_traces; }
    /// Whether traces() has all wanted traces. If the run does not grow, they must also be complete.
    bool hasAllTraces() const;
    /// The answer to the query with a name; null: no answer yet, or no such query.
    QueryResultPtr result(const QString& name) const;

    /// Sets the query with a name; none: removes it.
    void setQuery(const QString& name, const std::optional<Query>& query);

public slots:
    void goLive();
    void goToStep(quint64 step);
    void goToTime(double time);
    /// Moves the cursor from the current step, within the run. Ends live mode.
    void moveBy(qint64 steps);
    void selectField(const std::string& name);
    void setSlice(std::size_t slice);
    void addTrace(const h5pulse::TraceId& id);
    void removeTrace(const h5pulse::TraceId& id);
    /// Replaces all traces. At most kMaxTraces of kMaxTraceGroups fields.
    void setTraceIds(std::vector<h5pulse::TraceId> ids);
    /// Sets the visible part of the run for traces (none: the whole run), and its width in pixels.
    void setTraceWindow(const std::optional<h5pulse::TraceWindow>& window, int pixels);

signals:
    /// open() is about to leave the present file. The state still belongs to that file.
    void closing();
    void statusChanged();
    /// The run has changed: a file was opened, closed or replaced, or its fields have changed.
    void runChanged();
    void cursorChanged();
    /// A step, a time or live mode was requested. The cursor may be there already.
    void navigated();
    void fieldChanged();
    void sliceChanged();
    void frameChanged();
    /// thinsFrames() has changed.
    void thinningChanged();
    void tracesChanged();
    void traceIdsChanged();
    void traceQueryChanged();
    void resultChanged(const QString& name);
    /// A sentence about an action of the user, to be shown for a short time.
    void note(const QString& text);

private:
    void takeReplies();
    /// Finds out whether service and file system answer. Runs on the GUI thread, which never waits for either.
    void watch();
    void tellOfLoss(const ServiceState& state);
    QString problemOf(const ServiceState& state);
    void takeStatus(const StatusPtr& status);
    void takeCursor(const CursorReply& reply);
    void takeResults(const QueryReplies& results);
    void takeFrame(const QueryReply& reply);
    void setFrame(const QueryResultPtr& result);
    void takeTraces(const QueryReply& reply);
    void chooseDefaults();
    void setCursor(Cursor cursor);
    void requestPosition(const CursorPosition& position);
    FrameDetail wantedDetail() const;
    void changeWholeWanted(int by);
    /// Puts a query into the request under a new number. False: the request has the same query already.
    bool ask(const std::string& name, Query query);
    void askForFrame();
    void askForTraces();
    void post();

    ServiceClient m_service;
    RunRequest m_request;
    FrameQuery m_frameQuery;
    TraceQuery m_traceQuery;
    std::map<QString, FrameDetail> m_details; // by asker
    bool m_isElsewhere = false;
    int m_wholeWanted = 0;                // results of wantWholeFrames() that are kept
    std::uint64_t m_lastQuery = 0;        // number of the newest query
    std::uint64_t m_cursorRequest = 0;    // number of the request that moved the cursor last
    std::uint64_t m_oldestValidFrame = 0; // frames of earlier requests are stale
    std::uint64_t m_shownFrame = 0;       // request that the shown frame answers
    StatusPtr m_told;                     // the latest status from the service
    StatusPtr m_status;
    FramePtr m_frame;
    QueryResultPtr m_frameResult;
    QString m_frameProblem;
    TraceSetPtr m_traces;
    std::map<QString, QueryResultPtr> m_results;
    Cursor m_cursor;
    QDateTime m_silentSince; // invalid: the service answers
    int m_losses = 0;        // services that were lost, of those that the user knows of
    bool m_defaultsDue = false;
};

} // namespace h5pulse::viewer
