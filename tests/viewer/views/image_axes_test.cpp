// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels.h"
#include "plot/color_menu.h"
#include "plot/plot_header.h"
#include "plot_events.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/image/image_view.h"
#include "waiting.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer::test {

namespace {

class ImageAxesTest : public testing::Test
{
protected:
    ImageAxesTest()
    {
        m_view.resize(700, 500);
        m_view.show();
    }

    void show(std::size_t rows, std::size_t columns, std::vector<double> values)
    {
        auto frame = makeImage(rows, columns, std::move(values));
        frame->run = m_run;
        giveFrame(m_view, frame);
        m_view.drawNow();
    }

    PlotWidget& plot() { return m_view.plot(); }
    QCPRange colors() { return m_view.colorScale().dataRange(); }

    QPoint pixelAt(double column, double row)
    {
        return {static_cast<int>(std::lround(plot().xAxis->coordToPixel(column))),
                static_cast<int>(std::lround(plot().yAxis->coordToPixel(row)))};
    }

    QColor colorAt(double column, double row)
    {
        m_view.drawNow();
        return plot().grab().toImage().pixelColor(pixelAt(column, row));
    }

    static QColor colorOf(ColorMap map, double part)
    {
        return QColor(gradientOf(map, false, Qt::magenta).color(part, {0.0, 1.0}));
    }

    QAction* colorAction(const QString& text)
    {
        const QList<QAction*> actions = m_view.colorMenu().actions();
        const auto found = std::ranges::find_if(
            actions, [&](QAction* a) { return a->text().remove(QLatin1Char('&')) == text; });
        return found == actions.end() ? nullptr : *found;
    }

    bool isEqual()
    {
        const double perPixelX = plot().xAxis->range().size() / plot().axisRect()->width();
        const double perPixelY = plot().yAxis->range().size() / plot().axisRect()->height();
        return std::abs(perPixelX / perPixelY - 1.0) < 0.02;
    }

    ImageView m_view;
    const RunDescriptionPtr m_run = makeRun();
};

} // namespace

TEST_F(ImageAxesTest, LogarithmicColoursPassOverWhatIsNotPositive)
{
    show(1, 5, {1, 10, 100, 0, -5});
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Viridis, 15.0 / 105.0)));
    m_view.colorMenu().logarithmic()->trigger();
    EXPECT_EQ(m_view.colorScale().dataScaleType(), QCPAxis::stLogarithmic);
    EXPECT_NEAR(colors().lower, 1.0, 1e-9);
    EXPECT_NEAR(colors().upper, 100.0, 1e-9);
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Viridis, 0.5))) << "10 is halfway from 1 to 100";
    EXPECT_TRUE(isNear(colorAt(3, 0), lightTheme().border));
    EXPECT_TRUE(isNear(colorAt(4, 0), lightTheme().border));
    EXPECT_TRUE(m_view.header().title().endsWith(QStringLiteral("   2 values ≤ 0 not shown")));
    show(1, 5, {-1, -2, 0, 0, 0});
    EXPECT_TRUE(isNear(colorAt(1, 0), lightTheme().border));
    m_view.colorMenu().logarithmic()->trigger();
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Viridis, 0.0))) << colors().lower << colors().upper;
}

TEST_F(ImageAxesTest, ColoursAreChosenReversedAndRestored)
{
    show(1, 2, {0, 1});
    QSignalSpy changed(&m_view, &View::stateChanged);
    for (const ColorMap map : kColorMaps) {
        colorAction(titleOf(map).remove(QLatin1Char('&')))->trigger();
        EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(map, 1.0))) << idOf(map).toStdString();
    }
    colorAction(titleOf(ColorMap::Inferno))->trigger();
    colorAction(QStringLiteral("Reversed"))->trigger();
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Inferno, 0.0)));
    EXPECT_EQ(changed.count(), static_cast<int>(kColorMaps.size()) + 2);
    const QJsonObject state = m_view.saveState();
    ImageView other;
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    EXPECT_EQ(other.colorMenu().map(), ColorMap::Inferno);
    EXPECT_TRUE(other.colorMenu().isReversed());
    EXPECT_EQ(other.saveState(), state);
    other.restoreState(QJsonDocument::fromJson(R"({"colors": {"map": 3, "reversed": "x"}, "equal aspect": 5,
                                                   "color scale": "u"})")
                           .object());
    EXPECT_EQ(other.colorMenu().map(), ColorMap::Viridis);
    EXPECT_FALSE(other.colorMenu().isReversed());
}

