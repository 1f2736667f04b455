// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/overview_choice.h"

#include "core/labels.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "ui/slider/step_slider.h"

#include <QActionGroup>
#include <QMenu>

namespace h5pulse::viewer {

namespace {
constexpr int kMaxLabel = 40; // characters
}

OverviewChoice::OverviewChoice(RunDocument& document, StepSlider& slider, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_slider(slider)
{
    connect(&m_document, &RunDocument::tracesChanged, this, &OverviewChoice::show);
    connect(&m_document, &RunDocument::traceIdsChanged, this, &OverviewChoice::show);
    connect(&m_document, &RunDocument::runChanged, this, &OverviewChoice::show);
    m_slider.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_slider, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        QMenu menu;
        fill(menu);
        menu.exec(m_slider.mapToGlobal(position));
    });
}

TracePtr OverviewChoice::chosen() const
{
    const TraceSetPtr& set = m_document.traces();
    if (m_kind == Kind::None || !set || set->traces.empty()) {
        return nullptr;
    }
    const TracePtr one = m_kind == Kind::One ? set->find(m_id) : nullptr;
    return one ? one : set->traces.front();
}

void OverviewChoice::show()
{
    const TraceSetPtr& set = m_document.traces();
    SliderOverview overview{.run = m_document.status().run};
    if (set && set->run == overview.run && !set->traces.empty()) {
        overview.drawn = chosen();
        overview.timed = overview.drawn ? overview.drawn : set->traces.front();
        overview.timesAscend = set->timesAscend;
    }
    m_slider.setOverview(overview);
}

void OverviewChoice::choose(Kind kind, const TraceId& id)
{
    m_kind = kind;
    m_id = id;
    show();
    emit changed();
}

void OverviewChoice::fill(QMenu& menu)
{
    menu.addSection(tr("Draw in the slider"));
    auto* group = new QActionGroup(&menu);
    const auto add = [&](QString text, bool on, Kind kind, const TraceId& id = {}) {
        if (text.size() > kMaxLabel) {
            text = text.left(kMaxLabel) + QStringLiteral("…");
        }
        QAction* action = group->addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::triggered, this, [this, kind, id] { choose(kind, id); });
        menu.addAction(action);
    };
    const TraceSetPtr& set = m_document.traces();
    const TracePtr drawn = chosen();
    const bool first = m_kind == Kind::First || (m_kind == Kind::One && drawn && drawn->id != m_id);
    add(tr("The first trace"), first, Kind::First);
    for (const TracePtr& trace : set ? set->traces : std::vector<TracePtr>()) {
        add(traceLabel(*trace), !first && trace == drawn, Kind::One, trace->id);
    }
    add(tr("Nothing"), m_kind == Kind::None, Kind::None);
}

QJsonObject OverviewChoice::saveState() const
{
    QJsonObject state{{QStringLiteral("kind"), static_cast<int>(m_kind)}};
    if (m_kind == Kind::One) {
        state.insert(QStringLiteral("field"), toText(m_id.field));
        state.insert(QStringLiteral("component"), static_cast<double>(m_id.component));
        state.insert(QStringLiteral("imaginary"), m_id.part == Part::Imaginary);
    }
    return state;
}

void OverviewChoice::restoreState(const QJsonObject& state)
{
    const int kind = state[QStringLiteral("kind")].toInt(0);
    const double component = state[QStringLiteral("component")].toDouble();
    m_kind = kind >= 0 && kind <= static_cast<int>(Kind::None) ? static_cast<Kind>(kind) : Kind::First;
    m_id = {state[QStringLiteral("field")].toString().toStdString(),
            component >= 0.0 && component < 0x1p53 ? static_cast<std::uint64_t>(component) : 0,
            state[QStringLiteral("imaginary")].toBool() ? Part::Imaginary : Part::Real};
    show();
}

} // namespace h5pulse::viewer
