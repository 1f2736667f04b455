// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/svg_device.h"

#include <QBuffer>
#include <QFontInfo>
#include <QImage>
#include <QPen>
#include <QPixmap>
#include <QXmlStreamWriter>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kDecimals = 3; // of a pixel
constexpr double kMillimetresPerInch = 25.4;
constexpr double kPointsPerInch = 72.0;

QString number(double value)
{
    QString text = QString::number(value, 'f', kDecimals);
    while (text.endsWith(QLatin1Char('0'))) {
        text.chop(1);
    }
    if (text.endsWith(QLatin1Char('.'))) {
        text.chop(1);
    }
    return text;
}

QString point(double x, double y)
{
    return number(x) + QLatin1Char(' ') + number(y);
}

QString pathData(const QPainterPath& path)
{
    QString data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            data += QLatin1Char('M');
            break;
        case QPainterPath::LineToElement:
            data += QLatin1Char('L');
            break;
        case QPainterPath::CurveToElement:
            data += QLatin1Char('C');
            break;
        case QPainterPath::CurveToDataElement:
            data += QLatin1Char(' ');
            break;
        }
        data += point(element.x, element.y);
    }
    return data;
}

QString matrix(const QTransform& t)
{
    return QStringLiteral("matrix(%1 %2 %3)")
        .arg(point(t.m11(), t.m12()), point(t.m21(), t.m22()), point(t.dx(), t.dy()));
}

QPaintEngine::PaintEngineFeatures features()
{
    return QPaintEngine::PrimitiveTransform | QPaintEngine::PixmapTransform | QPaintEngine::PainterPaths |
           QPaintEngine::Antialiasing | QPaintEngine::AlphaBlend | QPaintEngine::ConstantOpacity;
}

} // namespace

class SvgEngine : public QPaintEngine
{
public:
    SvgEngine(const QSize& size, int dotsPerInch)
        : QPaintEngine(features())
        , m_size(size)
        , m_dotsPerInch(dotsPerInch)
        , m_writer(&m_body)
    {
    }

    const QString& body() const { return m_body; }

    Type type() const override { return QPaintEngine::SVG; }

    bool begin(QPaintDevice*) override
    {
        setActive(true);
        return true;
    }

    bool end() override
    {
        closeGroup();
        setActive(false);
        return true;
    }

