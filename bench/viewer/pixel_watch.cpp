// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel_watch.h"

#include "core/run/run_document.h"
#include "plot/plot_widget.h"
#include "ui/main_window.h"
#include "ui/views/view_area.h"
#include "views/profile/profile_view.h"

#include <QBackingStore>
#include <QEvent>

#include <chrono>

namespace bench {
namespace {

using namespace h5pulse::viewer;

qint64 now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

PixelWatch::PixelWatch(MainWindow& window)
    : m_window(window)
    , m_plot(&static_cast<ProfileView*>(window.views().view(QStringLiteral("profile")))->plot())
{
    m_plot->installEventFilter(this);
    // Later there may be a newer frame; and a replot may paint before it ends.
    connect(static_cast<PlotWidget*>(m_plot), &PlotWidget::beforeReplot, this, [this] {
        if (const h5pulse::FramePtr& frame = m_window.document().frame()) {
            m_drawn = frame->step;
        }
    });
}

bool PixelWatch::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Paint && m_drawn) {
        // The widget paints after this filter, so look after the queued event.
        QMetaObject::invokeMethod(
            this, [this, step = *m_drawn] { look(step); }, Qt::QueuedConnection);
    }
    return false;
}

void PixelWatch::look(quint64 step)
{
    if (!m_sights.empty() && m_sights.back().step == step) {
        return;
    }
    const qint64 time = now();
    QImage image = pixels();
    if (image == m_last) {
        return; // the window is not painted yet; its paint event follows
    }
    m_last = std::move(image);
    m_sights.push_back({step, time});
    emit seen(step);
}

QImage PixelWatch::pixels() const
{
    QPaintDevice* device = m_window.backingStore()->paintDevice();
    if (device == nullptr || device->devType() != QInternal::Image) {
        return {};
    }
    return static_cast<QImage*>(device)->copy(QRect(m_plot->mapTo(&m_window, QPoint()), m_plot->size()));
}

} // namespace bench
