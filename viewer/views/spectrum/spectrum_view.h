// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_range.h"
#include "views/spectrum/spectrum_query.h"
#include "views/view.h"

class QAction;
class QActionGroup;
class QCPAxis;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QMenu;

namespace h5pulse::viewer {

class Placeholder;
class PlotWidget;

/// The spectrum of a profile at the cursor over wave numbers, or of a trace over frequencies. Until the user
/// chooses, of the profile where the field is one.
class SpectrumView : public View
{
    Q_OBJECT

public:
    explicit SpectrumView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() == 1; }
    void showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice) override;
    void showTraces(const TraceSetPtr& traces) override;
    void showTimeRange(const std::optional<TraceWindow>& range) override;
    void showResult(const QueryResultPtr& result) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;
    PlotWidget* plotWidget() override { return m_plot; }
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    PlotWidget& plot() { return *m_plot; }
    /// The sentence that is shown in the place of a spectrum; empty: there is a spectrum.
    QString placeholder() const;
    /// The frequency that is written at the highest peak; empty: there is no peak.
    QString peakText() const;

private:
    enum class Of { Profile, Trace };

    /// What the user can choose.
    struct Choice
    {
        std::optional<Of> of;         ///< none: what there is
        std::optional<TraceId> trace; ///< none, or one that is not there: the first
        SpectrumQuantity quantity = SpectrumQuantity::Amplitude;
        bool hannOfProfile = false; // the domain is periodic as a rule
        bool hannOfTrace = true;
        bool removeMean = true;
        bool logValues = true;
        bool logFrequencies = false;
    };

    void makeActions();
    QAction* addChoice(const QString& text, const QString& tip, auto&& choose, QActionGroup* group = nullptr);
    void addSeparator();
    void showChoice();
    void change(auto&& work);
    void listTraces();

    Of of() const;
    std::optional<TraceId> trace() const;
    void ask();
    void showPlaceholder(const QString& sentence);
    void showTitle();
    void draw();
    void drawPeak();
    void placePeak();
    void updateRange(bool anew);
    void fitAxes();
    static void chooseTicks(QCPAxis* axis);
    bool isLogarithmicKey() const;
    bool isHidden(double frequency) const;
    QString keyUnits() const;
    QString valueUnits() const;
    void updateLabels();
    void updateReadout();
    QString textAt(std::size_t i) const;
    QString frequencyText(double frequency) const;
    std::optional<std::size_t> indexAt(const QPointF& position) const;

    PlotWidget* m_plot;
    Placeholder* m_placeholder;
    QCPGraph* m_curve;
    QCPGraph* m_peak;
    QCPItemText* m_peakLabel;
    QCPItemStraightLine* m_marker;
    QAction* m_ofProfile = nullptr;
    QAction* m_ofTrace = nullptr;
    QMenu* m_traceMenu = nullptr;
    QAction* m_amplitude = nullptr;
    QAction* m_density = nullptr;
    QAction* m_hann = nullptr;
    QAction* m_removeMean = nullptr;
    QAction* m_logValues = nullptr;
    QAction* m_logFrequencies = nullptr;

    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::vector<TracePtr> m_traces;
    std::optional<TraceWindow> m_range;
    Choice m_choice;
    std::shared_ptr<const SpectrumResult> m_result; // that is drawn
    QueryResultPtr m_latest;                        // may be on its way
    AutoRange m_valueRange{0.12};
};

} // namespace h5pulse::viewer
