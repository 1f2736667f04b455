// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel_watch.h"

#include "core/run_document.h"
#include "plot/plot_widget.h"
#include "ui/main_window.h"
#include "ui/view_area.h"
#include "views/profile_view.h"

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
}

bool PixelWatch::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Paint) {
        // It paints after this filter; the queue comes after it has.
        QMetaObject::invokeMethod(this, &PixelWatch::look, Qt::QueuedConnection);
    }
    return false;
}

void PixelWatch::look()
{
    const FramePtr& frame = m_window.document().frame();
    if (!frame || (!m_sights.empty() && m_sights.back().step == frame->step)) {
        return;
    }
    const qint64 time = now();
    QImage image = pixels();
    if (image == m_last) {
        return; // painted for another reason: this frame is not there yet
    }
    m_last = std::move(image);
    m_sights.push_back({frame->step, time});
    if (m_sights.size() == 1) {
        emit seen();
    }
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
