// SPDX-License-Identifier: GPL-3.0-or-later
// The choice of the approved picture for a version of Qt, and the effect of approving.
#include "approved_picture.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

const QVersionNumber kQt64(6, 4, 2);
const QVersionNumber kQt68(6, 8, 2);
const QVersionNumber kQt610(6, 10, 0);

QImage ofColor(Qt::GlobalColor color)
{
    QImage image(60, 60, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

class ApprovedPicture : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(m_folder.isValid()); }

    void put(const char* file, Qt::GlobalColor color)
    {
        ASSERT_TRUE(savePicture(ofColor(color), m_folder.filePath(QString::fromLatin1(file))));
    }

    std::string chosen(const char* name, const QVersionNumber& qt) const
    {
        return QFileInfo(approvedPath(m_folder.path(), QString::fromLatin1(name), qt))
            .fileName()
            .toStdString();
    }

    void approveLook(Qt::GlobalColor color, const QVersionNumber& qt)
    {
        EXPECT_EQ(approve(m_folder.path(), QStringLiteral("table"), ofColor(color), 1.0, qt).toStdString(),
                  "");
    }

    std::string files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name).join(QLatin1Char(' ')).toStdString();
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(ApprovedPicture, IsTheNewestThatIsNotNewerThanTheRunningQt)
{
    EXPECT_EQ(chosen("table", kQt68), "table.png") << "to be told that there is none";
    for (const char* file : {"table.png", "table.qt6.8.png", "table.qt6.10.png", "table@2x.png", "map.png"}) {
        put(file, Qt::red);
    }
    EXPECT_EQ(chosen("table", kQt64), "table.png");
    EXPECT_EQ(chosen("table", QVersionNumber(6, 7, 3)), "table.png");
    EXPECT_EQ(chosen("table", kQt68), "table.qt6.8.png");
    EXPECT_EQ(chosen("table", QVersionNumber(6, 9, 1)), "table.qt6.8.png");
    EXPECT_EQ(chosen("table", kQt610), "table.qt6.10.png");
    EXPECT_EQ(chosen("table@2x", kQt68), "table@2x.png");
    EXPECT_EQ(chosen("map", kQt68), "map.png");
}

TEST_F(ApprovedPicture, OfALaterQtGetsAVariantOnlyWhereItDiffers)
{
    approveLook(Qt::red, kQt64);
    approveLook(Qt::red, kQt68);
    EXPECT_EQ(files(), "table.png");
    approveLook(Qt::blue, kQt68);
    EXPECT_EQ(files(), "table.png table.qt6.8.png");
    EXPECT_EQ(QImage(m_folder.filePath(QStringLiteral("table.png"))).pixelColor(0, 0), QColor(Qt::red));
    approveLook(Qt::blue, kQt610);
    EXPECT_EQ(files(), "table.png table.qt6.8.png") << "a later one uses it too";
    approveLook(Qt::red, kQt610);
    EXPECT_EQ(files(), "table.png table.qt6.10.png table.qt6.8.png");
}

TEST_F(ApprovedPicture, OfALaterQtLosesItsVariantWhenThePlainOneIsAcceptedAgain)
{
    put("table.png", Qt::red);
    put("table.qt6.8.png", Qt::blue);
    approveLook(Qt::red, kQt68);
    EXPECT_EQ(files(), "table.png");
}

TEST_F(ApprovedPicture, OfTheReferenceQtReplacesThePlainOne)
{
    put("table.png", Qt::red);
    put("table.qt6.8.png", Qt::blue);
    approveLook(Qt::green, kQt64);
    EXPECT_EQ(QImage(m_folder.filePath(QStringLiteral("table.png"))).pixelColor(0, 0), QColor(Qt::green));
    EXPECT_EQ(QImage(m_folder.filePath(QStringLiteral("table.qt6.8.png"))).pixelColor(0, 0),
              QColor(Qt::blue));
}

TEST_F(ApprovedPicture, TellsWhatCouldNotBeWritten)
{
    put("file", Qt::red);
    const QString noFolder = m_folder.filePath(QStringLiteral("file"));
    const QString path = approve(noFolder, QStringLiteral("table"), ofColor(Qt::red), 1.0, kQt64);
    EXPECT_EQ(path.toStdString(), (noFolder + QStringLiteral("/table.png")).toStdString());
}

} // namespace h5pulse::viewer::test
