// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace h5pulse::viewer {

/// A table of numbers that reports which cells are visible.
class ValueGrid : public QTableView
{
    Q_OBJECT

public:
    explicit ValueGrid(QWidget* parent = nullptr);

    /// The top left and the bottom right visible cell; invalid: the table is empty.
    QModelIndex firstVisible() const;
    QModelIndex lastVisible() const;

signals:
    /// The visible cells may have changed.
    void visibleChanged();

protected:
    bool event(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace h5pulse::viewer
