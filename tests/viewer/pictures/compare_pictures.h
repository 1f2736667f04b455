// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace h5pulse::viewer::test {

/// How two pictures differ, by the means of small blocks: processors differ in the last bit of a blended
/// pixel, people see neither.
struct PictureDifference
{
    /// Blocks that differ, of all that there are. A colour that changed on a button, or a label that moved by
    /// a pixel, is more than kAcceptedShare of a window.
    double share = 0.0;
    /// Why it is too much; empty: it is not.
    QString problem;
    /// The first picture, faded, with the blocks that differ in red.
    QImage picture;
};

inline constexpr double kAcceptedShare = 2e-4;

/// @param scale  pixels per unit of a window: blocks grow with it
PictureDifference comparePictures(const QImage& actual, const QImage& approved, double scale);

/// The picture with at most 256 colours, as near as can be: a third of the bytes as PNG, and less off than
/// comparePictures() notices.
QImage reduced(const QImage& picture);

} // namespace h5pulse::viewer::test
