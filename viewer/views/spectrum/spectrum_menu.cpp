// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_menu.h"

#include "core/labels.h"
#include "core/texts.h"
#include "plot/plot_actions.h"

#include <QActionGroup>

#include <algorithm>

namespace h5pulse::viewer {

using Of = SpectrumChoice::Of;

namespace {

const auto kOf = QStringLiteral("of");
const auto kProfile = QStringLiteral("profile");
const auto kTrace = QStringLiteral("trace");
const auto kField = QStringLiteral("field");
const auto kComponent = QStringLiteral("component");
const auto kImaginary = QStringLiteral("imaginary");
const auto kDensity = QStringLiteral("density");
const auto kHannOfProfile = QStringLiteral("hannOfProfile");
const auto kHannOfTrace = QStringLiteral("hannOfTrace");
const auto kRemoveMean = QStringLiteral("removeMean");

std::optional<TraceId> traceFrom(const QJsonObject& json)
{
    const qint64 component = json[kComponent].toInteger(-1);
    if (!json[kField].isString() || component < 0) {
        return std::nullopt;
    }
    return TraceId{json[kField].toString().toStdString(), static_cast<std::uint64_t>(component),
                   json[kImaginary].toBool() ? Part::Imaginary : Part::Real};
}

} // namespace

QJsonObject SpectrumChoice::toJson() const
{
    QJsonObject json{{kDensity, quantity == SpectrumQuantity::PowerDensity},
                     {kHannOfProfile, hannOfProfile},
                     {kHannOfTrace, hannOfTrace},
                     {kRemoveMean, removeMean}};
    if (of) {
        json[kOf] = *of == Of::Profile ? kProfile : kTrace;
    }
    if (trace) {
        json[kTrace] = QJsonObject{{kField, toText(trace->field)},
                                   {kComponent, static_cast<qint64>(trace->component)},
                                   {kImaginary, trace->part == Part::Imaginary}};
    }
    return json;
}

SpectrumChoice SpectrumChoice::fromJson(const QJsonObject& json)
{
    SpectrumChoice choice;
    const QString subject = json[kOf].toString();
    if (subject == kProfile || subject == kTrace) {
        choice.of = subject == kProfile ? Of::Profile : Of::Trace;
    }
    choice.trace = traceFrom(json[kTrace].toObject());
    choice.quantity = json[kDensity].toBool() ? SpectrumQuantity::PowerDensity : SpectrumQuantity::Amplitude;
    choice.hannOfProfile = json[kHannOfProfile].toBool(choice.hannOfProfile);
    choice.hannOfTrace = json[kHannOfTrace].toBool(choice.hannOfTrace);
    choice.removeMean = json[kRemoveMean].toBool(choice.removeMean);
    return choice;
}

SpectrumMenu::SpectrumMenu(QWidget* view, PlotActions& actions)
    : QObject(view)
    , m_traceMenu(new QMenu(tr("Tra&ce"), view))
{
    connect(m_traceMenu, &QMenu::aboutToShow, this, &SpectrumMenu::listTraces);
    makeActions(actions);
    refresh();
}

QAction* SpectrumMenu::add(PlotActions& actions, const QString& text, const QString& tip, auto&& choose,
                           QActionGroup* group)
{
    auto* action = new QAction(text, this);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setCheckable(true);
    action->setActionGroup(group);
    connect(action, &QAction::triggered, this, [this, choose](bool checked) {
        choose(checked);
        refresh();
        emit chosen();
    });
    actions.addAction(action);
    return action;
}

void SpectrumMenu::addSeparator(PlotActions& actions)
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    actions.addAction(separator);
}

void SpectrumMenu::makeActions(PlotActions& actions)
{
    auto* ofGroup = new QActionGroup(this);
    m_ofProfile = add(
        actions, tr("Spectrum of the &profile"), tr("Show the field at the current step over wave numbers"),
        [this](bool) { m_choice.of = Of::Profile; }, ofGroup);
    m_ofTrace = add(
        actions, tr("Spectrum of a &trace"),
        tr("Show the time series of a scalar or a component over frequencies"),
        [this](bool) { m_choice.of = Of::Trace; }, ofGroup);
    actions.addMenu(m_traceMenu);
    addSeparator(actions);
    auto* quantityGroup = new QActionGroup(this);
    m_amplitude = add(
        actions, tr("&Amplitude"), tr("A sine of amplitude A gives a peak of A"),
        [this](bool) { m_choice.quantity = SpectrumQuantity::Amplitude; }, quantityGroup);
    m_density = add(
        actions, tr("Power spectral &density"), tr("Its integral over all frequencies is the variance"),
        [this](bool) { m_choice.quantity = SpectrumQuantity::PowerDensity; }, quantityGroup);
    addSeparator(actions);
    m_hann = add(actions, tr("&Hann window"),
                 tr("Use a window for samples that are not periodic, such as most traces"), [this](bool on) {
                     (of() == Of::Profile ? m_choice.hannOfProfile : m_choice.hannOfTrace) = on;
                 });
    m_removeMean = add(actions, tr("Remove the mea&n"), tr("Subtract the mean first"),
                       [this](bool on) { m_choice.removeMean = on; });
    addSeparator(actions);
}

void SpectrumMenu::setChoice(const SpectrumChoice& choice)
{
    m_choice = choice;
    refresh();
}

void SpectrumMenu::offer(bool hasProfile, const RunDescriptionPtr& run, const std::vector<TraceId>& traces)
{
    m_hasProfile = hasProfile;
    m_traces.clear();
    for (const TraceId& id : traces) {
        const FieldPtr field = run ? run->field(id.field) : nullptr;
        if (field && id.component < field->components()) {
            m_traces.emplace_back(id, field);
        }
    }
    refresh();
}

Of SpectrumMenu::of() const
{
    return m_choice.of.value_or(m_hasProfile ? Of::Profile : Of::Trace);
}

std::optional<TraceId> SpectrumMenu::trace() const
{
    const auto isThere = [this](const TraceId& id) {
        return std::ranges::any_of(m_traces, [&](const auto& candidate) { return candidate.first == id; });
    };
    if (m_choice.trace && isThere(*m_choice.trace)) {
        return m_choice.trace;
    }
    return m_traces.empty() ? std::nullopt : std::optional(m_traces.front().first);
}

QString SpectrumMenu::tip() const
{
    return (m_choice.quantity == SpectrumQuantity::Amplitude ? m_amplitude : m_density)->toolTip();
}

void SpectrumMenu::listTraces()
{
    m_traceMenu->clear();
    auto* group = new QActionGroup(m_traceMenu);
    for (const auto& [id, field] : m_traces) {
        QAction* action = m_traceMenu->addAction(traceLabel(*field, id), this, [this, id = id] {
            m_choice.of = Of::Trace;
            m_choice.trace = id;
            refresh();
            emit chosen();
        });
        action->setCheckable(true);
        action->setChecked(of() == Of::Trace && trace() == id);
        group->addAction(action);
    }
}

void SpectrumMenu::refresh()
{
    const bool profile = of() == Of::Profile;
    m_ofProfile->setChecked(profile);
    m_ofTrace->setChecked(!profile);
    m_traceMenu->menuAction()->setEnabled(!m_traces.empty());
    m_amplitude->setChecked(m_choice.quantity == SpectrumQuantity::Amplitude);
    m_density->setChecked(m_choice.quantity == SpectrumQuantity::PowerDensity);
    m_hann->setChecked(m_choice.hann(of()));
    m_removeMean->setChecked(m_choice.removeMean);
}

} // namespace h5pulse::viewer
