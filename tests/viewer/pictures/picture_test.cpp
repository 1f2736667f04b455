// SPDX-License-Identifier: GPL-3.0-or-later
// Every view, and the whole window, look as somebody approved: see README.md. H5PULSE_APPROVE=1 approves what
// they look like now.
#include "compare_pictures.h"
#include "scenes.h"

#include <QDir>
#include <QFontInfo>
#include <QImageWriter>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

const auto kApproved = QStringLiteral(H5PULSE_TEST_SCRIPTS "/pictures/approved");
const auto kResults = QStringLiteral(H5PULSE_PICTURE_RESULTS);

struct Look
{
    const Scene* scene;
    ThemeChoice theme;
};

std::string nameOf(const Look& look)
{
    std::string name = std::string(look.scene->name) + (look.theme == ThemeChoice::Dark ? "_dark" : "_light");
    std::ranges::replace(name, ' ', '_');
    return name;
}

/// For names of tests that are the same in each run.
void PrintTo(const Look& look, std::ostream* out)
{
    *out << nameOf(look);
}

std::vector<Look> looks()
{
    std::vector<Look> all;
    for (const Scene& scene : scenes()) {
        all.push_back({&scene, ThemeChoice::Light});
        all.push_back({&scene, ThemeChoice::Dark});
    }
    return all;
}

bool save(const QImage& image, const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    QImageWriter writer(path, "png");
    writer.setCompression(100);
    return writer.write(image);
}

class Pictures : public testing::TestWithParam<Look>
{
};

} // namespace

TEST_P(Pictures, LookAsApproved)
{
    ASSERT_EQ(QFontInfo(QFont(QStringLiteral("DejaVu Sans"))).family(), "DejaVu Sans")
        << "the pictures are drawn with it: install fonts-dejavu-core";
    const std::unique_ptr<MainWindow> window = makeWindow(*GetParam().scene, GetParam().theme);
    ASSERT_NE(window, nullptr) << "the window never had all that it shows";
    const QImage actual = settledPicture(*window);
    ASSERT_FALSE(actual.isNull()) << "something moves all the time";
    const double scale = window->devicePixelRatio();
    const QString name = QString::fromStdString(nameOf(GetParam())) +
                         (scale == 1.0 ? QString() : QStringLiteral("@%1x").arg(scale)) +
                         QStringLiteral(".png");
    const QString path = kApproved + QLatin1Char('/') + name;
    if (qEnvironmentVariableIntValue("H5PULSE_APPROVE") == 1) {
        // One that is accepted stays: only what changed is to be looked at and committed.
        if (!comparePictures(actual, QImage(path), scale).problem.isEmpty()) {
            ASSERT_TRUE(save(reduced(actual), path)) << path.toStdString();
        }
        return;
    }
    const PictureDifference difference = comparePictures(actual, QImage(path), scale);
    if (difference.problem.isEmpty()) {
        return;
    }
    const QString shown = kResults + QLatin1Char('/') + name;
    const QString marked = kResults + QStringLiteral("/difference-") + name;
    save(actual, shown);
    save(difference.picture, marked);
    ADD_FAILURE() << shown.toStdString() << " is not as approved: " << difference.problem.toStdString()
                  << ".\n"
                  << "Where: " << marked.toStdString() << "\n"
                  << (QFileInfo::exists(path) ? "Approved: " : "There is no ") << path.toStdString() << "\n"
                  << "If it is as it should be, run this again with H5PULSE_APPROVE=1 in the environment.";
}

INSTANTIATE_TEST_SUITE_P(, Pictures, testing::ValuesIn(looks()),
                         [](const auto& test) { return nameOf(test.param); });

} // namespace h5pulse::viewer::test
