// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/slider_backdrop.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "core/trace/trace_columns.h"

#include <QPainter>

namespace h5pulse::viewer {

namespace {

const QString kApart = QStringLiteral("   ");

/// Bin that contains a step; null: the step has not been read yet.
const TraceBin* binOf(const TracePtr& trace, std::uint64_t step)
{
    const TraceBin* bin = trace ? trace->binAt(static_cast<double>(step), TraceWindow::Axis::Step) : nullptr;
    return bin && bin->first <= step && step < bin->end ? bin : nullptr;
}

QString timeText(const SliderOverview& overview, std::uint64_t step)
{
    const TraceBin* bin = binOf(overview.timed, step);
    if (!bin || !overview.run || !overview.run->hasTimes || (!bin->isPoint() && !overview.timesAscend)) {
        return {};
    }
    const double part = bin->isPoint() ? 0.0
                                       : static_cast<double>(step - bin->first) /
                                             static_cast<double>(bin->end - 1 - bin->first);
    const bool exact = part == 0.0 || part == 1.0;
    return kApart + QStringLiteral("%1 %2 %3%4")
                        .arg(toText(overview.run->timeName),
                             exact ? QStringLiteral("=") : QStringLiteral("≈"),
                             formatNumber(bin->firstTime * (1.0 - part) + bin->lastTime * part),
                             unitSuffix(overview.run->timeUnits));
}

QString valueText(const SliderOverview& overview, std::uint64_t step)
{
    const TraceBin* bin = binOf(overview.drawn, step);
    if (!bin) {
        return {};
    }
    const Trace& trace = *overview.drawn;
    const QString unit = unitSuffix(trace.field->units);
    if (!std::isfinite(bin->low)) {
        return kApart + Texts::tr("%1: no finite values").arg(traceLabel(trace));
    }
    return kApart +
           (bin->low == bin->high
                ? QStringLiteral("%1 = %2%3").arg(traceLabel(trace), formatNumber(bin->low), unit)
                : QStringLiteral("%1 = %2 … %3%4")
                      .arg(traceLabel(trace), formatNumber(bin->low), formatNumber(bin->high), unit));
}

QColor faint(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

} // namespace

QString describeStep(const SliderOverview& overview, std::uint64_t step)
{
    return Texts::tr("step %1").arg(formatCount(step)) + timeText(overview, step) + valueText(overview, step);
}

void SliderBackdrop::build(const StepScale& scale, int height, qreal pixelRatio, const Theme& theme)
{
    ++m_builds;
    m_scale = scale;
    m_picture = QPixmap((QSizeF(scale.width, height) * pixelRatio).toSize());
    m_picture.setDevicePixelRatio(pixelRatio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setPen(Qt::NoPen);
    if (m_scale.steps > 0) {
        drawRange(painter, theme);
        drawOverview(painter, theme);
    }
    const QRectF groove(StepScale::kMargin, kGrooveCentre - 0.5 * kGroove,
                        scale.width - 2 * StepScale::kMargin, kGroove);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.border);
    painter.drawRoundedRect(groove, 2, 2);
    if (m_scale.steps > 0) {
        drawMarks(painter, theme);
    }
}

void SliderBackdrop::drawOverview(QPainter& painter, const Theme& theme) const
{
    if (!overview.drawn) {
        return;
    }
    const qreal ratio = m_picture.devicePixelRatio();
    const auto count =
        static_cast<std::size_t>(std::max(0L, std::lround((m_scale.width - 2 * StepScale::kMargin) * ratio)));
    const std::vector<TraceColumn> columns = traceColumns(*overview.drawn, m_scale.steps, count);
    TraceColumn all;
    for (const TraceColumn& column : columns) {
        all.low = std::fmin(all.low, column.low);
        all.high = std::fmax(all.high, column.high);
    }
    // Screen pixels keep the columns sharp. QPainter is too slow for thousands of columns, so pixels are set
    // directly.
    const auto bottom = static_cast<int>(std::lround(kOverviewBottom * ratio));
    const auto top = static_cast<int>(std::lround((kMarksHeight + 1) * ratio));
    const int least = std::max(1, static_cast<int>(std::lround(ratio)));
    const auto yOf = [&](double value) {
        return bottom - least -
               static_cast<int>(std::lround(partOf(value, all.low, all.high) * (bottom - least - top)));
    };
    QImage image(static_cast<int>(count), bottom, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const qsizetype stride = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    const QRgb line = qPremultiply(faint(theme.muted, 0.85).rgba());
    const QRgb area = qPremultiply(faint(theme.muted, 0.18).rgba());
    TraceColumn before;
    for (std::size_t i = 0; i < count; ++i) {
        TraceColumn column = columns[i];
        if (!column.isEmpty()) {
            if (!before.isEmpty()) { // closes gaps in steep parts of the line
                column.low = std::min(column.low, before.high);
                column.high = std::max(column.high, before.low);
            }
            const int low = yOf(column.low) + least;
            for (int y = yOf(column.high); y < bottom; ++y) {
                pixels[y * stride + static_cast<qsizetype>(i)] = y < low ? line : area;
            }
        }
        before = columns[i];
    }
    image.setDevicePixelRatio(ratio);
    painter.drawImage(QPointF(StepScale::kMargin, 0.0), image);
}

void SliderBackdrop::drawRange(QPainter& painter, const Theme& theme) const
{
    if (!range.begin && !range.end) {
        return;
    }
    const qreal left = m_scale.xOf(range.begin.value_or(0));
    const qreal right = m_scale.xOf(range.end.value_or(m_scale.steps - 1));
    const qreal top = kMarksHeight;
    const qreal bottom = kGrooveCentre + 0.5 * kGroove + 2;
    painter.fillRect(QRectF(left, top, right - left, bottom - top), faint(theme.selection, 0.16));
    // Brackets, like the keys [ and ] that set the ends.
    const auto bracket = [&](qreal x, qreal foot) {
        painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), theme.selection);
        for (const qreal y : {top, bottom - 1.5}) {
            painter.fillRect(QRectF(std::min(x, x + foot), y, std::abs(foot), 1.5), theme.selection);
        }
    };
    constexpr qreal kFoot = 4.0;
    if (range.begin) {
        bracket(left, kFoot);
    }
    if (range.end) {
        bracket(right, -kFoot);
    }
}

void SliderBackdrop::drawMarks(QPainter& painter, const Theme& theme) const
{
    for (const auto& [source, all] : marks) {
        qreal lastX = -1.0;
        QColor lastColor;
        for (const StepMark& mark : all) {
            const qreal x = std::round(m_scale.xOf(mark.step));
            const QColor color = mark.color.isValid() ? mark.color : theme.text;
            if (mark.step >= m_scale.steps || (x == lastX && color == lastColor)) {
                continue; // the step does not exist, or the mark would cover an equal one
            }
            painter.setBrush(color);
            painter.drawPolygon(QPolygonF{{x - 4.0, 0.0}, {x + 4.0, 0.0}, {x, kMarksHeight - 0.5}});
            painter.fillRect(QRectF(x - 0.5, kMarksHeight - 1, 1.0, kOverviewBottom - kMarksHeight),
                             faint(color, 0.45));
            lastX = x;
            lastColor = color;
        }
    }
}

const StepMark* SliderBackdrop::markAt(const StepScale& scale, qreal x, qreal reach) const
{
    const StepMark* nearest = nullptr;
    for (const auto& [source, all] : marks) {
        for (const StepMark& mark : all) {
            const qreal distance = std::abs(scale.xOf(mark.step) - x);
            if (mark.step < scale.steps && distance <= reach) {
                reach = distance;
                nearest = &mark;
            }
        }
    }
    return nearest;
}

} // namespace h5pulse::viewer
