// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/information/information_model.h"
#include "views/view.h"

#include <h5pulse/service/information.h>

#include <QTimer>

class QTreeView;

namespace h5pulse::viewer {

/// Shows information about the file, the run and its writers as a list. The user can copy the list.
class InformationView : public View
{
    Q_OBJECT

public:
    explicit InformationView(QWidget* parent = nullptr);

    void showAnswer(const Answer& answer) override;
    void drawNow() override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    InformationModel& model() { return *m_model; }
    QTreeView& tree() { return *m_tree; }

protected:
    void showContext(const ViewContext& before) override;

private:
    void makeActions();
    void showRun();
    void showNumbers();
    void showFields();
    void showRows(const QString& group, const InformationRows& rows);
    void hideEmpty();
    void copySelection() const;

    InformationModel* m_model;
    QTreeView* m_tree;
    QTimer m_pause; // limits how often numbers change, so that the user can read them
    bool m_due = false;
    InformationPtr m_information;
};

} // namespace h5pulse::viewer
