// SPDX-License-Identifier: GPL-3.0-or-later
// Differences that comparePictures() must report or accept.
#include "compare_pictures.h"

#include <QPainter>

#include <gtest/gtest.h>

#include <random>

namespace h5pulse::viewer::test {

namespace {

constexpr QSize kSize(760, 480);

/// A window with a curve, a label and a button.
QImage window(const QPoint& label = {30, 40}, const QColor& button = QColor(0x0b8a4b), int curve = 200)
{
    QImage image(kSize, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawText(label, QStringLiteral("energy [J]"));
    painter.fillRect(QRect(600, 440, 40, 16), button);
    painter.setPen(QPen(QColor(0x2563c9), 1.5));
    for (int x = 100; x < 700; ++x) {
        painter.drawLine(QPointF(x, curve + 80 * std::sin(0.03 * x)),
                         QPointF(x + 1, curve + 80 * std::sin(0.03 * (x + 1))));
    }
    return image;
}

QImage noisy(QImage image, int most)
{
    std::mt19937 random(1);
    std::uniform_int_distribution<int> offset(-most, most);
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const auto moved = [&](int value) { return std::clamp(value + offset(random), 0, 255); };
            line[x] = qRgb(moved(qRed(line[x])), moved(qGreen(line[x])), moved(qBlue(line[x])));
        }
    }
    return image;
}

} // namespace

TEST(ComparePictures, AcceptsTheSameAndWhatNobodySees)
{
    EXPECT_EQ(comparePictures(window(), window(), 1.0).problem, "");
    EXPECT_EQ(comparePictures(window(), window(), 1.0).share, 0.0);
    EXPECT_EQ(comparePictures(noisy(window(), 4), window(), 1.0).problem, "");
    QImage one = window();
    one.setPixel(300, 300, qRgb(0, 0, 0));
    EXPECT_EQ(comparePictures(one, window(), 1.0).problem, "");
}

TEST(ComparePictures, NoticesALabelThatMovedByAPixel)
{
    EXPECT_NE(comparePictures(window({31, 40}), window(), 1.0).problem, "");
    EXPECT_NE(comparePictures(window({30, 41}), window(), 1.0).problem, "");
}

TEST(ComparePictures, NoticesAColorAndACurve)
{
    const PictureDifference color = comparePictures(window({30, 40}, QColor(0x2fbf77)), window(), 1.0);
    EXPECT_NE(color.problem, "");
    EXPECT_EQ(color.picture.pixelColor(620, 448), QColor(220, 0, 0)) << "and shows where";
    EXPECT_NE(color.picture.pixelColor(100, 100), QColor(220, 0, 0));
    EXPECT_NE(comparePictures(window({30, 40}, QColor(0x0b8a4b), 201), window(), 1.0).problem, "");
}

TEST(ComparePictures, NoticesTheSameAtTwiceTheScale)
{
    const QSize twice = 2 * kSize;
    const auto large = [&](const QImage& image) { return image.scaled(twice); };
    EXPECT_EQ(comparePictures(large(window()), large(window()), 2.0).problem, "");
    EXPECT_NE(comparePictures(large(window({31, 40})), large(window()), 2.0).problem, "");
}

TEST(ComparePictures, AnotherSizeIsAnotherPicture)
{
    EXPECT_NE(comparePictures(window(), window().copy(0, 0, 700, 480), 1.0).problem, "");
    EXPECT_NE(comparePictures(window(), QImage(), 1.0).problem, "");
}

TEST(ComparePictures, ReducedPicturesAreTheSameToIt)
{
    QImage image = window();
    QPainter painter(&image);
    QLinearGradient rainbow(0, 0, 500, 0);
    rainbow.setColorAt(0.0, QColor(0x440154));
    rainbow.setColorAt(0.5, QColor(0x21918c));
    rainbow.setColorAt(1.0, QColor(0xfde725));
    painter.fillRect(QRect(50, 300, 500, 100), rainbow);
    painter.end();
    const QImage few = reduced(image);
    EXPECT_EQ(few.format(), QImage::Format_Indexed8);
    EXPECT_LE(few.colorCount(), 256);
    EXPECT_EQ(comparePictures(image, few, 1.0).share, 0.0);
}

} // namespace h5pulse::viewer::test
