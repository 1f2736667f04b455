// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QStyledItemDelegate>

namespace h5pulse::viewer {

/// Draws an alarm as two lines, its text and its position, with a stripe in the colour of its severity.
class AlarmDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit AlarmDelegate(QObject* parent);

    void applyTheme(const Theme& theme) { m_theme = &theme; }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const Theme* m_theme;
};

} // namespace h5pulse::viewer
