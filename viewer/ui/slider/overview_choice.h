// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/trace.h>

#include <QJsonObject>
#include <QObject>

class QMenu;

namespace h5pulse::viewer {

class RunDocument;
class StepSlider;

/// Which of the document's traces the slider draws: the first, another one that the user chose, or none.
class OverviewChoice : public QObject
{
    Q_OBJECT

public:
    OverviewChoice(RunDocument& document, StepSlider& slider, QObject* parent = nullptr);

    /// Lists what there is to choose from.
    void fill(QMenu& menu);

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user chose.
    void changed();

private:
    enum class Kind { First, One, None };

    void choose(Kind kind, const TraceId& id = {});
    void show();
    TracePtr chosen() const;

    RunDocument& m_document;
    StepSlider& m_slider;
    Kind m_kind = Kind::First;
    TraceId m_id; // of One; while it is not followed, the first is drawn
};

} // namespace h5pulse::viewer
