// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/profile/overlay_choice.h"

#include <h5pulse/service/frame.h>

#include <QMenu>

namespace h5pulse::viewer {

/// Menu in which the user chooses the overlays of a profile.
class OverlayActions : public QObject
{
    Q_OBJECT

public:
    explicit OverlayActions(QWidget* parent);

    QMenu* menu() const { return m_menu; }
    /// Sets what the menu shows and offers.
    /// @param subject   the field at the cursor; null: none
    /// @param otherRun  name of the compared run; empty: none
    void offer(const OverlayChoice& choice, const FramePtr& subject, const QString& otherRun);

signals:
    void chosen(const h5pulse::viewer::OverlayChoice& choice);

private:
    QMenu* addMenu(const QString& title, const QString& tip, void (OverlayActions::*fill)(QMenu&));
    void fillPins(QMenu& menu);
    void fillGhosts(QMenu& menu);
    void fillReferences(QMenu& menu);
    void fillFields(QMenu& menu);
    QAction* addChoice(QMenu& menu, const QString& text, bool checked, auto&& change);
    void change(auto&& edit);
    void refresh();

    QMenu* m_menu;
    QAction* m_pin;
    QAction* m_initial;
    QMenu* m_pins;
    OverlayChoice m_choice;
    FramePtr m_subject;
    QString m_otherRun;
};

} // namespace h5pulse::viewer
