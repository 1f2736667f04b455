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

/// Where the steps of a run are along the slider: the first at its left end, the last at its right one.
struct StepScale
{
    static constexpr int kMargin = 8; // half of a handle

    quint64 steps = 0;
    int width = 0; ///< of the slider

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

/// What the slider knows of the run beside its steps.
struct SliderOverview
{
    TracePtr drawn{};        ///< null: none
    TracePtr timed{};        ///< any trace, for the times of its bins; null: there is none
    RunDescriptionPtr run{}; ///< null: not known
    bool timesAscend = true;

    friend bool operator==(const SliderOverview&, const SliderOverview&) = default;
};

/// "step 1,234   t = 12.3 s   energy = 4.56 J", as far as the overview tells. Of bins with several steps the
/// value is a range, and the time between those at its ends.
QString describeStep(const SliderOverview& overview, std::uint64_t step);

/// Who marks steps in the slider; of several marks at one place the last one is seen.
enum class MarkSource { Views, Bookmarks, Alarms };

/// The stretch that is played; an end that is not set is the run's.
struct SliderRange
{
    std::optional<quint64> begin;
    std::optional<quint64> end;

    friend bool operator==(const SliderRange&, const SliderRange&) = default;
};

/// What stands still behind the handle of the slider: the overview, the range and the marks, kept as a
/// picture.
class SliderBackdrop
{
public:
    /// From the top: marks, the overview, and the groove in which the handle runs.
    static constexpr int kMarksHeight = 7;
    static constexpr int kOverviewBottom = 24;
    static constexpr int kGrooveCentre = 26;
    static constexpr int kGroove = 4;

    SliderOverview overview;
    SliderRange range;
    std::map<MarkSource, std::vector<StepMark>> marks;

    /// Draws it all anew, for a slider of this size.
    void build(const StepScale& scale, int height, qreal pixelRatio, const Theme& theme);
    const QPixmap& picture() const { return m_picture; }
    const StepScale& scale() const { return m_scale; }
    /// How often it was drawn.
    int builds() const { return m_builds; }
    /// Of the marks within `reach` pixels the nearest, of several steps there the one that was set last;
    /// null: there is none.
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
