// SPDX-License-Identifier: GPL-3.0-or-later
// The content of exported pictures.
#include "export/picture.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "synthetic.h"
#include "temporary_folder.h"
#include "view_feed.h"
#include "views/image/image_view.h"
#include "views/profile/profile_view.h"
#include "waiting.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

constexpr auto kTitle = "u <&> title";

QByteArray bytesOf(const Picture& picture, PictureFormat format, double scale = 1.0)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    EXPECT_EQ(picture.drawn(format, scale, QString::fromUtf8(kTitle))(buffer), "");
    return buffer.data();
}

/// The decompressed streams of a PDF.
QByteArray contentOf(const QByteArray& pdf)
{
    QByteArray content;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at)) {
        at += 7;
        const qsizetype end = pdf.indexOf("endstream", at);
        const QByteArray inflated = qUncompress(QByteArray("\x00\x10\x00\x00", 4) + pdf.mid(at, end - at));
        content += inflated;
        at = end + 9;
    }
    return content;
}

/// The paths of an SVG with a colour, each with its clip path.
struct SvgPath
{
    QString data;
    QString clip;
};

std::vector<SvgPath> strokesOf(const QByteArray& svg, const QColor& color)
{
    std::vector<SvgPath> paths;
    std::map<QString, QString> clips;
    QString id;
    QString current;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) {
            id = reader.isEndElement() && reader.name() == QLatin1String("clipPath") ? QString() : id;
            continue;
        }
        const QXmlStreamAttributes attributes = reader.attributes();
        const QString data = attributes.value(QLatin1String("d")).toString();
        if (reader.name() == QLatin1String("clipPath")) {
            id = attributes.value(QLatin1String("id")).toString();
        } else if (reader.name() == QLatin1String("g")) {
            const QString url = attributes.value(QLatin1String("clip-path")).toString();
            current = url.isEmpty() ? QString() : clips[url.mid(5, url.size() - 6)];
        } else if (reader.name() == QLatin1String("path") && !id.isEmpty()) {
            clips[id] = data;
        } else if (attributes.value(QLatin1String("stroke")) == color.name()) {
            paths.push_back({data, current});
        }
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    return paths;
}

/// Lowest and highest coordinate pairs of a path's data.
QRectF boundsOf(const QString& data)
{
    static const QRegularExpression pair(QStringLiteral("(-?[0-9.]+) (-?[0-9.]+)"));
    QPolygonF points;
    for (const QRegularExpressionMatch& match : pair.globalMatch(data)) {
        points << QPointF(match.captured(1).toDouble(), match.captured(2).toDouble());
    }
    return points.boundingRect();
}

class ExportPicture : public testing::Test
{
protected:
    ExportPicture()
    {
        m_view.resize(700, 500);
        m_view.show();
        std::vector<double> values(200);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = std::sin(0.1 * static_cast<double>(i));
        }
        giveFrame(m_view, makeProfile(values));
        m_view.drawNow();
    }

    QString path(const char* name) const { return QString::fromStdString((m_folder / name).string()); }

    h5pulse::test::TemporaryFolder m_folder;
    ProfileView m_view;
    Picture m_picture = Picture::ofView(m_view);
};

} // namespace

TEST_F(ExportPicture, FormatsGoByTheName)
{
    EXPECT_EQ(pictureFormatOf(QStringLiteral("a/b.c.PNG")), PictureFormat::Png);
    EXPECT_EQ(pictureFormatOf(QStringLiteral("u.svg")), PictureFormat::Svg);
    EXPECT_EQ(pictureFormatOf(QStringLiteral("u.pdf")), PictureFormat::Pdf);
    EXPECT_EQ(pictureFormatOf(QStringLiteral("u.jpg")), std::nullopt);
    EXPECT_EQ(pictureFormatOf(QStringLiteral("png")), std::nullopt);
}

