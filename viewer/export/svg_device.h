// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <QSize>

#include <memory>

namespace h5pulse::viewer {

class SvgEngine;

/// Paint device that writes SVG 1.1: paths, texts as texts, and pictures as PNG. Unlike QSvgGenerator of Qt
/// 6.4 it writes clip paths, without which a zoomed curve would extend beyond its plot.
class SvgDevice : public QPaintDevice
{
public:
    /// @param dotsPerInch  of the painted widgets, for the size of texts
    SvgDevice(const QSize& size, int dotsPerInch);
    ~SvgDevice() override;

    QPaintEngine* paintEngine() const override;
    /// The SVG document. Call after the painter has ended.
    QByteArray document(const QString& title) const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSize m_size;
    int m_dotsPerInch;
    std::unique_ptr<SvgEngine> m_engine;
};

} // namespace h5pulse::viewer