    void updateState(const QPaintEngineState& now) override
    {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyTransform) {
            m_transform = now.transform();
        }
        if (dirty & DirtyPen) {
            m_pen = now.pen();
        }
        if (dirty & DirtyBrush) {
            m_brush = now.brush();
        }
        if (dirty & DirtyOpacity) {
            m_opacity = now.opacity();
        }
        if (dirty & DirtyClipEnabled) {
            m_clipped = now.isClipEnabled();
        }
        if (dirty & DirtyClipPath) {
            clip(now.clipPath(), now.clipOperation());
        } else if (dirty & DirtyClipRegion) {
            QPainterPath path;
            path.addRegion(now.clipRegion());
            clip(path, now.clipOperation());
        }
    }

    void drawPath(const QPainterPath& path) override { writePath(path, m_brush); }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
        if (mode == PolylineMode) {
            writePath(path, Qt::NoBrush);
            return;
        }
        path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        writePath(path, m_brush);
    }
    using QPaintEngine::drawPolygon;

    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override
    {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }

    void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags) override
    {
        QByteArray data;
        QBuffer buffer(&data);
        buffer.open(QIODevice::WriteOnly);
        const QRect whole = source.toAlignedRect();
        (whole == image.rect() ? image : image.copy(whole)).save(&buffer, "PNG");
        openGroup();
        m_writer.writeEmptyElement(QStringLiteral("image"));
        m_writer.writeAttribute(QStringLiteral("transform"), matrix(m_transform));
        m_writer.writeAttribute(QStringLiteral("x"), number(target.x()));
        m_writer.writeAttribute(QStringLiteral("y"), number(target.y()));
        m_writer.writeAttribute(QStringLiteral("width"), number(target.width()));
        m_writer.writeAttribute(QStringLiteral("height"), number(target.height()));
        m_writer.writeAttribute(QStringLiteral("preserveAspectRatio"), QStringLiteral("none"));
        m_writer.writeAttribute(QStringLiteral("style"), QStringLiteral("image-rendering: pixelated"));
        writeOpacity(QStringLiteral("opacity"), m_opacity);
        m_writer.writeAttribute(QStringLiteral("xlink:href"), QStringLiteral("data:image/png;base64,") +
                                                                  QString::fromLatin1(data.toBase64()));
    }

    void drawTextItem(const QPointF& position, const QTextItem& item) override
    {
        const QFont font = item.font();
        const double pixels =
            font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * m_dotsPerInch / kPointsPerInch;
        openGroup();
        m_writer.writeStartElement(QStringLiteral("text"));
        m_writer.writeAttribute(QStringLiteral("transform"), matrix(m_transform));
        m_writer.writeAttribute(QStringLiteral("x"), number(position.x()));
        m_writer.writeAttribute(QStringLiteral("y"), number(position.y()));
        m_writer.writeAttribute(QStringLiteral("font-family"),
                                QStringLiteral("'%1', sans-serif").arg(QFontInfo(font).family()));
        m_writer.writeAttribute(QStringLiteral("font-size"), number(pixels));
        m_writer.writeAttribute(QStringLiteral("font-weight"), QString::number(font.weight()));
        if (font.italic()) {
            m_writer.writeAttribute(QStringLiteral("font-style"), QStringLiteral("italic"));
        }
        m_writer.writeAttribute(QStringLiteral("fill"), m_pen.color().name());
        writeOpacity(QStringLiteral("fill-opacity"), m_pen.color().alphaF() * m_opacity);
        // Keeps the width of the text if the reader uses another font.
        m_writer.writeAttribute(QStringLiteral("textLength"), number(item.width()));
        m_writer.writeAttribute(QStringLiteral("lengthAdjust"), QStringLiteral("spacingAndGlyphs"));
        m_writer.writeAttribute(QStringLiteral("xml:space"), QStringLiteral("preserve"));
        m_writer.writeCharacters(item.text());
        m_writer.writeEndElement();
    }

