// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <QSize>

#include <memory>

namespace h5pulse::viewer {

class SvgEngine;

/// Writes what is painted on it as SVG 1.1: paths, texts as texts, pictures as PNG. What Qt 6.4's own
/// QSvgGenerator leaves out is here: clip paths, without which a zoomed curve runs over everything beside its
/// plot.
class SvgDevice : public QPaintDevice
{
public:
    /// @param dotsPerInch  of the widgets that will be painted, for the size of texts
    SvgDevice(const QSize& size, int dotsPerInch);
    ~SvgDevice() override;

    QPaintEngine* paintEngine() const override;
    /// What was painted, once the painter has ended.
    QByteArray document(const QString& title) const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSize m_size;
    int m_dotsPerInch;
    std::unique_ptr<SvgEngine> m_engine;
};

} // namespace h5pulse::viewer
