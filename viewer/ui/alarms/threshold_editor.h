// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace h5pulse::viewer {

class Alarms;
class RunDocument;

/// Lists the thresholds that raise alarms, removes them, and adds thresholds for scalars and for the shown
/// traces.
class ThresholdEditor : public QWidget
{
    Q_OBJECT

public:
    ThresholdEditor(RunDocument& document, Alarms& alarms, QWidget* parent = nullptr);

    QComboBox& traces() { return *m_traces; }
    QComboBox& sides() { return *m_sides; }
    QLineEdit& limit() { return *m_limit; }
    QPushButton& addButton() { return *m_add; }
    QListWidget& list() { return *m_list; }
    QPushButton& removeButton() { return *m_remove; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void listTraces();
    void listThresholds();
    void refreshButtons();
    void add();
    void remove();

    RunDocument& m_document;
    Alarms& m_alarms;
    QComboBox* m_traces;
    QComboBox* m_sides;
    QLineEdit* m_limit;
    QPushButton* m_add;
    QListWidget* m_list;
    QPushButton* m_remove;
    bool m_isStale = true; // traces are listed only while visible, because there may be thousands
};

} // namespace h5pulse::viewer
