// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace h5pulse::viewer::test {

/// The difference of two pictures, by the mean colours of small blocks. Processors differ in the last bit of
/// a blended pixel, which nobody can see.
struct PictureDifference
{
    /// Share of blocks that differ. A button with another colour, or a label that moved by a pixel, exceeds
    /// kAcceptedShare of a window.
    double share = 0.0;
    /// Why the difference is too large; empty: it is accepted.
    QString problem;
    /// The first picture, faded, with the blocks that differ in red.
    QImage picture;
};

inline constexpr double kAcceptedShare = 2e-4;

/// @param scale  pixels per unit of a window; the size of blocks is proportional to it
PictureDifference comparePictures(const QImage& actual, const QImage& approved, double scale);

/// Reduces a picture to at most 256 colours. Its PNG file has a third of the size, and the difference is too
/// small for comparePictures().
QImage reduced(const QImage& picture);

} // namespace h5pulse::viewer::test
