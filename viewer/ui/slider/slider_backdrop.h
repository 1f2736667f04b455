// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "views/step_mark.h"

#include <h5pulse/service/trace.h>

#include <QPixmap>
#include <QSize>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

class QPainter;

namespace h5pulse::viewer {

/// Maps steps to positions along the slider: the first step is at the left end, the last at the right end.
struct StepScale
{
    static constexpr int kMargin = 8; // pixels; room for half of the handle

    quint64 steps = 0;
    int width = 0; ///< of the slider, in pixels

    qreal xOf(quint64 step) const
    {
        const double part =
            steps > 1 ? std::min(1.0, static_cast<double>(step) / static_cast<double>(steps - 1)) : 0.0;
        return kMargin + part * (width - 2 * kMargin);
    }

    quint64 stepAt(qreal x) const
    {
        if (steps < 2) {
            return 0;
        }
        const double part = std::clamp((x - kMargin) / std::max(1, width - 2 * kMargin), 0.0, 1.0);
        return std::min(steps - 1, static_cast<quint64>(std::llround(part * static_cast<double>(steps - 1))));
    }

    friend bool operator==(const StepScale&, const StepScale&) = default;
};

/// Data of the run that the slider draws and describes.
struct SliderOverview
{
    TracePtr drawn{};        ///< the trace behind the handle; null: none
    TracePtr timed{};        ///< any trace, for the times of its bins; null: none
    RunDescriptionPtr run{}; ///< null: unknown
    bool timesAscend = true;

    friend bool operator==(const SliderOverview&, const SliderOverview&) = default;
};

/// "step 1,234   t = 12.3 s   energy = 4.56 J", as far as the overview is known. For a bin of several steps
/// the value is a range, and the time is interpolated between its ends.
QString describeStep(const SliderOverview& overview, std::uint64_t step);

/// Source of marks in the slider, in drawing order: later marks cover earlier ones.
enum class MarkSource { Views, Bookmarks, Alarms };

/// Range of steps that is played. An end without value is that of the run.
struct SliderRange
{
    std::optional<quint64> begin;
    std::optional<quint64> end;

    friend bool operator==(const SliderRange&, const SliderRange&) = default;
};

/// The static background of the slider, cached as a picture: overview, range and marks.
class SliderBackdrop
{
public:
    /// Layout in pixels from the top: marks, overview, groove of the handle.
    static constexpr int kMarksHeight = 7;
    static constexpr int kOverviewBottom = 24;
    static constexpr int kGrooveCentre = 26;
    static constexpr int kGroove = 4;

    SliderOverview overview;
    SliderRange range;
    std::map<MarkSource, std::vector<StepMark>> marks;

    /// Draws the picture again for a slider of this size.
    void build(const StepScale& scale, int height, qreal pixelRatio, const Theme& theme);
    const QPixmap& picture() const { return m_picture; }
    const StepScale& scale() const { return m_scale; }
    /// Number of calls of build().
    int builds() const { return m_builds; }
    /// The nearest mark within `reach` pixels. If several are equally near, the mark drawn last; null: none.
    const StepMark* markAt(const StepScale& scale, qreal x, qreal reach) const;

private:
    void drawOverview(QPainter& painter, const Theme& theme) const;
    void drawRange(QPainter& painter, const Theme& theme) const;
    void drawMarks(QPainter& painter, const Theme& theme) const;

    QPixmap m_picture;
    StepScale m_scale;
    int m_builds = 0;
};

} // namespace h5pulse::viewer
