// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/range_entry.h"

#include "core/format.h"
#include "plot/axis_control.h"
#include "plot/plot_widget.h"

#include <h5pulse/service/run_description.h>

#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>

namespace h5pulse::viewer {

namespace {

constexpr int kDigits = 6;
constexpr int kWidestLabel = 320; // pixels

double numberOf(const QString& text)
{
    bool isNumber = false;
    const double number = QLocale::c().toDouble(text.trimmed(), &isNumber);
    return isNumber ? number : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

RangeEntry::RangeEntry(AxisControl& axis, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_axis(&axis)
    , m_lower(makeEntry(axis.fromPlot(axis.axis()->range().lower), tr("From")))
    , m_upper(makeEntry(axis.fromPlot(axis.axis()->range().upper), tr("to")))
    , m_problem(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    const QString title = tr("Range of %1").arg(axis.label());
    setAccessibleName(title);
    auto* head = new QLabel(fontMetrics().elidedText(title, Qt::ElideRight, kWidestLabel), this);
    head->setTextFormat(Qt::PlainText);
    const Theme& theme = themeFor(palette());
    QPalette colors = m_problem->palette();
    colors.setColor(QPalette::WindowText, theme.error);
    m_problem->setPalette(colors);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(2 * fontMetrics().lineSpacing()); // a message moves nothing
    m_problem->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* layout = new QGridLayout(this);
    layout->addWidget(head, 0, 0, 1, 5);
    layout->addWidget(new QLabel(m_lower->accessibleName(), this), 1, 0);
    layout->addWidget(m_lower, 1, 1);
    layout->addWidget(new QLabel(m_upper->accessibleName(), this), 1, 2);
    layout->addWidget(m_upper, 1, 3);
    auto* units = new QLabel(axis.units(), this);
    units->setTextFormat(Qt::PlainText);
    layout->addWidget(units, 1, 4);
    layout->addWidget(m_problem, 2, 0, 1, 5);
    m_lower->selectAll();
    connect(&axis, &QObject::destroyed, this, &QWidget::close);
}

QLineEdit* RangeEntry::makeEntry(double value, const QString& name)
{
    auto* entry = new QLineEdit(formatNumber(value, kDigits), this);
    entry->setAlignment(Qt::AlignRight);
    entry->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("-0.00000e+000")));
    entry->setAccessibleName(name);
    connect(entry, &QLineEdit::returnPressed, this, &RangeEntry::take);
    return entry;
}

QString RangeEntry::problem() const
{
    return m_problem->text();
}

void RangeEntry::take()
{
    m_problem->setText(m_axis ? m_axis->chooseFixed(numberOf(m_lower->text()), numberOf(m_upper->text()))
                              : QString());
    if (m_problem->text().isEmpty()) {
        close();
    }
}

void RangeEntry::popup(const QPoint& position)
{
    adjustSize();
    const QScreen* screen = QGuiApplication::screenAt(position);
    const QRect room = screen ? screen->availableGeometry() : QRect(position, size());
    move(std::clamp(position.x(), room.left(), std::max(room.left(), room.right() - width())),
         std::clamp(position.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    m_lower->setFocus(Qt::PopupFocusReason);
}

} // namespace h5pulse::viewer