private:
    void clip(const QPainterPath& path, Qt::ClipOperation operation)
    {
        m_clipped = operation != Qt::NoClip;
        if (!m_clipped) {
            m_clip.clear();
            m_hasClip = false;
        } else {
            const QPainterPath mapped = m_transform.map(path);
            m_clip = operation == Qt::IntersectClip && m_hasClip ? m_clip.intersected(mapped) : mapped;
            m_hasClip = true;
        }
    }

    /// Clip path of the painter, intersected with that of the painted widget.
    QPainterPath wantedClip() const
    {
        QPainterPath all;
        all.addRect(QRectF(QPointF(), m_size));
        QPainterPath wanted = m_clipped && m_hasClip ? m_clip.intersected(all) : all;
        if (!systemClip().isEmpty()) {
            QPainterPath system;
            system.addRegion(systemClip());
            wanted = wanted.intersected(system);
        }
        return wanted == all ? QPainterPath() : wanted;
    }

    void openGroup()
    {
        const QPainterPath wanted = wantedClip();
        if (m_inGroup && wanted == m_groupClip) {
            return;
        }
        closeGroup();
        m_groupClip = wanted;
        m_inGroup = true;
        if (wanted.isEmpty()) {
            m_writer.writeStartElement(QStringLiteral("g"));
            return;
        }
        const QString id = QStringLiteral("c%1").arg(++m_clips);
        // Without <defs>, programs that do not support clip paths would draw them.
        m_writer.writeStartElement(QStringLiteral("defs"));
        m_writer.writeStartElement(QStringLiteral("clipPath"));
        m_writer.writeAttribute(QStringLiteral("id"), id);
        m_writer.writeEmptyElement(QStringLiteral("path"));
        m_writer.writeAttribute(QStringLiteral("d"), pathData(wanted));
        m_writer.writeEndElement();
        m_writer.writeEndElement();
        m_writer.writeStartElement(QStringLiteral("g"));
        m_writer.writeAttribute(QStringLiteral("clip-path"), QStringLiteral("url(#%1)").arg(id));
    }

    void closeGroup()
    {
        if (m_inGroup) {
            m_writer.writeEndElement();
            m_writer.writeCharacters(QStringLiteral("\n"));
            m_inGroup = false;
        }
    }

    void writeOpacity(const QString& name, double opacity)
    {
        if (opacity < 1.0) {
            m_writer.writeAttribute(name, number(opacity));
        }
    }

    void writePath(const QPainterPath& path, const QBrush& brush)
    {
        const bool filled = brush.style() != Qt::NoBrush;
        const bool stroked = m_pen.style() != Qt::NoPen;
        if (path.isEmpty() || (!filled && !stroked)) {
            return;
        }
        openGroup();
        m_writer.writeEmptyElement(QStringLiteral("path"));
        m_writer.writeAttribute(QStringLiteral("fill"),
                                filled ? brush.color().name() : QStringLiteral("none"));
        if (filled) {
            writeOpacity(QStringLiteral("fill-opacity"), brush.color().alphaF() * m_opacity);
            m_writer.writeAttribute(QStringLiteral("fill-rule"), path.fillRule() == Qt::WindingFill
                                                                     ? QStringLiteral("nonzero")
                                                                     : QStringLiteral("evenodd"));
        }
        if (stroked) {
            writeStroke();
        }
        m_writer.writeAttribute(QStringLiteral("d"), pathData(m_transform.map(path)));
    }

    void writeStroke()
    {
        const double scale = m_pen.isCosmetic() ? 1.0 : std::sqrt(std::abs(m_transform.determinant()));
        const double width = m_pen.widthF() > 0.0 ? m_pen.widthF() * scale : 1.0;
        m_writer.writeAttribute(QStringLiteral("stroke"), m_pen.color().name());
        m_writer.writeAttribute(QStringLiteral("stroke-width"), number(width));
        writeOpacity(QStringLiteral("stroke-opacity"), m_pen.color().alphaF() * m_opacity);
        m_writer.writeAttribute(QStringLiteral("stroke-linecap"),
                                m_pen.capStyle() == Qt::RoundCap    ? QStringLiteral("round")
                                : m_pen.capStyle() == Qt::SquareCap ? QStringLiteral("square")
                                                                    : QStringLiteral("butt"));
        m_writer.writeAttribute(QStringLiteral("stroke-linejoin"),
                                m_pen.joinStyle() == Qt::RoundJoin   ? QStringLiteral("round")
                                : m_pen.joinStyle() == Qt::MiterJoin ? QStringLiteral("miter")
                                                                     : QStringLiteral("bevel"));
        if (m_pen.style() != Qt::SolidLine) {
            QStringList dashes;
            for (const double dash : m_pen.dashPattern()) {
                dashes << number(dash * width);
            }
            m_writer.writeAttribute(QStringLiteral("stroke-dasharray"), dashes.join(QLatin1Char(' ')));
        }
    }

    QSize m_size;
    int m_dotsPerInch;
    QString m_body;
    QXmlStreamWriter m_writer;
    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    double m_opacity = 1.0;
    QPainterPath m_clip; // in pixels of the picture
    bool m_hasClip = false;
    bool m_clipped = false;
    QPainterPath m_groupClip;
    bool m_inGroup = false;
    int m_clips = 0;
};

SvgDevice::SvgDevice(const QSize& size, int dotsPerInch)
    : m_size(size)
    , m_dotsPerInch(dotsPerInch)
    , m_engine(std::make_unique<SvgEngine>(size, dotsPerInch))
{
}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgDevice::document(const QString& title) const
{
    const QString width = QString::number(m_size.width());
    const QString height = QString::number(m_size.height());
    return QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                          "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" "
                          "width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\">\n<title>%3</title>\n")
               .arg(width, height, title.toHtmlEscaped())
               .toUtf8() +
           m_engine->body().toUtf8() + "</svg>\n";
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return qRound(m_size.width() * kMillimetresPerInch / m_dotsPerInch);
    case PdmHeightMM:
        return qRound(m_size.height() * kMillimetresPerInch / m_dotsPerInch);
    case PdmNumColors:
        return std::numeric_limits<int>::max();
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return m_dotsPerInch;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    default: // Qt 6.8 adds metrics that it can derive from these
        break;
    }
    return QPaintDevice::metric(metric);
}

} // namespace h5pulse::viewer
