// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/profile_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/scale/visible_detail.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/profile/profile_overlays.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kDotsUpTo = 48;     // profiles with at most this many points have dots
constexpr std::size_t kThickUpTo = 5'000; // longer profiles have thin lines, because wide pens are slow

// Width in pixels for which the smallest and the largest value are drawn, if values come over a line. Lines are as wide.
constexpr int kColumn = 2;

constexpr int kLegendAlpha = 215; // lets curves show through

constexpr double kValueMargin = 0.06;
constexpr double kCoordinateMargin = 0.01;
const auto kValues = QStringLiteral("values");
const auto kCoordinates = QStringLiteral("coordinates");
const auto kOverlays = QStringLiteral("overlays");

/// A column of `rows` values. NaN fills the end of a shorter one.
ViewData::Column column(const QString& name, std::vector<double> values, std::size_t rows)
{
    values.resize(std::max(rows, values.size()), std::numeric_limits<double>::quiet_NaN());
    return {name, std::move(values)};
}

} // namespace

ProfileView::ProfileView(QWidget* parent)
    : PlotView(parent)
    , m_overlays(new ProfileOverlays(plot(), this))
    , m_real(plot().addGraph())
    , m_imaginary(plot().addGraph())
    , m_line(plot().addLine(plot().axisRect()))
    , m_values(new AxisControl(plot(), AxisControl::Kind::Values, AutoScale(kValueMargin), this))
    , m_coordinates(new AxisControl(plot(), AxisControl::Kind::Positions,
                                    AutoScale(0.0, kCoordinateMargin, kCoordinateMargin), this))
{
    setComparesRuns(true);
    m_values->setAxis(plot().yAxis);
    m_coordinates->setAxis(plot().xAxis);
    plotActions().addMenu(m_overlays->menu());
    plotActions().addMenu(new AxisMenu(tr("&Value axis"), *m_values, this));
    plotActions().addMenu(new AxisMenu(tr("&x axis"), *m_coordinates, this));
    m_real->setName(tr("real part"));
    m_imaginary->setName(tr("imaginary part"));
    plot().setToolTip(tr("Click to show this component over time. Scroll to zoom, drag to pan. "
                         "Double-click to show everything. Right-click for more."));
    applyTheme(lightTheme());
    m_clickTimer.setSingleShot(true);
    connect(&m_clickTimer, &QTimer::timeout, this, &ProfileView::followClicked);
    connect(m_overlays, &ProfileOverlays::changed, this, &ProfileView::takePicture);
    connect(m_overlays, &ProfileOverlays::chosen, this, &View::stateChanged);
    connect(m_overlays, &ProfileOverlays::pinsChanged, this, &ProfileView::markPins);
    connect(&plot(), &PlotWidget::afterLayout, this, [this] { // each picture; size or zoom may have changed
        if (wantedDetail() != m_detail) {
            askForVisible();
        }
    });
    connectAxes();
}

void ProfileView::connectAxes()
{
    for (AxisControl* axis : {m_values, m_coordinates}) {
        connect(axis, &AxisControl::chosen, this, [this] {
            if (m_frame) {
                m_valueChoices.set(valueKey(), m_values->settings());
                m_coordinateChoices.set(toText(m_frame->field->name), m_coordinates->settings());
            }
            refresh();
            emit stateChanged();
        });
    }
}

void ProfileView::showContext(const ViewContext&)
{
    askForVisible();
    setQuery(context().traces);
    m_overlays->setRagged(context().status->fieldSteps != nullptr);
    m_overlays->setOtherRun(context().compared);
}

FrameDetail ProfileView::wantedDetail() const
{
    // Differences, a marker and the common range need points that may not be extremes.
    const bool needsAll = m_overlays->choice().reference != OverlayChoice::Reference::None ||
                          marker().isSet() || m_values->settings().mode == ScaleMode::Common;
    // Thinned points are evenly spaced, so a logarithmic axis has too few at its lower end.
    if (!context().thinned || needsAll || m_coordinates->isLogarithmic()) {
        return {};
    }
    std::optional<ProfileWindow> visible;
    if (plot().isHeld(plot().xAxis)) {
        const QCPRange range = plot().xAxis->range();
        visible = {m_coordinates->fromPlot(range.lower), m_coordinates->fromPlot(range.upper)};
    }
    return visibleDetail((plot().width() + kColumn - 1) / kColumn, visible, m_detail);
}

void ProfileView::askForVisible()
{
    m_detail = wantedDetail();
    askForFrame(m_detail);
    m_overlays->setDetail(m_detail);
    if (std::optional<FrameSetQuery> wanted = m_overlays->query()) {
        setQuery(std::move(*wanted));
    } else {
        clearQuery<FrameSetQuery>();
    }
}

