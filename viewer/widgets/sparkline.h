// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QWidget>

#include <deque>

namespace h5pulse::viewer {

/// Small curve of the last values of a quantity, newest at the right, scaled from zero to the largest value.
/// Non-finite values are gaps.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    /// @param values  number of values that fill the width; older values are dropped
    explicit Sparkline(std::size_t values, QWidget* parent = nullptr);

    void add(double value);
    void clear();
    const std::deque<double>& values() const { return m_values; }
    void applyTheme(const Theme& theme);

    QSize sizeHint() const override { return {120, 24}; }
    QSize minimumSizeHint() const override { return {40, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* m_theme;
    std::size_t m_capacity;
    std::deque<double> m_values;
};

} // namespace h5pulse::viewer
