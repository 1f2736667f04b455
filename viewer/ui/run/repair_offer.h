// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/repair.h"

#include <QString>

class QWidget;

namespace h5pulse::viewer {

class RunDocument;

/// Offers to repair the file of a crashed run, asks before it does so, and says what came of it.
class RepairOffer : public QObject
{
    Q_OBJECT

public:
    RepairOffer(RunDocument& document, QWidget* window);

    /// Whether the document's file is to be repaired, and nobody is at it.
    bool isOpen() const;
    /// What goes on or came of it, without full stop; empty: nothing yet.
    QString text() const;
    bool hasFailed() const { return m_failed; }

    /// Asks, and goes to work if the answer is yes.
    void ask();

signals:
    void changed();

private:
    void start(bool backup);

    RunDocument& m_document;
    QWidget* m_window;
    Repair m_repair;
    QString m_path; ///< of the file that m_text is about
    QString m_text;
    bool m_failed = false;
};

} // namespace h5pulse::viewer
