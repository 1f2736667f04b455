// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

class Comparison;
class MessageBar;
class RepairOffer;
class RunDocument;

/// What the message bar says of the run that is open: why it cannot be read, what became of its writer, and
/// what can be done; else what is wrong with the run that is compared.
class RunMessage : public QObject
{
    Q_OBJECT

public:
    RunMessage(RunDocument& document, const Comparison& comparison, RepairOffer& repair, MessageBar& bar,
               QObject* parent);

    /// A sentence that is said as long as there is nothing to be said of the run; empty: none.
    void setProblem(const QString& text);

private:
    void refresh();
    void showCrash();

    RunDocument& m_document;
    const Comparison& m_comparison;
    RepairOffer& m_repair;
    MessageBar& m_bar;
    QString m_problem;
};

} // namespace h5pulse::viewer
