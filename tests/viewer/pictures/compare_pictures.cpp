// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare_pictures.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace h5pulse::viewer::test {

namespace {

constexpr int kBlock = 3;    // pixels at scale 1
constexpr int kNoticed = 14; // smallest reported difference of a mean's red, green or blue, of 255
constexpr int kMaxColors = 256;
constexpr int kCoarsest = 24; // largest step of rounded colour values; the error is at most half of it

using Mean = std::array<int, 3>;

Mean meanOf(const QImage& image, const QRect& block)
{
    Mean sum{};
    for (int y = block.top(); y <= block.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = block.left(); x <= block.right(); ++x) {
            sum[0] += qRed(line[x]);
            sum[1] += qGreen(line[x]);
            sum[2] += qBlue(line[x]);
        }
    }
    const int count = block.width() * block.height();
    return {sum[0] / count, sum[1] / count, sum[2] / count};
}

bool differ(const Mean& a, const Mean& b)
{
    return std::abs(a[0] - b[0]) > kNoticed || std::abs(a[1] - b[1]) > kNoticed ||
           std::abs(a[2] - b[2]) > kNoticed;
}

void mark(QImage& image, const QRect& block)
{
    for (int y = block.top(); y <= block.bottom(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::fill(line + block.left(), line + block.right() + 1, qRgb(220, 0, 0));
    }
}

QImage faded(const QImage& image)
{
    QImage result = image;
    for (int y = 0; y < result.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x) {
            const int gray = 160 + qGray(line[x]) * 95 / 255;
            line[x] = qRgb(gray, gray, gray);
        }
    }
    return result;
}

/// Colours of backgrounds and large areas, which are not rounded.
QHash<QRgb, int> commonColors(const QImage& image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            ++counts[line[x]];
        }
    }
    const int least = image.width() * image.height() / 1000;
    counts.removeIf([least](const auto& color) { return color.value() < least; });
    return counts;
}

int rounded(int value, int step)
{
    return std::min(255, (value + step / 2) / step * step);
}

QRgb rounded(QRgb color, int step)
{
    return qRgb(rounded(qRed(color), step), rounded(qGreen(color), step), rounded(qBlue(color), step));
}

} // namespace

PictureDifference comparePictures(const QImage& actualPicture, const QImage& approvedPicture, double scale)
{
    PictureDifference result;
    const QImage actual = actualPicture.convertToFormat(QImage::Format_RGB32);
    const QImage approved = approvedPicture.convertToFormat(QImage::Format_RGB32);
    if (actual.size() != approved.size()) {
        result.share = 1.0;
        result.problem = QStringLiteral("it has %1 x %2 pixels instead of %3 x %4")
                             .arg(actual.width())
                             .arg(actual.height())
                             .arg(approved.width())
                             .arg(approved.height());
        return result;
    }
    result.picture = faded(actual);
    const int side = kBlock * std::max(1, static_cast<int>(std::lround(scale)));
    int blocks = 0, different = 0;
    for (int y = 0; y < actual.height(); y += side) {
        for (int x = 0; x < actual.width(); x += side) {
            const QRect block = QRect(x, y, side, side) & actual.rect();
            ++blocks;
            if (differ(meanOf(actual, block), meanOf(approved, block))) {
                ++different;
                mark(result.picture, block);
            }
        }
    }
    result.share = blocks == 0 ? 0.0 : static_cast<double>(different) / blocks;
    if (result.share > kAcceptedShare) {
        result.problem =
            QStringLiteral("%1 of %2 blocks of %3 x %3 pixels differ").arg(different).arg(blocks).arg(side);
    }
    return result;
}

QImage reduced(const QImage& picture)
{
    const QImage source = picture.convertToFormat(QImage::Format_RGB32);
    const QHash<QRgb, int> common = commonColors(source);
    for (int step = 1; step <= kCoarsest; ++step) {
        QImage result(source.size(), QImage::Format_Indexed8);
        QHash<QRgb, int> colors;
        bool fits = true;
        for (int y = 0; y < source.height() && fits; ++y) {
            const auto* from = reinterpret_cast<const QRgb*>(source.constScanLine(y));
            uchar* to = result.scanLine(y);
            QRgb last = 0; // not opaque, so no pixel has this colour
            int lastIndex = 0;
            for (int x = 0; x < source.width() && fits; ++x) {
                if (from[x] != last) {
                    last = from[x];
                    const QRgb color = common.contains(last) ? last : rounded(last, step);
                    auto found = colors.find(color);
                    if (found == colors.end()) {
                        found = colors.insert(color, static_cast<int>(colors.size()));
                        fits = colors.size() <= kMaxColors;
                    }
                    lastIndex = *found;
                }
                to[x] = static_cast<uchar>(lastIndex);
            }
        }
        if (fits) {
            QList<QRgb> table(colors.size());
            for (auto color = colors.cbegin(); color != colors.cend(); ++color) {
                table[color.value()] = color.key();
            }
            result.setColorTable(table);
            return result;
        }
    }
    return source;
}

} // namespace h5pulse::viewer::test
