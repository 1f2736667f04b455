// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QImage>
#include <QString>
#include <QVersionNumber>

namespace h5pulse::viewer::test {

/// The Qt whose pictures have the plain names; versions that draw differently have variants beside them.
inline const QVersionNumber kReferenceQt(6, 4);

/// As PNG; the folder is made. False where it could not be written.
bool savePicture(const QImage& image, const QString& path);

/// The picture to compare with: of `name.qtMAJOR.MINOR.png` in the folder the newest that is not newer than
/// the running Qt, else `name.png` (whether it exists or not).
QString approvedPath(const QDir& folder, const QString& name, const QVersionNumber& qt);

/// Saves what a newer look is to be compared with, and nothing where the approved picture is still accepted.
/// The plain picture is replaced only by the reference Qt (or one older). A later Qt leaves a variant of its
/// own, and removes it when the plain picture is accepted again.
/// @return an empty text, or the path that could not be written
QString approve(const QDir& folder, const QString& name, const QImage& actual, double scale,
                const QVersionNumber& qt);

} // namespace h5pulse::viewer::test
