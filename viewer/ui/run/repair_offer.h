// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/repair.h"

#include <QString>

class QWidget;

namespace h5pulse::viewer {

class RunDocument;

/// Offers to repair the file of a crashed run, asks the user before, and reports the result.
class RepairOffer : public QObject
{
    Q_OBJECT

public:
    RepairOffer(RunDocument& document, QWidget* window);

    /// Whether the file of the document needs a repair and no repair is running.
    bool isOpen() const;
    /// State or result of the repair of the document's file, without full stop; empty: no repair was started.
    QString text() const;
    bool hasFailed() const { return m_failed; }

    /// Asks the user and starts the repair if the answer is yes. Does nothing unless isOpen().
    void ask();

signals:
    void changed();

private:
    void start(bool backup);

    RunDocument& m_document;
    QWidget* m_window;
    Repair m_repair;
    QString m_path; ///< file of m_text
    QString m_text;
    bool m_failed = false;
};

} // namespace h5pulse::viewer
