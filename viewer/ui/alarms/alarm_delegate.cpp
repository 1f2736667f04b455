// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_delegate.h"

#include "ui/alarms/alarm_badge.h"
#include "ui/alarms/alarm_model.h"
#include "widgets/tabular_font.h"

#include <QPainter>

namespace h5pulse::viewer {

namespace {
constexpr int kStripe = 3;
constexpr int kGap = 3;
constexpr int kInset = 8;
} // namespace

AlarmDelegate::AlarmDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(&lightTheme())
{
}

QSize AlarmDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {0, 2 * option.fontMetrics.height() + 3 * kGap};
}

void AlarmDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    const QRect& all = option.rect;
    const auto severity = static_cast<Severity>(index.data(AlarmModel::SeverityRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor back = m_theme->selection;
        back.setAlpha(isSelected ? 44 : 22);
        painter->fillRect(all, back);
    }
    painter->fillRect(QRect(all.left(), all.top() + kGap, kStripe, all.height() - 2 * kGap),
                      severityColor(*m_theme, severity));
    const int height = option.fontMetrics.height();
    const QRect text(all.left() + kInset, all.top() + kGap, all.width() - kInset, height);
    painter->setFont(option.font);
    painter->setPen(m_theme->text);
    // The text ends with the problem, after a name of any length. So it is elided in the middle.
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString().simplified(),
                                                    Qt::ElideMiddle, text.width()));
    const QFont small = tabularFont(option.font);
    painter->setFont(small);
    painter->setPen(m_theme->muted);
    const QRect place = text.translated(0, height + kGap / 2);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(index.data(AlarmModel::PositionRole).toString(),
                                                     Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace h5pulse::viewer