TEST_F(ImageAxesTest, DivergingColoursHaveZeroInTheMiddle)
{
    show(1, 3, {-1, 0, 4});
    colorAction(titleOf(ColorMap::Diverging))->trigger();
    EXPECT_EQ(colors(), QCPRange(-4, 4));
    EXPECT_TRUE(isNear(colorAt(1, 0), colorOf(ColorMap::Diverging, 0.5)));
    EXPECT_TRUE(isNear(colorAt(0, 0), colorOf(ColorMap::Diverging, 0.375)));
    colorAction(titleOf(ColorMap::Viridis))->trigger();
    EXPECT_EQ(colors(), QCPRange(-1, 4));
}

TEST_F(ImageAxesTest, TheColourScaleFollowsItsRuleAndKeepsTheUsersZoom)
{
    show(1, 2, {-100, 100});
    show(1, 2, {0, 1});
    EXPECT_EQ(colors(), QCPRange(-100, 100));
    m_view.colorMenu().action(ScaleMode::EachFrame)->trigger();
    EXPECT_EQ(colors(), QCPRange(0, 1));
    m_view.drawNow();
    const QPoint onScale = m_view.colorScale().outerRect().center();
    turnWheel(plot(), onScale, 2);
    const QCPRange zoomed = colors();
    EXPECT_LT(zoomed.size(), 1.0);
    show(1, 2, {0, 50});
    EXPECT_EQ(colors(), zoomed);
    plot().zoomBack();
    EXPECT_EQ(colors(), QCPRange(0, 50));
    plot().zoomForward();
    EXPECT_EQ(colors(), zoomed);
    m_view.resetZoom();
    EXPECT_EQ(colors(), QCPRange(0, 50));
    drag(plot(), onScale, onScale + QPoint(0, 30));
    EXPECT_NE(colors(), QCPRange(0, 50));
    show(1, 2, {0, 70});
    EXPECT_LT(colors().upper, 69.0) << "panned, and held";
    EXPECT_TRUE(m_view.colorControl().chooseFixed(-7, 8).isEmpty());
    EXPECT_EQ(colors(), QCPRange(-7, 8));
}

TEST_F(ImageAxesTest, EqualAspectIsOnForSquareCellsUnlessTheUserSaysOtherwise)
{
    show(3, 4, std::vector<double>(12, 1.0));
    EXPECT_TRUE(m_view.equalAspect().isChecked());
    EXPECT_TRUE(isEqual());
    QSignalSpy changed(&m_view, &View::stateChanged);
    m_view.equalAspect().trigger();
    m_view.drawNow();
    EXPECT_FALSE(isEqual());
    EXPECT_NEAR(plot().xAxis->range().size(), 4.0, 1e-9);
    EXPECT_EQ(changed.count(), 1);
    ImageView other;
    other.resize(700, 500);
    other.restoreState(m_view.saveState());
    other.show();
    giveFrame(other, makeImage(3, 4, std::vector<double>(12, 1.0)));
    other.drawNow();
    EXPECT_FALSE(other.equalAspect().isChecked());
    m_view.equalAspect().trigger();
    m_view.drawNow();
    EXPECT_TRUE(isEqual());
    // A long and thin image fills the plot by default.
    ImageView thin;
    thin.resize(700, 500);
    thin.show();
    giveFrame(thin, makeImage(2, 100, std::vector<double>(200, 1.0)));
    thin.drawNow();
    EXPECT_FALSE(thin.equalAspect().isChecked());
}

TEST_F(ImageAxesTest, ChoosingEqualAspectAppliesAtOnce)
{
    show(3, 4, std::vector<double>(12, 1.0));
    for (const bool equal : {false, true}) {
        QCoreApplication::processEvents(); // draws what was scheduled before
        QSignalSpy drawn(&plot(), &QCustomPlot::afterReplot);
        m_view.equalAspect().trigger();
        EXPECT_TRUE(waitFor([&] { return drawn.count() > 0; })) << equal;
        EXPECT_EQ(isEqual(), equal);
    }
}

TEST_F(ImageAxesTest, EqualAspectIsOnForAxesOfTheSameUnit)
{
    const auto isEqualFor = [](const char* unitOfRows, const char* unitOfColumns, double height,
                               std::optional<bool> chosen = {}) {
        ImageView view;
        view.resize(700, 500);
        view.show();
        if (chosen) {
            view.restoreState({{QStringLiteral("equal aspect"), *chosen}});
        }
        auto frame = makeImage(2, 3, {0, 1, 2, 3, 4, 5});
        auto field = makeField("m", {2, 3});
        field->axes = {makeAxis("y", {0, 0.5 * height}, unitOfRows), makeAxis("x", {0, 1, 2}, unitOfColumns)};
        frame->field = field; // the image is 3 wide, and `height` high
        giveFrame(view, frame);
        view.drawNow();
        QCPAxisRect& rect = *view.plot().axisRect();
        const double ratio = view.plot().xAxis->range().size() / rect.width() /
                             (view.plot().yAxis->range().size() / rect.height());
        const bool equal = std::abs(ratio - 1.0) < 0.02;
        EXPECT_EQ(view.equalAspect().isChecked(), equal);
        return equal;
    };
    EXPECT_TRUE(isEqualFor("mm", "mm", 2));
    EXPECT_TRUE(isEqualFor("mm", "mm", 20));
    EXPECT_FALSE(isEqualFor("mm", "mm", 2000)) << "a thin line";
    EXPECT_FALSE(isEqualFor("mm", "s", 2));
    EXPECT_FALSE(isEqualFor("", "", 2)) << "nobody says that these are the same";
    EXPECT_FALSE(isEqualFor("mm", "mm", 2, false)) << "the user's choice comes first";
    EXPECT_TRUE(isEqualFor("mm", "s", 2, true));
}

