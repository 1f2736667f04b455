// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/field_model.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace h5pulse::viewer {

class RunDocument;

/// The fields of the run: which one is shown, and which are followed over time.
class FieldPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FieldPanel(RunDocument& document, QWidget* parent = nullptr);

    FieldModel& model() { return m_model; }
    QTableView& table() { return *m_table; }

    QSize sizeHint() const override { return {250, 300}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showRun();
    void showSelection();

    RunDocument& m_document;
    FieldModel m_model;
    QLabel* m_file;
    QTableView* m_table;
    QLabel* m_hint;
};

} // namespace h5pulse::viewer
