// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QToolButton>

namespace h5pulse::viewer {

class RunDocument;

/// "412 new steps": how many have come since one left live. A click goes live again. Its room is always
/// there, so that nothing moves.
class NewStepsBadge : public QToolButton
{
    Q_OBJECT

public:
    explicit NewStepsBadge(RunDocument& document, QWidget* parent = nullptr);

    /// Where there is little room: "+412".
    void setShort(bool brief);
    int shortWidth() const;
    void applyTheme(const Theme& theme);

    /// 0: none, or live.
    quint64 newSteps() const { return m_new; }

private:
    void refresh();
    QString textOf(quint64 steps) const;

    RunDocument& m_document;
    bool m_short = false;
    bool m_wasLive = true;
    quint64 m_generation = 0; // of the run that is counted
    quint64 m_left = 0;       // steps when one left live
    quint64 m_new = 0;
};

} // namespace h5pulse::viewer
