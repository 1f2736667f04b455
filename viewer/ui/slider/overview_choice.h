// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <QJsonObject>
#include <QObject>

class QMenu;

namespace h5pulse::viewer {

class RunDocument;
class StepSlider;

/// Chooses the trace of the document that the slider draws: the first one, one that the user selects, or
/// none.
class OverviewChoice : public QObject
{
    Q_OBJECT

public:
    OverviewChoice(RunDocument& document, StepSlider& slider, QObject* parent = nullptr);

    /// Adds the choices to a menu.
    void fill(QMenu& menu);

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user chose another trace or none.
    void changed();

private:
    enum class Kind { First, One, None };

    void choose(Kind kind, const TraceId& id = {});
    void show();
    TracePtr chosen() const;

    RunDocument& m_document;
    StepSlider& m_slider;
    Kind m_kind = Kind::First;
    TraceId m_id; // if Kind::One; while the document has no such trace, the slider draws the first one
};

} // namespace h5pulse::viewer
