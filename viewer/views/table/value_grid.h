// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace h5pulse::viewer {

/// A table of numbers, of which only those that are seen are needed.
class ValueGrid : public QTableView
{
    Q_OBJECT

public:
    explicit ValueGrid(QWidget* parent = nullptr);

    /// The cells at two corners of what is seen; invalid: there are none.
    QModelIndex firstVisible() const;
    QModelIndex lastVisible() const;

signals:
    /// Other cells are seen than before, as far as one can tell.
    void visibleChanged();

protected:
    bool event(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace h5pulse::viewer
