// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/shown_comparison.h"
#include "core/run/run_document.h"

#include <h5pulse/service/frame.h>

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

    /// A view wants to see the traces, and this field of the first run; empty: none.
    void want(const QString& view, const std::string& field);
    /// It is not seen any more.
    void forget(const QString& view);
    /// Which part of the run its traces are looked at in.
    void setTraceWindow(const std::optional<TraceWindow>& window, int pixels);
    /// What there is for a view.
    ShownComparison shown(const QString& view) const;
    /// Whether it is all that there is going to be.
    bool isComplete(const QString& view) const;
    /// Why the other run cannot be shown, as a sentence; empty: it can.
    QString problem() const;
    const RunStatus& status() const { return m_other.status(); }
    void setVisible(bool visible) { m_other.setVisible(visible); }

signals:
    /// Another file, or its state, or how places are matched.
    void changed();
    /// shown() is something else for this view.
    void shownChanged(const QString& view);

private:
    struct Want
    {
        std::string field; ///< empty: none
        QString problem;   ///< why the other run has none
    };

    void onOtherRun();
    void followTraces();
    /// Asks for what goes with the cursor.
    void follow();
    void ask(const QString& view, Want& want);
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