TEST_F(ExportPicture, PngIsDrawnAtItsScaleAndNotEnlarged)
{
    const QImage small = QImage::fromData(bytesOf(m_picture, PictureFormat::Png, 1.0), "PNG");
    const QImage large = QImage::fromData(bytesOf(m_picture, PictureFormat::Png, 3.0), "PNG");
    EXPECT_EQ(small.size(), QSize(700, 500));
    ASSERT_EQ(large.size(), QSize(2100, 1500));
    const QPoint offset = m_view.plot().mapTo(&m_view, QPoint());
    const QCPAxis& x = *m_view.plot().xAxis;
    const QCPAxis& y = *m_view.plot().yAxis;
    for (const int i : {16, 47, 79, 110}) { // crests and troughs
        const double value = std::sin(0.1 * i);
        const QPoint pixel(qRound(3.0 * (x.coordToPixel(i) + offset.x())),
                           qRound(3.0 * (y.coordToPixel(value) + offset.y())));
        EXPECT_TRUE(isNear(large.pixelColor(pixel), lightTheme().curve(0))) << i;
        EXPECT_TRUE(isNear(large.pixelColor(pixel + QPoint(0, value > 0 ? 40 : -40)), lightTheme().surface))
            << i;
    }
    // Curves are 1.5 points wide. A picture of three times the size has pixels that an enlarged picture
    // cannot have.
    const QImage enlarged = small.scaled(large.size());
    int differences = 0;
    for (int row = 0; row < large.height(); ++row) {
        for (int column = 0; column < large.width(); ++column) {
            differences += large.pixel(column, row) != enlarged.pixel(column, row) ? 1 : 0;
        }
    }
    EXPECT_GT(differences, 5'000);
}

TEST_F(ExportPicture, SvgHasPathsAndTexts)
{
    const QByteArray svg = bytesOf(m_picture, PictureFormat::Svg);
    EXPECT_FALSE(svg.contains("<image")) << "nothing of it is a bitmap";
    EXPECT_TRUE(svg.contains("<title>u &lt;&amp;&gt; title</title>"));
    EXPECT_TRUE(svg.contains(">u [V]<"));
    const auto curves = strokesOf(svg, lightTheme().curve(0));
    ASSERT_EQ(curves.size(), 1U);
    EXPECT_GE(curves.front().data.count(QLatin1Char('L')), 150);
    const QPoint offset = m_view.plot().mapTo(&m_view, QPoint());
    const QRectF drawn = boundsOf(curves.front().data);
    EXPECT_NEAR(drawn.left(), m_view.plot().xAxis->coordToPixel(0.0) + offset.x(), 0.1);
    EXPECT_NEAR(drawn.right(), m_view.plot().xAxis->coordToPixel(199.0) + offset.x(), 0.1);
    EXPECT_NEAR(drawn.top(), m_view.plot().yAxis->coordToPixel(std::sin(1.6)) + offset.y(), 0.5);
    // Another program must draw the same picture.
    QSvgRenderer renderer(svg);
    ASSERT_TRUE(renderer.isValid());
    QImage image(700, 500, QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    const QImage png = QImage::fromData(bytesOf(m_picture, PictureFormat::Png), "PNG");
    int differences = 0;
    for (int row = 0; row < image.height(); ++row) {
        for (int column = 0; column < image.width(); ++column) {
            differences += isNear(image.pixelColor(column, row), png.pixelColor(column, row), 100) ? 0 : 1;
        }
    }
    EXPECT_LT(differences, image.width() * image.height() / 100);
}

TEST_F(ExportPicture, SvgKeepsAZoomedCurveInItsPlot)
{
    m_view.plot().yAxis->setRange(-0.1, 0.1);
    const auto curves = strokesOf(bytesOf(m_picture, PictureFormat::Svg), lightTheme().curve(0));
    ASSERT_FALSE(curves.empty());
    const QRectF inner = m_view.plot().axisRect()->rect().translated(m_view.plot().mapTo(&m_view, QPoint()));
    EXPECT_GT(boundsOf(curves.front().data).height(), inner.height())
        << "else there is nothing to be clipped";
    const QRectF clip = boundsOf(curves.front().clip);
    EXPECT_NEAR(clip.top(), inner.top(), 2.0);
    EXPECT_NEAR(clip.bottom(), inner.bottom(), 2.0);
    EXPECT_NEAR(clip.left(), inner.left(), 2.0);
}

TEST_F(ExportPicture, PdfHasPathsAndTexts)
{
    const QByteArray pdf = bytesOf(m_picture, PictureFormat::Pdf);
    EXPECT_TRUE(pdf.startsWith("%PDF-1."));
    EXPECT_TRUE(pdf.contains("/MediaBox [0 0 525")) << "700 pixels are 525 points";
    EXPECT_FALSE(pdf.contains("/Subtype /Image"));
    EXPECT_TRUE(pdf.contains("/Type /Font"));
    const QByteArray content = contentOf(pdf);
    EXPECT_GT(content.count(" l\n"), 150) << "lines of the curve";
}

TEST_F(ExportPicture, ImagesKeepTheirColours)
{
    ImageView view;
    view.resize(500, 400);
    view.show();
    std::vector<double> values(200 * 200);
    for (std::size_t i = 0; i < values.size(); ++i) { // smooth data, for which JPEG would be smaller
        values[i] =
            std::sin(0.02 * static_cast<double>(i % 200)) * std::cos(0.03 * static_cast<double>(i / 200));
    }
    giveFrame(view, makeImage(200, 200, values));
    view.drawNow();
    const Picture picture = Picture::ofView(view);
    const QByteArray pdf = bytesOf(picture, PictureFormat::Pdf);
    EXPECT_TRUE(pdf.contains("/Subtype /Image"));
    EXPECT_FALSE(pdf.contains("/DCTDecode")) << "no JPEG";
    EXPECT_TRUE(bytesOf(picture, PictureFormat::Svg).contains("image-rendering: pixelated"));
}

TEST_F(ExportPicture, FilesAreThereWholeOrNotAtAll)
{
    const QString good = path("u.png");
    EXPECT_EQ(m_picture.save(good, 1.0, QString()), "");
    EXPECT_EQ(QImage(good).size(), QSize(700, 500));
    const QString nowhere = path("no/such/folder.png");
    EXPECT_TRUE(m_picture.save(nowhere, 1.0, QString()).startsWith(nowhere));
    QDir().mkdir(path("folder.png"));
    EXPECT_TRUE(
        m_picture.save(path("folder.png"), 1.0, QString()).contains(QStringLiteral("cannot be written")));
    EXPECT_TRUE(m_picture.save(path("u.bmp"), 1.0, QString()).contains(QStringLiteral(".svg")));
    QFile::link(QStringLiteral("/dev/full"), path("full.png"));
    EXPECT_NE(m_picture.save(path("full.png"), 1.0, QString()), "");
    EXPECT_FALSE(QFileInfo(QStringLiteral("/dev/full")).isFile()) << "a device is left alone";
    EXPECT_EQ(QDir(path("")).entryList(QDir::Files | QDir::Hidden),
              (QStringList{QStringLiteral("full.png"), QStringLiteral("u.png")}));
}

TEST_F(ExportPicture, OfAViewThatHasGoneIsRefused)
{
    auto view = std::make_unique<ProfileView>();
    const Picture picture = Picture::ofView(*view);
    view.reset();
    EXPECT_NE(picture.save(path("gone.png"), 1.0, QString()), "");
    EXPECT_FALSE(QFileInfo::exists(path("gone.png")));
}

TEST_F(ExportPicture, ShowsNothingOfWhatIsUnderTheMouse)
{
    const auto pictures = [&] {
        return std::vector{bytesOf(m_picture, PictureFormat::Png), bytesOf(m_picture, PictureFormat::Svg),
                           contentOf(bytesOf(m_picture, PictureFormat::Pdf))};
    };
    const std::vector<QByteArray> before = pictures();
    QTest::mouseMove(&m_view.plot(), m_view.plot().axisRect()->rect().center());
    ASSERT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    const QString readout = m_view.header().readout();
    EXPECT_EQ(pictures(), before);
    EXPECT_EQ(m_view.header().readout(), readout) << "it is still on the screen";
    EXPECT_TRUE(m_view.plot().hoverPosition());
}

} // namespace h5pulse::viewer::test
