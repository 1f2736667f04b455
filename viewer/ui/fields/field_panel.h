// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "ui/fields/field_model.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace h5pulse::viewer {

class RunDocument;

/// Panel with the fields of the run. The user selects the shown field, the traces and the time dataset.
class FieldPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FieldPanel(RunDocument& document, QWidget* parent = nullptr);

    FieldModel& model() { return m_model; }
    QTreeView& tree() { return *m_tree; }
    QLineEdit& filter() { return *m_filter; }
    QComboBox& timeChoice() { return *m_time; }

    void applyTheme(const Theme& theme);

    QSize sizeHint() const override { return {250, 300}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    void showRun();
    void showColumns();
    void showTimes();
    void showSelection();
    void showSteps();
    void chooseColumns(const QPoint& position);
    void chooseTime(int index);

    RunDocument& m_document;
    FieldModel m_model;
    QSortFilterProxyModel* m_found;
    QLabel* m_file;
    QLineEdit* m_filter;
    QTreeView* m_tree;
    QWidget* m_timeRow;
    QComboBox* m_time;
    QLabel* m_hint;
    bool m_columnsChosen = false; // the user has chosen the columns
    QTimer m_stepsTimer;          // limits how often the numbers of steps are updated
};

} // namespace h5pulse::viewer