void ProfileView::showAnswer(const Answer& answer)
{
    if (answer.isTo<FrameQuery>() && answer.run == Answer::Run::Compared) {
        m_overlays->setOtherFrame(answer.frame());
    } else if (answer.isTo<FrameQuery>()) {
        m_overlays->setSubject(answer.frame());
        takePicture();
    } else if (answer.isTo<FrameSetQuery>()) {
        m_overlays->setFrames(answer.result);
    } else if (answer.isTo<TraceQuery>() && answer.run == Answer::Run::Open) {
        includeTraces(answer.as<TraceSet>());
    }
}

bool ProfileView::isComplete() const
{
    return m_overlays->isComplete();
}

void ProfileView::fitAxes()
{
    m_values->fit();
    m_coordinates->fit();
}

void ProfileView::takePicture()
{
    const ProfilePicture& picture = m_overlays->picture();
    const FramePtr old = std::exchange(m_frame, picture.main);
    const QString reference = std::exchange(m_reference, picture.reference);
    askForVisible();
    if (!m_frame) {
        header().setTitle(QString());
        m_real->data()->clear();
        m_imaginary->data()->clear();
        plot().legend->setVisible(false);
        plot().scheduleReplot();
        updateReadout();
        return;
    }
    const bool otherField = !old || old->field->name != m_frame->field->name;
    const bool otherKind = reference.isEmpty() != m_reference.isEmpty();
    if (otherField || otherKind) {
        plot().forgetZoom();
    }
    if (otherField) {
        unmark();
    }
    if (otherField || otherKind || old->run != m_frame->run) {
        startField();
    }
    refresh();
}

void ProfileView::includeTraces(const TraceSetPtr& traces)
{
    if (!traces || !m_frame || traces->run != m_frame->run || !m_reference.isEmpty()) {
        return;
    }
    DataExtent seen;
    for (const TracePtr& trace : traces->traces) {
        if (trace->id.field == m_frame->field->name) {
            for (const TraceBin& bin : trace->bins) {
                seen.include(bin.low);
                seen.include(bin.high);
            }
        }
    }
    m_values->showOfRun(seen);
    plot().scheduleReplot();
}

QString ProfileView::valueKey() const
{
    return m_reference.isEmpty() ? toText(m_frame->field->name)
                                 : toText(m_frame->field->name) + QStringLiteral(" −");
}

QString ProfileView::valueLabel() const
{
    if (m_reference.isEmpty()) {
        return labelOf(*m_frame->field);
    }
    FieldDescription difference = *m_frame->field;
    const std::string& name = difference.longName.empty() ? difference.name : difference.longName;
    difference.longName = tr("%1 − %2").arg(toText(name), m_reference).toStdString();
    return labelOf(difference);
}

void ProfileView::startField()
{
    const FieldDescription& field = *m_frame->field;
    const AxisPtr& axis = field.axes.front();
    m_values->restart();
    m_coordinates->restart();
    m_values->setSettings(m_valueChoices.of(valueKey()));
    m_coordinates->setSettings(m_coordinateChoices.of(toText(field.name)));
    m_coordinates->describe(axis ? labelOf(*axis) : tr("index"), axis ? toText(axis->units) : QString());
    m_imaginary->setVisible(field.isComplex());
    if (!field.isComplex()) {
        m_imaginary->removeFromLegend();
    } else if (!plot().legend->hasItemWithPlottable(m_imaginary)) {
        m_imaginary->addToLegend();
    }
    m_real->setName(field.isComplex() ? tr("real part") : toText(field.name));
    m_real->setScatterStyle(field.components() <= kDotsUpTo ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                            : QCPScatterStyle::ssNone);
    m_imaginary->setScatterStyle(m_real->scatterStyle());
    applyTheme(plot().theme());
}

void ProfileView::refresh()
{
    if (!m_frame) {
        return;
    }
    DataRanges coordinates = m_overlays->curves().coordinates();
    coordinates.emplace_back(*m_frame->x);
    m_coordinates->show(m_coordinates->measure(coordinates));
    m_values->describe(valueLabel(), toText(m_frame->field->units));
    includeValues();
    header().setTitle(title());
    plot().legend->setVisible(m_frame->field->isComplex() || !m_overlays->curves().isEmpty());
    drawData();
    drawMark();
    plot().scheduleReplot();
    updateReadout();
}

QString ProfileView::differenceText() const
{
    return m_reference.isEmpty() ? QString() : tr("   difference to %1").arg(m_reference);
}

