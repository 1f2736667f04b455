// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QImage>
#include <QString>
#include <QVersionNumber>

namespace h5pulse::viewer::test {

/// The version of Qt whose pictures have plain names. Versions that draw differently have variants.
inline const QVersionNumber kReferenceQt(6, 4);

/// Saves a picture as PNG, and makes the folder. False: it cannot be written.
bool savePicture(const QImage& image, const QString& path);

/// Path of the picture to compare with: the newest `name.qtMAJOR.MINOR.png` in the folder that is not newer
/// than the running Qt, else `name.png`, even if that does not exist.
QString approvedPath(const QDir& folder, const QString& name, const QVersionNumber& qt);

/// Approves a picture. Saves nothing if the approved picture is still accepted. Only the reference Qt or an
/// older one replaces the plain picture. A later Qt saves a variant, and removes it when the plain picture is
/// accepted again.
/// @return an empty text, or the path that could not be written
QString approve(const QDir& folder, const QString& name, const QImage& actual, double scale,
                const QVersionNumber& qt);

} // namespace h5pulse::viewer::test