TEST_F(ImageAxesTest, AMarkerStaysAtItsCell)
{
    auto frame = makeImage(2, 3, {0, 1, 2, 3, 4, 5});
    auto field = makeField("m", {2, 3});
    field->axes = {makeAxis("y", {10, 20}, "mm"), makeAxis("x", {3, 2, 1}, "s")};
    field->units = "V";
    frame->field = field;
    giveFrame(m_view, frame);
    m_view.drawNow();
    plot().setFocus();
    QTest::mouseMove(&plot(), pixelAt(1, 20));
    ASSERT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    m_view.activateWindow();
    QTest::keyClick(&plot(), Qt::Key_M);
    QTest::mouseMove(&plot(), pixelAt(3, 10));
    const auto expected = QStringLiteral("x 3 s   y 10 mm   0 V   Δx = 2 s   Δy = -10 mm   Δm = -5 V");
    EXPECT_TRUE(waitFor([&] { return m_view.header().readout() == expected; }))
        << m_view.header().readout().toStdString();
    // A run of another shape, which may not have the marked cell.
    auto small = makeImage(1, 1, {8});
    auto other = std::make_shared<FieldDescription>(*field);
    other->shape = {1, 1};
    other->axes = {nullptr, nullptr};
    small->field = other;
    giveFrame(m_view, small);
    m_view.drawNow();
    QTest::mouseMove(&plot(), pixelAt(0, 0) + QPoint(1, 1));
    EXPECT_TRUE(waitFor([&] {
        return m_view.header().readout() == QStringLiteral("column 0   row 0   8 V");
    })) << m_view.header().readout().toStdString();
}

TEST_F(ImageAxesTest, ExtremeValuesAndCoordinatesAreDrawn)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
    for (const auto& values :
         {std::vector{-kLargest, kLargest}, {0.0, kSmallest}, {1e-310, 4e-310}, {0.0, 1e260}}) {
        ImageView view;
        view.resize(700, 500);
        view.show();
        auto frame = makeImage(1, 2, values);
        auto field = makeField("m", {1, 2});
        field->axes = {nullptr, makeAxis("x", {-1e308, 1e308})};
        frame->field = field;
        giveFrame(view, frame);
        view.drawNow();
        const QImage image = view.plot().grab().toImage();
        const auto colorIn = [&](double column) {
            return image.pixelColor(static_cast<int>(view.plot().xAxis->coordToPixel(column)),
                                    static_cast<int>(view.plot().yAxis->coordToPixel(0)));
        };
        EXPECT_TRUE(isNear(colorIn(0), colorOf(ColorMap::Viridis, 0.0))) << values.front();
        EXPECT_TRUE(isNear(colorIn(1), colorOf(ColorMap::Viridis, 1.0))) << values.back();
    }
}

TEST_F(ImageAxesTest, GivesItsNumbersWithCoordinates)
{
    EXPECT_TRUE(m_view.data().isEmpty());
    auto frame = makeImage(2, 3, {0, 1, 2, 3, NAN, 5});
    auto field = makeField("m", {2, 3});
    field->axes = {makeAxis("y", {10, 20}, "mm"), nullptr};
    frame->field = field;
    giveFrame(m_view, frame);
    const ViewData data = m_view.data();
    ASSERT_TRUE(data.isMatrix());
    EXPECT_EQ(data.matrix[3], 3.0);
    EXPECT_TRUE(std::isnan(data.matrix[4]));
    EXPECT_EQ(data.rowCoordinates.name, "y [mm]");
    EXPECT_EQ(data.rowCoordinates.values, (std::vector<double>{10, 20}));
    EXPECT_EQ(data.columnCoordinates.name, "column");
    EXPECT_EQ(data.columnCoordinates.values, (std::vector<double>{0, 1, 2}));
}

} // namespace h5pulse::viewer::test