QString ProfileView::title() const
{
    QString title = titleOf(*m_frame) + differenceText();
    if (m_frame->nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(m_frame->nonFinite));
    }
    title += m_values->omission() + m_coordinates->omission();
    for (const QString& note : m_overlays->picture().notes) {
        title += QStringLiteral("   ") + note;
    }
    return title;
}

void ProfileView::includeValues()
{
    DataExtent extent = m_values->complete(extentOf(*m_frame), {m_frame->real, m_frame->imaginary});
    const std::uint64_t omitted = extent.notPositive;
    if (!m_overlays->curves().isEmpty()) {
        extent.include(m_values->measure(m_overlays->curves().values()));
    }
    extent.notPositive = omitted; // the title counts only values of the main curve
    m_values->show(extent);
}

void ProfileView::drawData()
{
    const std::vector<double>& x = *m_frame->x;
    const auto draw = [&](QCPGraph& graph, const std::vector<double>& y) {
        QVector<QCPGraphData> data;
        data.reserve(static_cast<qsizetype>(y.size()));
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double key = m_coordinates->toPlot(x[i]);
            if (std::isfinite(key)) {
                data.append({key, m_values->toPlot(y[i])});
            }
        }
        graph.data()->set(data, true);
    };
    draw(*m_real, m_frame->real);
    draw(*m_imaginary, m_frame->imaginary);
    m_overlays->curves().draw(*m_coordinates, *m_values);
}

void ProfileView::resetZoom()
{
    m_clickTimer.stop();
    m_values->refit();
    plot().releaseAxes();
    plot().scheduleReplot();
}

std::size_t ProfileView::nearest(double x) const
{
    const std::vector<double>& all = *m_frame->x;
    const auto above = std::ranges::lower_bound(all, x);
    if (above == all.begin()) {
        return 0;
    }
    if (above == all.end() || x - *(above - 1) < *above - x) {
        return static_cast<std::size_t>(above - all.begin()) - 1;
    }
    return static_cast<std::size_t>(above - all.begin());
}

void ProfileView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    if (!hover || !m_frame || m_frame->real.empty() || !plot().innerRectAt(*hover)) {
        m_line->setVisible(false);
        header().setReadout(QString());
        plot().replotOverlay();
        return;
    }
    const std::size_t i = nearest(m_coordinates->fromPlot(plot().xAxis->pixelToCoord(hover->x())));
    const FieldDescription& field = *m_frame->field;
    const QString units = unitSuffix(field.units);
    const AxisPtr& axis = field.axes.front();
    QString text = tr("%1[%2]").arg(toText(field.name)).arg(m_frame->componentAt(i));
    if (axis) {
        text += tr("   %1 = %2%3")
                    .arg(toText(axis->name), formatNumber((*m_frame->x)[i]), unitSuffix(toText(axis->units)));
    }
    if (m_frame->imaginary.empty()) {
        text += tr("   %1%2").arg(formatNumber(m_frame->real[i]), units);
    } else {
        text += tr("   Re %1   Im %2%3")
                    .arg(formatNumber(m_frame->real[i]), formatNumber(m_frame->imaginary[i]), units);
    }
    header().setReadout(text + differences(i));
    PlotWidget::placeVertical(m_line, m_coordinates->toPlot((*m_frame->x)[i]));
    plot().replotOverlay();
}

QString ProfileView::differences(std::size_t i) const
{
    if (!marker().isSet()) {
        return {};
    }
    const std::size_t mark = nearest(marker().place().x());
    const AxisPtr& axis = m_frame->field->axes.front();
    QString text = PlotMarker::difference(axis ? toText(axis->name) : tr("index"),
                                          (*m_frame->x)[i] - (*m_frame->x)[mark],
                                          axis ? toText(axis->units) : QString());
    const auto add = [&](const QString& name, const std::vector<double>& values) {
        text += PlotMarker::difference(name, values[i] - values[mark], toText(m_frame->field->units));
    };
    if (m_frame->imaginary.empty()) {
        add(toText(m_frame->field->name), m_frame->real);
    } else {
        add(tr("Re"), m_frame->real);
        add(tr("Im"), m_frame->imaginary);
    }
    return text;
}

std::optional<QPointF> ProfileView::markAt(const QPointF& position) const
{
    if (!m_frame || m_frame->real.empty()) {
        return std::nullopt;
    }
    const double x = m_coordinates->fromPlot(plot().xAxis->pixelToCoord(position.x()));
    return QPointF((*m_frame->x)[nearest(x)], 0.0);
}

