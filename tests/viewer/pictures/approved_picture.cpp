// SPDX-License-Identifier: GPL-3.0-or-later
#include "approved_picture.h"

#include "compare_pictures.h"

#include <QFile>
#include <QFileInfo>
#include <QImageWriter>
#include <QRegularExpression>

namespace h5pulse::viewer::test {

namespace {

QString plainPath(const QDir& folder, const QString& name)
{
    return folder.filePath(name + QStringLiteral(".png"));
}

QString variantPath(const QDir& folder, const QString& name, const QVersionNumber& qt)
{
    return folder.filePath(
        QStringLiteral("%1.qt%2.%3.png").arg(name).arg(qt.majorVersion()).arg(qt.minorVersion()));
}

bool isAccepted(const QImage& actual, const QString& path, double scale)
{
    return comparePictures(actual, QImage(path), scale).problem.isEmpty();
}

} // namespace

bool savePicture(const QImage& image, const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    QImageWriter writer(path, "png");
    writer.setCompression(100);
    return writer.write(image);
}

QString approvedPath(const QDir& folder, const QString& name, const QVersionNumber& qt)
{
    static const QRegularExpression version(QStringLiteral("\\.qt(\\d+\\.\\d+)\\.png$"));
    QString best = plainPath(folder, name);
    QVersionNumber newest;
    for (const QString& entry : folder.entryList({name + QStringLiteral(".qt*.png")}, QDir::Files)) {
        const auto of = QVersionNumber::fromString(version.match(entry).captured(1));
        if (of > newest && of <= qt) {
            newest = of;
            best = folder.filePath(entry);
        }
    }
    return best;
}

QString approve(const QDir& folder, const QString& name, const QImage& actual, double scale,
                const QVersionNumber& qt)
{
    const QString plain = plainPath(folder, name);
    const QString variant = variantPath(folder, name, qt);
    const bool isReference = QVersionNumber(qt.majorVersion(), qt.minorVersion()) <= kReferenceQt;
    if (!isReference && isAccepted(actual, plain, scale) && QFile::exists(variant) &&
        !QFile::remove(variant)) {
        return variant;
    }
    // Keeps an accepted picture, so that only pictures with changes need a review and a commit.
    if (isAccepted(actual, approvedPath(folder, name, qt), scale)) {
        return {};
    }
    const QString& path = isReference ? plain : variant;
    return savePicture(reduced(actual), path) ? QString() : path;
}

} // namespace h5pulse::viewer::test
