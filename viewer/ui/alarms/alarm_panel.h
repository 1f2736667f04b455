// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "ui/alarms/alarm_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;

namespace h5pulse::viewer {

class AlarmDelegate;
class AlarmReactions;
class Alarms;
class ElidedLabel;
class RunDocument;
class ThresholdEditor;

/// Panel with the list of alarms, the thresholds that raise alarms, and the reactions to new alarms.
class AlarmPanel : public QWidget
{
    Q_OBJECT

public:
    AlarmPanel(RunDocument& document, Alarms& alarms, AlarmReactions& reactions, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);

    QListView& list() { return *m_list; }
    ThresholdEditor& thresholds() { return *m_thresholds; }
    QToolButton& thresholdsButton() { return *m_thresholdsButton; }
    QToolButton& reactionsButton() { return *m_reactionsButton; }
    QPushButton& acknowledgeButton() { return *m_acknowledge; }
    QPushButton& acknowledgeAllButton() { return *m_acknowledgeAll; }
    QCheckBox& notifyBox() { return *m_notify; }
    QCheckBox& commandBox() { return *m_runCommand; }
    QLineEdit& commandEntry() { return *m_command; }
    QString searchText() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeReactions();
    QToolButton* makeFold(const QString& text, QWidget* part);
    void refresh();
    void goTo(const QModelIndex& index);
    void acknowledge();

    RunDocument& m_document;
    Alarms& m_alarms;
    AlarmReactions& m_reactions;
    AlarmModel m_model;
    AlarmDelegate* m_delegate;
    QListView* m_list;
    QPushButton* m_acknowledge;
    QPushButton* m_acknowledgeAll;
    ElidedLabel* m_search;
    ThresholdEditor* m_thresholds;
    QCheckBox* m_notify = nullptr;
    QCheckBox* m_runCommand = nullptr;
    QLineEdit* m_command = nullptr;
    QLabel* m_problem = nullptr;
    QToolButton* m_thresholdsButton = nullptr;
    QToolButton* m_reactionsButton = nullptr;
};

} // namespace h5pulse::viewer
