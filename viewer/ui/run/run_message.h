// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

class Comparison;
class MessageBar;
class RepairOffer;
class RunDocument;

/// Shows problems of the open run in the message bar: why it cannot be read, that its writer has crashed, and
/// how to repair it. If there are none, shows problems of the compared run.
class RunMessage : public QObject
{
    Q_OBJECT

public:
    RunMessage(RunDocument& document, const Comparison& comparison, RepairOffer& repair, MessageBar& bar,
               QObject* parent);

    /// Sets a sentence that is shown while the run has no problem; empty: none.
    void setProblem(const QString& text);

private:
    void refresh();
    QString connecting() const;
    void showCrash();

    RunDocument& m_document;
    const Comparison& m_comparison;
    RepairOffer& m_repair;
    MessageBar& m_bar;
    QString m_problem;
};

} // namespace h5pulse::viewer
