// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_settings.h"

#include <QObject>
#include <QPointer>
#include <QSharedPointer>

#include <cmath>

class QCPAxis;

namespace h5pulse::viewer {

class AxisTicker;
class PlotWidget;

/// Applies the user's settings to an axis: linear or logarithmic scale, and the rule by which the range
/// follows the data. A zoomed range stays until the user resets the zoom.
///
/// A view calls show() with the extent of the data before it draws, and draws the positions that toPlot()
/// returns. These are scaled, because a plot cannot show all values of a double.
class AxisControl : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Values, Traces, Positions, Colors };

    AxisControl(PlotWidget& plot, Kind kind, AutoScale scale, QObject* parent);

    Kind kind() const { return m_kind; }
    /// Sets the axis to control; null: none yet.
    void setAxis(QCPAxis* axis);
    QCPAxis* axis() const { return m_axis; }
    /// Sets the label, for example "u [V]", and the units, for example "V".
    void describe(const QString& label, const QString& units);
    const QString& label() const { return m_label; }
    const QString& units() const { return m_units; }

    /// Extent of all data on the axis, including overlays, with the measures that the scale mode needs.
    DataExtent measure(const DataRanges& data) const;
    /// The same if the extent is known already. Adds the measures that the scale mode needs.
    DataExtent complete(DataExtent extent, const DataRanges& data) const;
    /// Takes the extent of the data that the view is about to draw.
    void show(const DataExtent& now);
    /// Takes an extent of other data of the run, which the axis may cover too.
    void showOfRun(const DataExtent& seen);
    /// Fits the range to the present data, without the data before.
    void refit();
    /// Forgets all data, because another field or run is shown.
    void restart();
    /// Gives the axis its range, unless the user zoomed it.
    void fit();

    /// The position of a value in the plot; NaN: the axis cannot show the value.
    double toPlot(double value) const
    {
        const double place = value * m_factor;
        return std::isfinite(place) && (!m_settings.logarithmic || place > 0.0)
                   ? place
                   : std::numeric_limits<double>::quiet_NaN();
    }
    double fromPlot(double place) const { return place / m_factor; }
    /// Remark for the header, for example "   3 values ≤ 0 not shown". Empty: all values can be shown.
    QString omission() const;

    bool isLogarithmic() const { return m_settings.logarithmic; }
    const AxisSettings& settings() const { return m_settings; }
    /// Sets the settings without the signal chosen().
    void setSettings(const AxisSettings& settings);
    /// Whether zero is in the middle of the range.
    void setCentred(bool centred);
    /// Whether values are never negative. A linear range then starts at zero or above.
    void setNotNegative(bool notNegative);

    void chooseLogarithmic(bool logarithmic);
    void chooseMode(ScaleMode mode);
    /// Sets a fixed range. Returns a sentence with the reason if the axis cannot show the range, else
    /// nothing.
    QString chooseFixed(double lower, double upper);

signals:
    /// The user changed the settings. The view must draw again.
    void chosen();
    /// toPlot() returns other positions than before. All data on the axis must be drawn again.
    void positionsChanged();

private:
    void choose(const AxisSettings& settings);
    void apply();

    PlotWidget& m_plot;
    Kind m_kind;
    QPointer<QCPAxis> m_axis;
    QSharedPointer<AxisTicker> m_ticker;
    QString m_label;
    QString m_units;
    AutoScale m_scale;
    AxisSettings m_settings;
    std::uint64_t m_notPositive = 0; // number of drawn values ≤ 0
    double m_factor = 1.0;
};

} // namespace h5pulse::viewer
