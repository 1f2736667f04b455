// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/spectrum.h>

#include <QJsonObject>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace h5pulse::viewer {

/// The user's choice of a subject, a quantity and a method for a spectrum.
struct SpectrumChoice
{
    enum class Of { Profile, Trace };

    std::optional<Of> of{};         ///< none: the profile if the field is one, else a trace
    std::optional<TraceId> trace{}; ///< none, or a trace that does not exist: the first trace
    SpectrumQuantity quantity = SpectrumQuantity::Amplitude;
    bool hannOfProfile = false; ///< domains of profiles are usually periodic
    bool hannOfTrace = true;
    bool removeMean = true;

    bool hann(Of subject) const { return subject == Of::Profile ? hannOfProfile : hannOfTrace; }

    QJsonObject toJson() const;
    /// Missing and invalid entries get their defaults.
    static SpectrumChoice fromJson(const QJsonObject& json);
};

class PlotActions;

/// The menu entries in which the user changes a SpectrumChoice.
class SpectrumMenu : public QObject
{
    Q_OBJECT

public:
    /// @param view  owner of this object and of its menus
    SpectrumMenu(QWidget* view, PlotActions& actions);

    const SpectrumChoice& choice() const { return m_choice; }
    /// Sets the choice without the signal chosen().
    void setChoice(const SpectrumChoice& choice);
    /// Sets the subjects that the user can choose from.
    void offer(bool hasProfile, const RunDescriptionPtr& run, const std::vector<TraceId>& traces);

    /// The present kind of subject.
    SpectrumChoice::Of of() const;
    /// The trace for spectra of a trace; none: there are no traces.
    std::optional<TraceId> trace() const;
    /// A sentence about the quantity.
    QString tip() const;

signals:
    /// The user has changed the choice.
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
