// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/spectrum.h>

#include <QJsonObject>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace h5pulse::viewer {

/// What the user can choose for a spectrum.
struct SpectrumChoice
{
    enum class Of { Profile, Trace };

    std::optional<Of> of{};         ///< none: what there is
    std::optional<TraceId> trace{}; ///< none, or one that is not there: the first
    SpectrumQuantity quantity = SpectrumQuantity::Amplitude;
    bool hannOfProfile = false; ///< the domain is periodic as a rule
    bool hannOfTrace = true;
    bool removeMean = true;

    bool hann(Of subject) const { return subject == Of::Profile ? hannOfProfile : hannOfTrace; }

    QJsonObject toJson() const;
    /// What is missing or makes no sense is as by default.
    static SpectrumChoice fromJson(const QJsonObject& json);
};

class PlotActions;

/// The menus in which the user chooses of what a spectrum is, and which.
class SpectrumMenu : public QObject
{
    Q_OBJECT

public:
    /// @param view  owns it and its menus
    SpectrumMenu(QWidget* view, PlotActions& actions);

    const SpectrumChoice& choice() const { return m_choice; }
    /// Not by the user.
    void setChoice(const SpectrumChoice& choice);
    /// What there is to choose from.
    void offer(bool hasProfile, const RunDescriptionPtr& run, const std::vector<TraceId>& traces);

    /// What it is of now.
    SpectrumChoice::Of of() const;
    /// The trace, if it is of one; none: there is none.
    std::optional<TraceId> trace() const;
    /// A sentence on the quantity.
    QString tip() const;

signals:
    /// The user chose something else.
    void chosen();

private:
    void makeActions(PlotActions& actions);
    QAction* add(PlotActions& actions, const QString& text, const QString& tip, auto&& choose,
                 QActionGroup* group = nullptr);
    void addSeparator(PlotActions& actions);
    void listTraces();
    void refresh();

    QMenu* m_traceMenu;
    QAction* m_ofProfile = nullptr;
    QAction* m_ofTrace = nullptr;
    QAction* m_amplitude = nullptr;
    QAction* m_density = nullptr;
    QAction* m_hann = nullptr;
    QAction* m_removeMean = nullptr;
    SpectrumChoice m_choice;
    bool m_hasProfile = false;
    std::vector<std::pair<TraceId, FieldPtr>> m_traces;
};

} // namespace h5pulse::viewer
