// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_panel.h"

#include "core/health/alarms.h"
#include "core/run/run_document.h"
#include "ui/alarms/alarm_delegate.h"
#include "ui/alarms/alarm_reactions.h"
#include "ui/alarms/threshold_editor.h"
#include "widgets/elided_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace h5pulse::viewer {

AlarmPanel::AlarmPanel(RunDocument& document, Alarms& alarms, AlarmReactions& reactions, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_alarms(alarms)
    , m_reactions(reactions)
    , m_model(alarms)
    , m_delegate(new AlarmDelegate(this))
    , m_list(new QListView(this))
    , m_acknowledge(new QPushButton(tr("Acknowledge"), this))
    , m_acknowledgeAll(new QPushButton(tr("All"), this))
    , m_search(new ElidedLabel(this))
    , m_thresholds(new ThresholdEditor(document, alarms, this))
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true); // highlights the row under the mouse
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(2 * fontMetrics().height());
    m_list->setAccessibleName(tr("Alarms"));
    m_acknowledge->setToolTip(tr("Remove the selected alarm from the list"));
    m_acknowledgeAll->setToolTip(tr("Remove all alarms from the list"));
    m_acknowledgeAll->setAccessibleName(tr("Acknowledge all"));
    m_search->setForegroundRole(QPalette::PlaceholderText);
    QWidget* reactionsPart = makeReactions();
    m_thresholdsButton = makeFold(tr("Thresholds"), m_thresholds);
    m_reactionsButton = makeFold(tr("When an alarm comes"), reactionsPart);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_acknowledge, 1);
    buttons->addWidget(m_acknowledgeAll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_search);
    layout->addLayout(buttons);
    layout->addWidget(m_thresholdsButton);
    layout->addWidget(m_thresholds);
    layout->addWidget(m_reactionsButton);
    layout->addWidget(reactionsPart);

    connect(m_list, &QListView::clicked, this, &AlarmPanel::goTo);
    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmPanel::acknowledge);
    connect(m_acknowledgeAll, &QPushButton::clicked, &m_alarms, &Alarms::acknowledgeAll);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlarmPanel::refresh);
    connect(&m_alarms, &Alarms::changed, this, &AlarmPanel::refresh);
    connect(&m_alarms, &Alarms::searchChanged, this, &AlarmPanel::refresh);
    for (QWidget* child : findChildren<QWidget*>()) {
        child->installEventFilter(this);
    }
    refresh();
}

QWidget* AlarmPanel::makeReactions()
{
    auto* part = new QWidget(this);
    m_notify = new QCheckBox(tr("Notify on the desktop"), part);
    m_notify->setChecked(m_reactions.notifies());
    m_runCommand = new QCheckBox(tr("Run a command"), part);
    m_runCommand->setChecked(m_reactions.runsCommand());
    m_command = new QLineEdit(m_reactions.commandLine(), part);
    m_command->setAccessibleName(tr("Command"));
    m_command->setPlaceholderText(tr("program and arguments"));
    m_command->setToolTip(tr("Runs without a shell. Its environment contains H5PULSE_ALARM, H5PULSE_FILE, "
                             "H5PULSE_STEP and H5PULSE_MESSAGE."));
    m_command->setMinimumWidth(60);
    m_command->setEnabled(m_reactions.runsCommand());
    m_problem = new QLabel(part);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setMinimumWidth(1);
    m_problem->hide();
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_notify);
    layout->addWidget(m_runCommand);
    layout->addWidget(m_command);
    layout->addWidget(m_problem);
    connect(m_notify, &QCheckBox::toggled, &m_reactions, &AlarmReactions::setNotifies);
    connect(m_runCommand, &QCheckBox::toggled, &m_reactions, &AlarmReactions::setRunsCommand);
    connect(m_runCommand, &QCheckBox::toggled, m_command, &QWidget::setEnabled);
    connect(m_command, &QLineEdit::editingFinished, this, [this] {
        m_problem->hide();
        m_reactions.setCommandLine(m_command->text());
    });
    connect(&m_reactions, &AlarmReactions::failed, this, [this](const QString& problem) {
        m_problem->setText(problem);
        m_problem->show();
    });
    return part;
}

/// Button that shows and hides the part below it.
QToolButton* AlarmPanel::makeFold(const QString& text, QWidget* part)
{
    auto* fold = new QToolButton(this);
    fold->setText(text);
    fold->setCheckable(true);
    fold->setAutoRaise(true);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setArrowType(Qt::RightArrow);
    part->hide();
    connect(fold, &QToolButton::toggled, this, [fold, part](bool open) {
        fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        part->setVisible(open);
    });
    return fold;
}

void AlarmPanel::refresh()
{
    m_search->setText(m_alarms.searchText());
    m_acknowledge->setEnabled(m_list->currentIndex().isValid());
    m_acknowledgeAll->setEnabled(!m_alarms.list().empty());
}

void AlarmPanel::goTo(const QModelIndex& index)
{
    const Alarm alarm = m_model.alarmAt(index.row());
    if (alarm.field) {
        m_document.selectField(alarm.field->name);
        if (alarm.field->shape.size() == 3) {
            m_document.setSlice(alarm.component / (alarm.field->shape[1] * alarm.field->shape[2]));
        }
    }
    if (alarm.step) {
        m_document.goToStep(*alarm.step);
    }
}

void AlarmPanel::acknowledge()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid()) {
        m_alarms.acknowledge(m_model.alarmAt(current.row()).id);
    }
}

bool AlarmPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool moves =
            key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
        // Elsewhere these keys are shortcuts of the time bar.
        if (key == Qt::Key_Space || (watched == m_list && moves)) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress && watched == m_list && m_list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
            goTo(m_list->currentIndex());
            return true;
        }
        if (key == Qt::Key_Delete) {
            acknowledge();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString AlarmPanel::searchText() const
{
    return m_search->text();
}

void AlarmPanel::applyTheme(const Theme& theme)
{
    m_delegate->applyTheme(theme);
    m_list->viewport()->update();
    m_problem->setStyleSheet(QStringLiteral("QLabel { color: %1; }").arg(theme.error.name()));
}

} // namespace h5pulse::viewer