void ProfileView::drawMark()
{
    if (marker().isSet() && m_frame && !m_frame->real.empty()) {
        const std::size_t i = nearest(marker().place().x());
        const double key = m_coordinates->toPlot((*m_frame->x)[i]);
        marker().drawLine(plot().axisRect(), key);
        marker().drawDot(plot().axisRect(), key, m_values->toPlot(m_frame->real[i]));
    }
}

void ProfileView::pick(const QPointF& position)
{
    m_clickPosition = position;
    m_clickTimer.start(QApplication::doubleClickInterval());
}

void ProfileView::followClicked()
{
    if (!m_frame || m_frame->real.empty() || !plot().innerRectAt(m_clickPosition)) {
        return;
    }
    const std::size_t i = nearest(m_coordinates->fromPlot(plot().xAxis->pixelToCoord(m_clickPosition.x())));
    const double y = m_values->fromPlot(plot().yAxis->pixelToCoord(m_clickPosition.y()));
    const bool imaginary =
        !m_frame->imaginary.empty() && std::abs(m_frame->imaginary[i] - y) < std::abs(m_frame->real[i] - y);
    emit traceWanted(
        {m_frame->field->name, m_frame->componentAt(i), imaginary ? Part::Imaginary : Part::Real});
}

void ProfileView::applyTheme(const Theme& theme)
{
    PlotView::applyTheme(theme);
    const bool thick = !m_frame || m_frame->field->components() <= kThickUpTo; // also if few points have come
    m_real->setPen(PlotWidget::curvePen(theme.curve(0), thick ? 1.8 : 1.0));
    m_imaginary->setPen(PlotWidget::curvePen(theme.curve(1), thick ? 1.8 : 1.0));
    m_overlays->curves().applyTheme(theme);
    m_line->setPen(QPen(theme.muted, 1, Qt::DotLine));
    QColor behind = theme.surface;
    behind.setAlpha(kLegendAlpha);
    plot().legend->setBrush(behind);
    plot().legend->setBorderPen(QPen(theme.border));
    plot().legend->setTextColor(theme.text);
    plot().legend->setFont(font());
    markPins();
}

void ProfileView::markPins()
{
    std::vector<StepMark> marks;
    for (const std::uint64_t step : m_overlays->choice().pins) {
        marks.push_back({step, m_overlays->curves().pinColor(marks.size()), tr("Pinned")});
    }
    setMarks(std::move(marks));
}

ViewData ProfileView::data() const
{
    ViewData data;
    if (!m_frame) {
        return data;
    }
    const OverlayCurves& overlays = m_overlays->curves();
    std::size_t rows = m_frame->real.size();
    for (const ProfileCurve& curve : overlays.curves()) {
        rows = std::max(rows, curve.frame->real.size());
    }
    const auto add = [&](const QString& name, const Frame& frame) {
        if (frame.imaginary.empty()) {
            data.columns.push_back(column(name, frame.real, rows));
        } else {
            data.columns.push_back(column(tr("Re %1").arg(name), frame.real, rows));
            data.columns.push_back(column(tr("Im %1").arg(name), frame.imaginary, rows));
        }
    };
    data.title = titleOf(*m_frame) + differenceText();
    data.columns.push_back(column(m_coordinates->label(), *m_frame->x, rows));
    add(valueLabel(), *m_frame);
    for (const ProfileCurve& curve : overlays.curves()) {
        const QString name = curve.label.isEmpty() ? tr("step %1").arg(curve.frame->step) : curve.label;
        if (*curve.frame->x != *m_frame->x) { // the curve has its own coordinates
            data.columns.push_back(
                column(tr("%1 of %2").arg(m_coordinates->label(), name), *curve.frame->x, rows));
        }
        add(name, *curve.frame);
    }
    return data;
}

QJsonObject ProfileView::saveState() const
{
    return {{kValues, m_valueChoices.toJson()},
            {kCoordinates, m_coordinateChoices.toJson()},
            {kOverlays, m_overlays->choice().toJson()}};
}

void ProfileView::restoreState(const QJsonObject& state)
{
    m_valueChoices = AxisChoices::fromJson(state[kValues].toObject());
    m_coordinateChoices = AxisChoices::fromJson(state[kCoordinates].toObject());
    m_overlays->setChoice(OverlayChoice::fromJson(state[kOverlays].toObject()));
    takePicture();
    if (m_frame) {
        m_values->setSettings(m_valueChoices.of(valueKey()));
        m_coordinates->setSettings(m_coordinateChoices.of(toText(m_frame->field->name)));
        refresh();
    }
}

} // namespace h5pulse::viewer
