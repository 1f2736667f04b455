// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"
#include "core/run/run_document.h"

#include <h5pulse/service/query.h>

#include <map>

namespace h5pulse::viewer {

/// A second run that views show beside the open one, at the step that matches the cursor. It has its own
/// RunDocument and service. The run may be live, and its file may be replaced or deleted.
class Comparison : public QObject
{
    Q_OBJECT

public:
    /// Whether steps of the same time or of the same number match.
    enum class Match { Time, Step };

    explicit Comparison(RunDocument& first, QObject* parent = nullptr);

    /// Opens a file, now or when it appears. An empty path closes the file.
    /// @param follow  false: ignore steps that are written after the file was opened
    void open(const QString& path, bool follow = true);
    bool isOpen() const { return !path().isEmpty(); }
    /// See RunDocument.
    bool thinsFrames() const { return m_other.thinsFrames(); }
    std::shared_ptr<void> wantWholeFrames() { return m_other.wantWholeFrames(); }
    QString path() const;
    /// Name of the file. It includes the folder if the first run's file has the same name.
    QString name() const;

    Match match() const { return m_match; }
    void setMatch(Match match);

    /// Sets the queries of a view. Of them, the FrameQuery of a 1-D field and the TraceQuery are also
    /// answered for the other run, at the step that matches the cursor.
    void setQueries(const QString& view, const std::vector<Query>& queries);
    /// Removes the queries of a view, because it is not visible any more.
    void forget(const QString& view);
    /// Sets the visible part of the run for traces (none: the whole run), and its width in pixels.
    void setTraceWindow(const std::optional<TraceWindow>& window, int pixels);
    /// Texts about the other run, for a view.
    ComparedRun describe(const QString& view) const;
    /// The answer to a FrameQuery or TraceQuery of a view; null: no answer yet.
    /// @param kind  index of the query's type in Query
    QueryResultPtr answer(const QString& view, std::size_t kind) const;
    /// Whether all answers for a view have come.
    bool isComplete(const QString& view) const;
    /// A sentence with the reason why the other run cannot be shown or is out of date; empty: neither.
    QString problem() const;
    const RunStatus& status() const { return m_other.status(); }
    void setVisible(bool visible) { m_other.setVisible(visible); }

signals:
    /// The file, its state or the match has changed.
    void changed();
    /// thinsFrames() has changed.
    void thinningChanged();
    /// describe() or answer() has changed for this view.
    void answersChanged(const QString& view);

private:
    struct Want
    {
        FrameQuery asked;  ///< the view's query; without a field: none
        std::string field; ///< field to read for the view; empty: none
        QString problem;   ///< the reason why the other run has no such field
    };

    void onOtherRun();
    void followTraces();
    /// Asks for the frames that match the cursor.
    void follow();
    void ask(const QString& view, Want& want);
    FramePtr frameFor(const QString& view) const;
    void tellAll();
    /// The position to match; none: the first run has no frame.
    std::optional<RunPosition> position() const;
    const MatchedFrame* result(const QString& view) const;
    QString noteOn(const MatchedFrame& matched) const;

    RunDocument& m_first;
    RunDocument m_other;
    Match m_match = Match::Time;
    std::map<QString, Want> m_wants;
    std::optional<TraceWindow> m_window;
    int m_pixels = 0;
};

} // namespace h5pulse::viewer
