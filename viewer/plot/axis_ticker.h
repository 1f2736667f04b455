// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace h5pulse::viewer {

/// Ticks of linear and logarithmic axes. Where a logarithmic axis is shorter than some decades it has labels
/// within them as well. Labels tell the data's values, also where the plot is drawn in a power of ten of
/// them, and have as many digits as it takes to tell neighbours apart. Even integers are exact and plain: "1000020".
class AxisTicker : public QCPAxisTicker
{
public:
    void setLogarithmic(bool logarithmic) { m_logarithmic = logarithmic; }
    /// What the data was multiplied with.
    void setFactor(double factor) { m_factor = factor; }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<double> createSubTickVector(int subTickCount, const QVector<double>& ticks) override;

private:
    enum class Spacing { Even, WithinDecades, Decades };

    /// Significant digits that tell an even tick from its neighbours.
    int digitsOf(double tick) const;
    /// Whether even ticks are all written as integers.
    bool areIntegers(int precision) const;

    bool m_logarithmic = false;
    double m_factor = 1.0;
    Spacing m_spacing = Spacing::Even; // of the ticks made last
    double m_step = 0.0;               // between even ones
    double m_largest = 0.0;            // end of the axis
    int m_decades = 1;                 // between others
};

} // namespace h5pulse::viewer
