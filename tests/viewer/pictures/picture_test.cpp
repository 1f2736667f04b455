// SPDX-License-Identifier: GPL-3.0-or-later
// Compares pictures of every view and of the whole window with the approved ones; see README.md.
// H5PULSE_APPROVE=1 approves the present pictures.
#include "approved_picture.h"
#include "compare_pictures.h"
#include "scenes.h"

#include <QFileInfo>
#include <QFontInfo>
#include <QLibraryInfo>

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

/// Prints the name, so that names of tests are the same in each run.
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
                         (scale == 1.0 ? QString() : QStringLiteral("@%1x").arg(scale));
    const QVersionNumber qt = QLibraryInfo::version();
    if (qEnvironmentVariableIntValue("H5PULSE_APPROVE") == 1) {
        ASSERT_EQ(approve(kApproved, name, actual, scale, qt).toStdString(), "") << "it could not be written";
        return;
    }
    const QString path = approvedPath(kApproved, name, qt);
    const PictureDifference difference = comparePictures(actual, QImage(path), scale);
    if (difference.problem.isEmpty()) {
        return;
    }
    const QString shown = QStringLiteral("%1/%2.png").arg(kResults, name);
    const QString marked = QStringLiteral("%1/difference-%2.png").arg(kResults, name);
    savePicture(actual, shown);
    savePicture(difference.picture, marked);
    ADD_FAILURE() << shown.toStdString() << " is not as approved: " << difference.problem.toStdString()
                  << ".\n"
                  << "Where: " << marked.toStdString() << "\n"
                  << (QFileInfo::exists(path) ? "Approved: " : "There is no ") << path.toStdString() << "\n"
                  << "If it is as it should be, run this again with H5PULSE_APPROVE=1 in the environment.";
}

INSTANTIATE_TEST_SUITE_P(, Pictures, testing::ValuesIn(looks()),
                         [](const auto& test) { return nameOf(test.param); });

} // namespace h5pulse::viewer::test
