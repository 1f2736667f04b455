// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

namespace h5pulse::viewer {

class Placeholder;

/// A field at the cursor by whichever view suits its shape: profile, image or number. Where there is nothing
/// to show, a sentence that says why.
class StateView : public View
{
    Q_OBJECT

public:
    explicit StateView(QWidget* parent = nullptr);

    /// The one that is seen; null: none.
    View* current() const { return m_current; }
    QString placeholder() const;

    void showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice) override;
    void showFrame(const FramePtr& frame) override;
    void showTraces(const TraceSetPtr& traces) override;
    void showStep(const ShownStep& step) override;
    void showStatus(const RunStatus& status) override;
    void showProblem(const QString& problem) override;
    void showResult(const QueryResultPtr& result) override;
    void showComparison(const ShownComparison& comparison) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;
    PlotWidget* plotWidget() override;
    ViewData data() const override;
    std::vector<StepMark> marks() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

private:
    void add(View* view, const QString& id);
    void setCurrent(View* view);
    void mirrorHeader();
    void offerActions();

    QList<View*> m_views;
    View* m_current = nullptr;
    Placeholder* m_placeholder;
};

} // namespace h5pulse::viewer
