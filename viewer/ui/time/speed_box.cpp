// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/speed_box.h"

#include "core/format.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "widgets/tabular_font.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStandardItemModel>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kStepSpeeds[] = {1, 5, 10, 30, 100, 300, 1000, 10'000, 100'000};
constexpr double kTimeSpeeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10}; // multiples of usualTimeSpeed()
constexpr int kMaxUnits = 8;                                   // characters; longer units do not fit

QString plainNumber(double value)
{
    const bool whole = value >= 1000.0 && value < 1e12 && value == std::floor(value);
    return whole ? formatCount(static_cast<std::uint64_t>(value)) : formatNumber(value, 4);
}

} // namespace

SpeedBox::SpeedBox(RunDocument& document, Playback& playback, QWidget* parent)
    : QComboBox(parent)
    , m_document(document)
    , m_playback(playback)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr);
    setFocusPolicy(Qt::ClickFocus);
    setFont(tabularFont(font()));
    setAccessibleName(tr("Playback speed"));
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(14);
    setMaxVisibleItems(20);
    connect(this, &QComboBox::activated, this, [this](int index) {
        const auto speed = itemData(index).value<PlaybackSpeed>();
        lineEdit()->setModified(false);
        m_playback.setSpeed(speed);
        refresh();
        emit entryDone();
    });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &SpeedBox::enter);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &SpeedBox::entryDone);
    connect(&m_playback, &Playback::changed, this, &SpeedBox::refresh);
    connect(&m_document, &RunDocument::runChanged, this, &SpeedBox::refresh);
    fill();
    refresh();
}

QString SpeedBox::textOf(const PlaybackSpeed& speed) const
{
    const QString number = plainNumber(speed.perSecond);
    if (speed.unit == PlaybackSpeed::Unit::Steps) {
        return tr("%1 steps/s").arg(number);
    }
    const RunDescriptionPtr& run = m_document.status().run;
    QString units = run ? toText(run->timeUnits) : QString();
    if (units.size() > kMaxUnits) {
        units.clear();
    }
    return tr("t: %1 %2/s").arg(number, units);
}

void SpeedBox::fill()
{
    clear();
    const auto add = [this](const PlaybackSpeed& speed) {
        addItem(textOf(speed), QVariant::fromValue(speed));
    };
    for (const double speed : kStepSpeeds) {
        add({speed});
    }
    insertSeparator(count());
    const QString problem = m_playback.timeProblem();
    const double usual = m_playback.usualTimeSpeed();
    for (const double part : kTimeSpeeds) {
        add({part * usual, PlaybackSpeed::Unit::Time});
        QStandardItem* item = static_cast<QStandardItemModel*>(model())->item(count() - 1);
        item->setEnabled(problem.isEmpty());
        item->setToolTip(problem.isEmpty() ? tr("Simulated time per second") : problem);
    }
}

void SpeedBox::showPopup()
{
    fill();
    const int current = findText(textOf(m_playback.speed()));
    setCurrentIndex(current);
    lineEdit()->setModified(false);
    refresh();
    QComboBox::showPopup();
}

void SpeedBox::refresh()
{
    const QString problem = m_playback.timeProblem();
    setToolTip(problem.isEmpty()
                   ? tr("Playback speed, in steps or in simulated time (faster Ctrl+Up, slower Ctrl+Down)")
                   : tr("Playback speed in steps (faster Ctrl+Up, slower Ctrl+Down). %1.").arg(problem));
    if (!lineEdit()->isModified()) {
        setEditText(textOf(m_playback.speed()));
        lineEdit()->setModified(false);
        lineEdit()->setCursorPosition(0);
    }
}

std::optional<PlaybackSpeed> SpeedBox::speedOf(const QString& text) const
{
    static const QRegularExpression form(QStringLiteral(
        R"(^\s*(?:(\S{1,8})\s*:)?\s*([0-9][0-9,]*\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+)\s*(.*)$)"));
    const QRegularExpressionMatch match = form.match(text.left(80));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    PlaybackSpeed speed{match.captured(2).remove(QLatin1Char(',')).toDouble(), m_playback.speed().unit};
    const QString units = match.captured(3).trimmed();
    if (!match.captured(1).isEmpty()) {
        speed.unit = PlaybackSpeed::Unit::Time;
    } else if (!units.isEmpty()) {
        const bool steps = units.contains(QLatin1String("step")) || tr("%1 steps/s").endsWith(units);
        speed.unit = steps ? PlaybackSpeed::Unit::Steps : PlaybackSpeed::Unit::Time;
    }
    const bool possible = speed.unit == PlaybackSpeed::Unit::Steps || m_playback.timeProblem().isEmpty();
    return possible ? std::optional(speed) : std::nullopt;
}

void SpeedBox::enter()
{
    if (lineEdit()->isModified()) {
        lineEdit()->setModified(false);
        if (const std::optional<PlaybackSpeed> speed = speedOf(currentText())) {
            m_playback.setSpeed(*speed);
        }
        refresh();
    }
}

void SpeedBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        lineEdit()->setModified(false);
        refresh();
        emit entryDone();
    } else {
        QComboBox::keyPressEvent(event);
    }
}

} // namespace h5pulse::viewer
