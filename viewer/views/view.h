// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/frame.h"
#include "core/trace.h"
#include "plot/theme.h"

#include <QWidget>

#include <optional>

namespace h5pulse::viewer {

/// What the cursor of a run points at, as far as it was read.
struct ShownStep
{
    std::uint64_t step = 0;
    double time = 0.0;
    bool live = true; ///< it is the latest of a run that grows

    friend bool operator==(const ShownStep&, const ShownStep&) = default;
};

/// One way of looking at a run. A view gets immutable values and asks for things by signals: it knows neither
/// files nor threads nor other views. A new one is a class in this folder and a line in view_registry.cpp.
class View : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Whether a frame of this field can be shown here. Views of traces show none.
    virtual bool shows(const FieldDescription& field) const = 0;
    /// Null: nothing is to be shown.
    virtual void showFrame(const FramePtr& frame) = 0;
    virtual void showTraces(const TraceSetPtr& traces) = 0;
    /// The step that frames show now.
    virtual void showStep(const ShownStep& step) = 0;
    /// Everything that the user zoomed fits itself again.
    virtual void resetZoom() = 0;
    virtual void applyTheme(const Theme& theme) = 0;
    /// Draws at once what waits for the next turn of the event loop: for pictures.
    virtual void drawNow() = 0;

signals:
    /// The user looks at this part of the run (none: all of it), on so many pixels.
    void traceWindowWanted(const std::optional<h5pulse::viewer::TraceWindow>& window, int pixels);
    void stepWanted(quint64 step);
    void timeWanted(double time);
    void sliceWanted(std::size_t slice);
    void traceWanted(const h5pulse::viewer::TraceId& id);
    void traceUnwanted(const h5pulse::viewer::TraceId& id);
};

} // namespace h5pulse::viewer
