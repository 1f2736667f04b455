// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QToolButton>

namespace h5pulse::viewer {

class RunDocument;

/// Button "412 new steps": the number of steps since the user left live mode. A click returns to live mode.
/// The layout always reserves its space, so that nothing moves.
class NewStepsBadge : public QToolButton
{
    Q_OBJECT

public:
    explicit NewStepsBadge(RunDocument& document, QWidget* parent = nullptr);

    /// Shortens the text to "+412".
    void setShort(bool brief);
    int shortWidth() const;
    void applyTheme(const Theme& theme);

    /// 0 in live mode.
    quint64 newSteps() const { return m_new; }

private:
    void refresh();
    QString textOf(quint64 steps) const;

    RunDocument& m_document;
    bool m_short = false;
    bool m_wasLive = true;
    quint64 m_generation = 0; // of the counted run
    quint64 m_left = 0;       // number of steps when the user left live mode
    quint64 m_new = 0;
};

} // namespace h5pulse::viewer
