// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"
#include "core/run/run_document.h"

#include <h5pulse/service/query.h>

#include <map>

namespace h5pulse::viewer {

/// A second run beside the one that is open: read only, by a service of its own, at the step that matches
/// the cursor of the first run. It may be live, or be replaced or deleted, as any other.
class Comparison : public QObject
{
    Q_OBJECT

public:
    /// Which places go together.
    enum class Match { Time, Step };

    explicit Comparison(RunDocument& first, QObject* parent = nullptr);

    /// Opens a file, now or when it appears. An empty path closes.
    /// @param follow  false: stay with the steps that the file has when it is opened
    void open(const QString& path, bool follow = true);
    bool isOpen() const { return !path().isEmpty(); }
    QString path() const;
    /// Of the file, without its folder where that tells it from the first run's.
    QString name() const;

    Match match() const { return m_match; }
    void setMatch(Match match);

    /// Sets the queries of a view. Of them, the FrameQuery of a 1-D field and the TraceQuery are also answered for the
    /// other run, at the step that matches the cursor.
    void setQueries(const QString& view, const std::vector<Query>& queries);
    /// The view is not seen any more.
    void forget(const QString& view);
    /// The part of the run in which traces are seen.
    void setTraceWindow(const std::optional<TraceWindow>& window, int pixels);
    /// The other run in words, for a view.
    ComparedRun describe(const QString& view) const;
    /// The answer to a FrameQuery or TraceQuery (an index of Query) of a view; null: there is none yet.
    QueryResultPtr answer(const QString& view, std::size_t kind) const;
    /// Whether all answers for a view are there.
    bool isComplete(const QString& view) const;
    /// Why the other run cannot be shown, as a sentence; empty: it can.
    QString problem() const;
    const RunStatus& status() const { return m_other.status(); }
    void setVisible(bool visible) { m_other.setVisible(visible); }

signals:
    /// Another file, or its state, or how places are matched.
    void changed();
    /// describe() or answer() has changed for this view.
    void answersChanged(const QString& view);

private:
    struct Want
    {
        std::string asked; ///< field of its FrameQuery; empty: it asks none
        std::string field; ///< what is read for it; empty: nothing
        QString problem;   ///< why the other run has none
    };

    void onOtherRun();
    void followTraces();
    /// Asks for what goes with the cursor.
    void follow();
    void ask(const QString& view, Want& want);
    FramePtr frameFor(const QString& view) const;
    void tellAll();
    /// None: the first run has no frame to go with.
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
