// SPDX-License-Identifier: GPL-3.0-or-later
// A run on another machine: what cannot be seen is not sent, and what is saved is whole.
#include "other_machine.h"
#include "plot_events.h"
#include "ui/export/export_actions.h"
#include "ui/views/view_dock.h"
#include "views/image/image_view.h"
#include "views/profile/profile_overlays.h"
#include "window_fixture.h"

#include <h5pulse/writer.h>

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace h5pulse::viewer::test {

namespace {

constexpr std::size_t kProfilePoints = 50'000;
constexpr std::size_t kImageSide = 1'600;

double profileValue(std::uint64_t step, std::size_t point)
{
    const double value = std::sin(0.37 * static_cast<double>(point * point) + static_cast<double>(step));
    return point == 31'234 ? 2.5 + static_cast<double>(step) : value;
}

class WindowThinning : public WindowTest
{
protected:
    WindowThinning()
        : m_machine(m_folder.path())
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {kProfilePoints}},
                                          {.name = "image", .shape = {kImageSide, kImageSide}}}});
        std::vector<double> y(kProfilePoints);
        std::vector<double> image(kImageSide * kImageSide, 1.0);
        for (std::uint64_t step = 0; step < 3; ++step) {
            for (std::size_t i = 0; i < kProfilePoints; ++i) {
                y[i] = profileValue(step, i);
            }
            image[777 * kImageSide + 1'001] = 50.0;
            writer.append(static_cast<double>(step), y, image);
        }
        writer.close();
    }

    void openThere()
    {
        m_window->openFile(OtherMachine::address(m_path));
        EXPECT_TRUE(waitForStep(2)) << message().toStdString();
        EXPECT_TRUE(waitForAll());
    }
    bool waitForAll()
    {
        return waitFor([&] { return m_window->views().isComplete(); });
    }
    bool waitForPoints(std::size_t points)
    {
        return waitFor([&] { return shownPoints() == points; });
    }
    std::size_t shownPoints() { return document().frame() ? document().frame()->real.size() : 0; }
    ImageView& image() { return *m_window->findChild<ImageView*>(QStringLiteral("image")); }
    void dragOver(PlotWidget& plot, double from, double to)
    {
        const QRect rect = plot.axisRect()->rect();
        const auto at = [&](double share, double height) {
            return QPoint(rect.left() + static_cast<int>(share * rect.width()),
                          rect.top() + static_cast<int>(height * rect.height()));
        };
        drag(plot, at(from, 0.1), at(to, 0.9), Qt::ShiftModifier);
    }

    OtherMachine m_machine;
};

} // namespace

