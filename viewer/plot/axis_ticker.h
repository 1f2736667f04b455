// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace h5pulse::viewer {

/// Ticks and labels of linear and logarithmic axes.
///
/// Logarithmic axes of few decades also have labels within the decades. A label gives the value of the data,
/// even if the plot draws multiples of it (see AutoScale::factor()), with enough digits to distinguish
/// neighbouring ticks. Evenly spaced integers are written out: "1000020".
class AxisTicker : public QCPAxisTicker
{
public:
    void setLogarithmic(bool logarithmic) { m_logarithmic = logarithmic; }
    /// The factor by which the plot multiplies the data.
    void setFactor(double factor) { m_factor = factor; }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<double> createSubTickVector(int subTickCount, const QVector<double>& ticks) override;

private:
    enum class Spacing { Even, WithinDecades, Decades };

    /// Significant digits that distinguish a tick from its neighbours, if the spacing is even.
    int digitsOf(double tick) const;
    /// Whether the ticks are evenly spaced and all labels are integers.
    bool areIntegers(int precision) const;

    bool m_logarithmic = false;
    double m_factor = 1.0;
    Spacing m_spacing = Spacing::Even; // of the latest ticks
    double m_step = 0.0;               // between ticks, if Spacing::Even
    double m_largest = 0.0;            // larger magnitude of the two ends of the axis
    int m_decades = 1;                 // between ticks, if Spacing::Decades
};

} // namespace h5pulse::viewer
