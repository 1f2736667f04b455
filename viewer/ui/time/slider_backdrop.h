// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "ui/time/slider_overview.h"
#include "ui/time/step_scale.h"
#include "views/step_mark.h"

#include <QPixmap>
#include <QSize>

#include <map>
#include <optional>

class QPainter;

namespace h5pulse::viewer {

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
