// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/overlay_actions.h"

#include "core/texts.h"

#include <QActionGroup>

namespace h5pulse::viewer {

namespace {

using Reference = OverlayChoice::Reference;

constexpr std::size_t kFieldsInMenu = 60;

QString plain(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

OverlayActions::OverlayActions(QWidget* parent)
    : QObject(parent)
    , m_menu(new QMenu(tr("Ov&erlays"), parent))
{
    m_menu->setToolTipsVisible(true);
    m_pin = m_menu->addAction(tr("&Pin this step"));
    m_pin->setCheckable(true);
    m_pin->setShortcut(Qt::Key_P);
    m_pin->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_pin->setToolTip(tr("Keep this step in the plot while the cursor moves"));
    connect(m_pin, &QAction::triggered, this, [this](bool pinned) {
        if (m_subject) {
            change([&](OverlayChoice& c) { pinned ? c.pin(m_subject->step) : c.unpin(m_subject->step); });
        }
    });
    m_pins = addMenu(tr("&Unpin"), {}, &OverlayActions::fillPins);
    m_initial = m_menu->addAction(tr("&Initial state"));
    m_initial->setCheckable(true);
    m_initial->setToolTip(tr("Step 0"));
    connect(m_initial, &QAction::triggered, this,
            [this](bool shown) { change([&](OverlayChoice& c) { c.initial = shown; }); });
    addMenu(tr("Steps &before"), tr("Show the previous steps as fading curves"), &OverlayActions::fillGhosts);
    addMenu(tr("Other &fields"), tr("Show other profiles at the same step"), &OverlayActions::fillFields);
    m_menu->addSeparator();
    addMenu(tr("&Difference to"), tr("Show all curves as differences to one of them"),
            &OverlayActions::fillReferences);
    refresh();
}

QMenu* OverlayActions::addMenu(const QString& title, const QString& tip, void (OverlayActions::*fill)(QMenu&))
{
    QMenu* menu = m_menu->addMenu(title);
    menu->menuAction()->setToolTip(tip);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, fill] {
        menu->clear();
        (this->*fill)(*menu);
    });
    return menu;
}

void OverlayActions::offer(const OverlayChoice& choice, const FramePtr& subject, const QString& otherRun)
{
    m_choice = choice;
    m_subject = subject;
    m_otherRun = otherRun;
    refresh();
}

void OverlayActions::refresh()
{
    m_pin->setEnabled(m_subject != nullptr);
    m_pin->setChecked(m_subject && m_choice.isPinned(m_subject->step));
    m_pins->setEnabled(!m_choice.pins.empty());
    m_initial->setChecked(m_choice.initial);
}

void OverlayActions::change(auto&& edit)
{
    OverlayChoice choice = m_choice;
    edit(choice);
    if (choice != m_choice) {
        emit chosen(choice);
    }
    refresh(); // also if the choice is the same: the action has toggled its check mark
}

QAction* OverlayActions::addChoice(QMenu& menu, const QString& text, bool checked, auto&& edit)
{
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    connect(action, &QAction::triggered, this,
            [this, edit](bool on) { change([&](OverlayChoice& c) { edit(c, on); }); });
    return action;
}

void OverlayActions::fillPins(QMenu& menu)
{
    for (const std::uint64_t step : m_choice.pins) {
        menu.addAction(tr("Step %1").arg(step), this,
                       [this, step] { change([&](OverlayChoice& c) { c.unpin(step); }); });
    }
    if (m_choice.pins.size() > 1) {
        menu.addAction(tr("&All"), this, [this] {
            change([](OverlayChoice& c) {
                while (!c.pins.empty()) {
                    c.unpin(c.pins.back());
                }
            });
        });
    }
}

void OverlayActions::fillGhosts(QMenu& menu)
{
    auto* group = new QActionGroup(&menu);
    for (const int count : {0, 1, 3, 5, 10, OverlayChoice::kMaxGhosts}) {
        const QString text = count == 0 ? tr("&None") : tr("The last %1", nullptr, count).arg(count);
        group->addAction(addChoice(menu, text, m_choice.ghosts == count,
                                   [count](OverlayChoice& c, bool) { c.ghosts = count; }));
    }
}

void OverlayActions::fillReferences(QMenu& menu)
{
    auto* group = new QActionGroup(&menu);
    const auto add = [&](const QString& text, Reference reference, std::uint64_t step = 0) {
        const bool checked = m_choice.reference == reference && m_choice.referenceStep == step;
        QAction* action = addChoice(menu, text, checked, [reference, step](OverlayChoice& c, bool) {
            c.reference = reference;
            c.referenceStep = step;
        });
        group->addAction(action);
        return action;
    };
    add(tr("&Nothing"), Reference::None);
    add(tr("&Initial state"), Reference::Initial);
    for (const std::uint64_t step : m_choice.pins) {
        add(tr("Step %1").arg(step), Reference::Step, step);
    }
    const bool compared = !m_otherRun.isEmpty();
    QAction* other = add(compared ? plain(m_otherRun) : tr("&Other run"), Reference::OtherRun);
    other->setEnabled(compared || m_choice.reference == Reference::OtherRun);
    other->setToolTip(tr("Open the other run with File > Compare"));
}

void OverlayActions::fillFields(QMenu& menu)
{
    if (m_subject) {
        std::size_t count = 0;
        for (const FieldPtr& field : m_subject->run->fields) {
            const bool profile = field->shape.size() == 1 && field->name != m_subject->field->name;
            if (profile && count++ < kFieldsInMenu) {
                addChoice(menu, plain(toText(field->name)), m_choice.fields.contains(toText(field->name)),
                          [name = toText(field->name)](OverlayChoice& c, bool on) { c.setField(name, on); });
            }
        }
    }
    if (menu.isEmpty()) {
        menu.addAction(tr("The run has no other profile"))->setEnabled(false);
    }
}

} // namespace h5pulse::viewer
