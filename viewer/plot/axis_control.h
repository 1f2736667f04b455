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

/// An axis as the user wants it: linear or logarithmic, and by which rule its range follows the data. What is
/// zoomed stays as it is until the zoom is reset.
///
/// A view tells it of the data that it is about to draw (show()), and draws what toPlot() makes of it: plots
/// cannot hold all that a double can.
class AxisControl : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Values, Traces, Positions, Colors };

    AxisControl(PlotWidget& plot, Kind kind, AutoScale scale, QObject* parent);

    Kind kind() const { return m_kind; }
    /// The axis that it is about now; null: there is none yet.
    void setAxis(QCPAxis* axis);
    QCPAxis* axis() const { return m_axis; }
    /// For people: "u [V]" and "V".
    void describe(const QString& label, const QString& units);
    const QString& label() const { return m_label; }
    const QString& units() const { return m_units; }

    /// All data that is going to be drawn on it, overlays as well, measured as its mode needs it.
    DataExtent measure(const DataRanges& data) const;
    /// Where the extent is known already.
    DataExtent complete(DataExtent extent, const DataRanges& data) const;
    /// Takes the extent of what is going to be drawn.
    void show(const DataExtent& now);
    /// Takes what is known of the run beside what is drawn.
    void showOfRun(const DataExtent& seen);
    /// Fits anew to what is drawn.
    void refit();
    /// Forgets all data: another field or run.
    void restart();
    /// Gives the axis its range, unless the user zoomed it.
    void fit();

    /// The place in the plot; NaN: it has none.
    double toPlot(double value) const
    {
        const double place = value * m_factor;
        return std::isfinite(place) && (!m_settings.logarithmic || place > 0.0)
                   ? place
                   : std::numeric_limits<double>::quiet_NaN();
    }
    double fromPlot(double place) const { return place / m_factor; }
    /// "   3 values ≤ 0 not shown", or nothing: for the header.
    QString omission() const;

    bool isLogarithmic() const { return m_settings.logarithmic; }
    const AxisSettings& settings() const { return m_settings; }
    /// Not by the user: as restored, or of another field.
    void setSettings(const AxisSettings& settings);
    /// Zero is in the middle.
    void setCentred(bool centred);
    /// Values are never below zero, nor is a linear range.
    void setNotNegative(bool notNegative);

    void chooseLogarithmic(bool logarithmic);
    void chooseMode(ScaleMode mode);
    /// Empty: it is so now. Else why this cannot be shown, as a sentence.
    QString chooseFixed(double lower, double upper);

signals:
    /// The user chose something: draw anew.
    void chosen();
    /// toPlot() gives something else than before: whoever drew with it has to draw anew.
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
    std::uint64_t m_notPositive = 0; // of what is drawn
    double m_factor = 1.0;
};

} // namespace h5pulse::viewer
