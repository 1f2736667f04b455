// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/picture.h"

#include "core/texts.h"
#include "export/save_file.h"
#include "export/svg_device.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/view.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageWriter>
#include <QMainWindow>
#include <QMenuBar>
#include <QPainter>
#include <QPdfWriter>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kPointsPerInch = 72.0;

QList<View*> viewsIn(QWidget* widget)
{
    QList<View*> views = widget->findChildren<View*>();
    if (auto* view = qobject_cast<View*>(widget)) {
        views << view;
    }
    return views;
}

/// Processes pending layout requests, so that widgets opened or closed just before have their final place.
void settleLayout()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

/// During its lifetime, the plots below a widget draw their contents whenever they are painted, instead of
/// copying their buffers for the screen.
class FreshPlots
{
public:
    FreshPlots(QWidget* root, bool vectors)
        : m_plots(root->findChildren<PlotWidget*>())
    {
        for (PlotWidget* plot : m_plots) {
            plot->setPainting(vectors ? PlotWidget::Painting::Vectors : PlotWidget::Painting::Fresh);
        }
    }
    ~FreshPlots()
    {
        for (PlotWidget* plot : m_plots) {
            plot->setPainting(PlotWidget::Painting::Buffered);
        }
    }
    Q_DISABLE_COPY_MOVE(FreshPlots)

private:
    QList<PlotWidget*> m_plots;
};

/// During its lifetime, plots show no readouts or markers at the mouse.
class WithoutHover
{
public:
    explicit WithoutHover(QWidget* root)
    {
        for (PlotWidget* plot : root->findChildren<PlotWidget*>()) {
            m_hovers.emplace_back(plot, plot->setHoverPosition(std::nullopt));
        }
    }
    ~WithoutHover()
    {
        for (const auto& [plot, position] : m_hovers) {
            plot->setHoverPosition(position);
        }
    }
    Q_DISABLE_COPY_MOVE(WithoutHover)

private:
    std::vector<std::pair<PlotWidget*, std::optional<QPointF>>> m_hovers;
};

/// During its lifetime, a window has the colours of a theme.
class OtherTheme
{
public:
    OtherTheme(QWidget* window, const Theme* theme)
        : m_window(theme && theme != &themeFor(window->palette()) ? window : nullptr)
    {
        if (m_window) {
            m_own = m_window->testAttribute(Qt::WA_SetPalette) ? m_window->palette() : QPalette();
            m_window->setPalette(paletteOf(*theme)); // the main window passes it on to its children
        }
    }
    ~OtherTheme()
    {
        if (m_window) {
            m_window->setPalette(m_own);
        }
    }
    Q_DISABLE_COPY_MOVE(OtherTheme)

private:
    QWidget* m_window;
    QPalette m_own;
};

} // namespace

std::optional<PictureFormat> pictureFormatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == QLatin1String("png")   ? std::optional(PictureFormat::Png)
           : suffix == QLatin1String("svg") ? std::optional(PictureFormat::Svg)
           : suffix == QLatin1String("pdf") ? std::optional(PictureFormat::Pdf)
                                            : std::nullopt;
}

Picture Picture::ofView(View& view)
{
    Picture picture;
    picture.m_window = view.window();
    int above = 0;
    if (!view.isAncestorOf(&view.header())) { // the header is in the title bar of a dock
        picture.m_parts.push_back({&view.header(), 0, 0});
        above = view.header().height();
        // The window of a floating view does not apply themes.
        for (QWidget* parent = view.parentWidget(); parent; parent = parent->parentWidget()) {
            if (auto* main = qobject_cast<QMainWindow*>(parent)) {
                picture.m_window = main->window();
            }
        }
    }
    picture.m_parts.push_back({&view, 0, above});
    return picture;
}

Picture Picture::ofWindow(QMainWindow& window)
{
    Picture picture;
    picture.m_window = &window;
    const QWidget* menus = window.menuWidget();
    picture.m_parts.push_back({&window, menus && menus->isVisible() ? menus->height() : 0, 0});
    return picture;
}

QSize Picture::size() const
{
    QSize size(0, 0);
    for (const Part& part : m_parts) {
        if (!part.widget) {
            return {};
        }
        size = size.expandedTo({part.widget->width(), part.above + part.widget->height() - part.top});
    }
    return size;
}

void Picture::paint(QPaintDevice& device, bool vectors) const
{
    const OtherTheme theme(m_window, m_theme);
    const WithoutHover withoutHover(m_window);
    QPainter painter(&device);
    painter.setRenderHint(QPainter::LosslessImageRendering); // otherwise Qt stores colour maps as JPEG in PDF
    painter.fillRect(QRect(QPoint(), size()), themeFor(m_window->palette()).surface);
    for (const Part& part : m_parts) {
        for (View* view : viewsIn(part.widget)) {
            if (view->isVisible()) {
                view->drawNow();
            }
        }
        const FreshPlots fresh(part.widget, vectors);
        part.widget->render(&painter, {0, part.above},
                            QRegion(0, part.top, part.widget->width(), part.widget->height() - part.top),
                            QWidget::DrawWindowBackground | QWidget::DrawChildren);
    }
}

QImage Picture::image(double scale) const
{
    settleLayout();
    const QSize points = size();
    QImage image(QSize(qRound(points.width() * scale), qRound(points.height() * scale)),
                 QImage::Format_RGB32);
    if (!image.isNull()) {
        image.setDevicePixelRatio(scale);
        const int dotsPerMeter = qRound(m_window->logicalDpiX() / 0.0254);
        image.setDotsPerMeterX(dotsPerMeter); // per unit of size(), which keeps the size of texts
        image.setDotsPerMeterY(dotsPerMeter);
        paint(image, false);
    }
    return image;
}

QByteArray Picture::svg(const QString& title) const
{
    SvgDevice device(size(), m_window->logicalDpiX());
    paint(device, true);
    return device.document(title);
}

QByteArray Picture::pdf(const QString& title) const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        const double points = kPointsPerInch / m_window->logicalDpiX();
        writer.setResolution(m_window->logicalDpiX());
        writer.setPageSize(
            QPageSize(QSizeF(size()) * points, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("h5pulse-viewer"));
        paint(writer, true);
    }
    return buffer.data();
}

std::function<QString(QIODevice&)> Picture::drawn(PictureFormat format, double scale,
                                                  const QString& title) const
{
    const auto writing = [](const QByteArray& bytes) {
        return [bytes](QIODevice& device) {
            return device.write(bytes) == bytes.size() ? QString() : device.errorString();
        };
    };
    settleLayout();
    if (size().isEmpty()) {
        return [](QIODevice&) { return Texts::tr("the view was closed"); };
    }
    switch (format) {
    case PictureFormat::Svg:
        return writing(svg(title));
    case PictureFormat::Pdf:
        return writing(pdf(title));
    case PictureFormat::Png:
        break;
    }
    const QImage pixels = image(scale);
    return [pixels](QIODevice& device) {
        if (pixels.isNull()) {
            return Texts::tr("a picture of this size does not fit into memory");
        }
        return QImageWriter(&device, "PNG").write(pixels) ? QString() : device.errorString();
    };
}

QString Picture::save(const QString& path, double scale, const QString& title) const
{
    const std::optional<PictureFormat> format = pictureFormatOf(path);
    if (!format) {
        return Texts::tr("%1: the name of a picture must end in .png, .svg or .pdf").arg(path);
    }
    return saveFile(path, drawn(*format, scale, title));
}

} // namespace h5pulse::viewer