TEST_F(WindowThinning, SendsTheExtremesOfWhatCanBeSeen)
{
    openThere();
    const Frame& frame = *document().frame();
    EXPECT_LE(frame.real.size(), 2 * (static_cast<std::size_t>(profile().plot().width()) + 64));
    EXPECT_GE(frame.real.size(), static_cast<std::size_t>(profile().plot().axisRect()->width()));
    EXPECT_EQ(frame.maximum, profileValue(2, 31'234));
    for (std::size_t i = 0; i < frame.real.size(); ++i) {
        ASSERT_EQ(frame.real[i], profileValue(2, frame.componentAt(i)));
    }
    const auto drawn = profile().plot().graph(0)->data();
    EXPECT_EQ(static_cast<std::size_t>(drawn->size()), frame.real.size());
    EXPECT_TRUE(std::any_of(drawn->begin(), drawn->end(), [](const QCPGraphData& point) {
        return point.key == 31'234.0 && point.value == profileValue(2, 31'234);
    }));
}

TEST_F(WindowThinning, LeavesRunsOfThisMachineWhole)
{
    open();
    ASSERT_TRUE(waitForStep(2));
    EXPECT_EQ(shownPoints(), kProfilePoints);
    m_window->openFile(OtherMachine::address(m_path));
    EXPECT_TRUE(waitFor([&] { return shownPoints() > 0 && shownPoints() < kProfilePoints / 2; }));
    open();
    EXPECT_TRUE(waitForPoints(kProfilePoints));
}

TEST_F(WindowThinning, ShowsEachPointOfAZoomedPart)
{
    openThere();
    dragOver(profile().plot(), 0.6, 0.7);
    dragOver(profile().plot(), 0.6, 0.7);
    const QCPRange range = profile().plot().xAxis->range();
    ASSERT_LT(range.size(), 1'000.0);
    const auto visible = [&] {
        return std::ranges::count_if(*document().frame()->x, [&](double x) { return range.contains(x); });
    };
    const auto all = static_cast<std::ptrdiff_t>(std::floor(range.upper) - std::ceil(range.lower)) + 1;
    EXPECT_TRUE(waitFor([&] { return visible() == all; })) << visible() << " of " << all;
    EXPECT_LT(shownPoints(), kProfilePoints / 4);
    EXPECT_EQ(document().frame()->maximum, profileValue(2, 31'234)) << "of the whole profile";
    document().goToStep(1);
    ASSERT_TRUE(waitForStep(1));
    EXPECT_EQ(visible(), all);
    profile().resetZoom();
    EXPECT_TRUE(waitFor([&] { return visible() < all; }));
}

TEST_F(WindowThinning, AsksForMoreInALargerWindow)
{
    openThere();
    const std::size_t before = shownPoints();
    m_window->resize(1'900, 900);
    EXPECT_TRUE(waitFor([&] { return shownPoints() > before + before / 2; }))
        << before << ", " << shownPoints();
}

TEST_F(WindowThinning, DifferencesHaveEveryPoint)
{
    openThere();
    OverlayChoice choice;
    choice.reference = OverlayChoice::Reference::Initial;
    profile().overlays().setChoice(choice);
    profile().plot().replot();
    ASSERT_TRUE(waitForPoints(kProfilePoints));
    ASSERT_TRUE(waitForAll());
    EXPECT_TRUE(
        waitFor([&] { return profile().plot().graph(0)->dataCount() == static_cast<int>(kProfilePoints); }));
}

TEST_F(WindowThinning, CopiesAndSavesAllValues)
{
    openThere();
    const std::size_t seen = shownPoints();
    ASSERT_LT(seen, kProfilePoints);
    m_window->exports().copyValues();
    const auto lines = [] { return QGuiApplication::clipboard()->text().count(QLatin1Char('\n')); };
    EXPECT_TRUE(waitFor([&] { return lines() == static_cast<qsizetype>(kProfilePoints) + 1; })) << lines();
    EXPECT_TRUE(waitForPoints(seen)) << "then less is sent again";

    const std::filesystem::path file = m_folder / "values.csv";
    m_window->exports().saveValues(QString::fromStdString(file.string()));
    ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(file); }));
    QFile csv(QString::fromStdString(file.string()));
    ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
    EXPECT_GT(csv.readAll().count('\n'), static_cast<qsizetype>(kProfilePoints));
    EXPECT_TRUE(waitForPoints(seen));
}

TEST_F(WindowThinning, SaysIfValuesToSaveDoNotCome)
{
    openThere();
    ASSERT_EQ(::kill(document().serviceProcess(), SIGSTOP), 0);
    const std::filesystem::path file = m_folder / "values.csv";
    m_window->exports().saveValues(QString::fromStdString(file.string()));
    EXPECT_TRUE(message().contains(QStringLiteral("Fetching all values"))) << message().toStdString();
    QCoreApplication::processEvents();
    EXPECT_FALSE(std::filesystem::exists(file)) << "nothing half is saved";
    ASSERT_EQ(::kill(document().serviceProcess(), SIGCONT), 0);
    EXPECT_TRUE(waitFor([&] { return std::filesystem::exists(file); })) << "it goes on";
}

TEST_F(WindowThinning, SendsNoProfileThatNobodyLooksAt)
{
    openThere();
    m_window->views().showOnly({QStringLiteral("table")});
    EXPECT_TRUE(waitFor([&] { return shownPoints() <= 2; })) << shownPoints();
}

TEST_F(WindowThinning, ReducesImagesToThePixelsOfTheirPlot)
{
    openThere();
    document().selectField("image");
    ASSERT_TRUE(waitFor([&] { return document().frame() && document().frame()->isImage(); }));
    ASSERT_TRUE(waitFor([&] { return document().frame()->blockRows == 2; }));
    EXPECT_EQ(std::ranges::max(document().frame()->real), 50.0) << "hot pixels stay";
    dragOver(image().plot(), 0.4, 0.7);
    EXPECT_TRUE(waitFor([&] { return document().frame()->blockRows == 1; }));
    EXPECT_EQ(document().frame()->real[777 * kImageSide + 1'001], 50.0);
    image().resetZoom();
    EXPECT_TRUE(waitFor([&] { return document().frame()->blockRows == 2; }));
}

} // namespace h5pulse::viewer::test
