// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_menu.h"
#include "plot/plot_header.h"
#include "plot/range_entry.h"
#include "plot_events.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/profile/profile_overlays.h"
#include "views/profile/profile_view.h"
#include "waiting.h"

#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer::test {

namespace {

class ProfileAxesTest : public testing::Test
{
protected:
    ProfileAxesTest()
    {
        m_view.resize(700, 500);
        m_view.show();
        m_view.activateWindow();
        EXPECT_TRUE(waitFor([&] { return m_view.isActiveWindow(); }));
    }

    void show(std::vector<double> values, const std::string& name = "u")
    {
        auto frame = makeProfile(std::move(values));
        auto field = std::make_shared<FieldDescription>(*frame->field);
        field->name = name;
        frame->field = field;
        frame->run = m_run;
        giveFrame(m_view, frame);
        m_view.drawNow();
    }

    PlotWidget& plot() { return m_view.plot(); }
    QCPRange y() { return plot().yAxis->range(); }
    QCPRange x() { return plot().xAxis->range(); }
    QPoint center() { return plot().axisRect()->center(); }
    double plotted(int i) { return plot().graph(0)->data()->at(i)->value; }
    QString title() { return m_view.header().title(); }

    AxisMenu& menu(const QString& title)
    {
        const auto menus = m_view.findChildren<AxisMenu*>();
        return **std::ranges::find_if(menus, [&](const AxisMenu* m) { return m->title() == title; });
    }
    AxisMenu& values() { return menu(QStringLiteral("&Value axis")); }

    QAction* action(const QString& text)
    {
        const QList<QAction*> actions = m_view.actions();
        const auto found = std::ranges::find_if(
            actions, [&](QAction* a) { return a->text().remove(QLatin1Char('&')) == text; });
        return found == actions.end() ? nullptr : *found;
    }

    /// Whether the curve passes within two pixels of a position.
    bool isDrawnAt(double keyPixel, double valuePixel)
    {
        const QImage image = plot().grab().toImage();
        for (int dy = -2; dy <= 2; ++dy) {
            const QPoint at(static_cast<int>(std::lround(keyPixel)),
                            static_cast<int>(std::lround(valuePixel)) + dy);
            if (image.rect().contains(at) && isNear(image.pixelColor(at), lightTheme().curve(0), 60)) {
                return true;
            }
        }
        return false;
    }

    ProfileView m_view;
    const RunDescriptionPtr m_run = makeRun();
};

} // namespace

TEST_F(ProfileAxesTest, ALogarithmicAxisHasGapsWhereValuesAreNotPositiveAndSaysSo)
{
    show({-1, 0, 1, 10, 100, 10});
    QSignalSpy changed(&m_view, &View::stateChanged);
    values().logarithmic()->trigger();
    m_view.drawNow();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_GT(y().lower, 0.4);
    EXPECT_LT(y().lower, 1.0);
    EXPECT_LT(y().upper, 300.0);
    EXPECT_TRUE(std::isnan(plotted(0)));
    EXPECT_TRUE(std::isnan(plotted(1)));
    EXPECT_EQ(plotted(4), 100.0);
    EXPECT_TRUE(title().endsWith(QStringLiteral("   2 values ≤ 0 not shown"))) << title().toStdString();
    const double one = plot().yAxis->coordToPixel(1.0);
    const double hundred = plot().yAxis->coordToPixel(100.0);
    EXPECT_TRUE(isDrawnAt(plot().xAxis->coordToPixel(3.0), (one + hundred) / 2)) << "10 is halfway";
    const QStringList labels = labelsOf(*plot().yAxis);
    EXPECT_TRUE(labels.contains(QStringLiteral("10"))) << labels.join(' ').toStdString();

    show({-1, 0, -3, NAN});
    EXPECT_TRUE(title().endsWith(QStringLiteral("   1 values not finite   3 values ≤ 0 not shown")));
    EXPECT_TRUE(QCPRange::validRange(y()));
    show({1, 2, 3, 4});
    EXPECT_FALSE(title().contains(QStringLiteral("not shown")));
    values().logarithmic()->trigger();
    EXPECT_EQ(plot().yAxis->scaleType(), QCPAxis::stLinear);
    show({-1, 0, 1, 2});
    EXPECT_EQ(plotted(0), -1.0);
    EXPECT_LT(y().lower, -1.0);
}

TEST_F(ProfileAxesTest, ALogarithmicAxisThatBeginsAsOneWithNothingToShowIsWholeAgainWithData)
{
    m_view.restoreState(
        {{QStringLiteral("values"),
          QJsonObject{{QStringLiteral("u"), QJsonObject{{QStringLiteral("logarithmic"), true}}}}}});
    show({-1, -2});
    EXPECT_GT(y().lower, 0.0);
    show({5, 50});
    EXPECT_LT(y().lower, 5.0);
    EXPECT_GT(y().upper, 50.0);
    EXPECT_LT(y().upper, 500.0);
}

TEST_F(ProfileAxesTest, ALogarithmicAxisOfAnyLengthHasLabels)
{
    show({1, 2});
    values().logarithmic()->trigger();
    for (const auto& [low, high] :
         {std::pair{41.0, 43.0}, {3.0, 8.0}, {2.0, 30.0}, {1e-3, 1e3}, {1e-30, 1e30}, {1e-150, 1e140}}) {
        plot().yAxis->setRange(low, high);
        const QStringList labels = labelsOf(*plot().yAxis);
        EXPECT_GE(labels.size(), 2) << low << " to " << high << ": " << labels.join(' ').toStdString();
        EXPECT_LE(labels.size(), 12) << low << " to " << high << ": " << labels.join(' ').toStdString();
    }
}

TEST_F(ProfileAxesTest, EvenIntegersHaveEvenExactLabels)
{
    for (const auto& [low, high] : {std::pair{1'000'000.0, 1'000'010.0},
                                    {1'000'000.0, 1'000'100.0},
                                    {999'000.0, 1'001'000.0},
                                    {0.0, 2'500'000.0},
                                    {-1'500'000.0, 1'500'000.0},
                                    {123'456'700.0, 123'456'900.0},
                                    {1'234'567'890'000.0, 1'234'567'890'100.0}}) {
        QCPAxis& axis = *plot().yAxis;
        axis.setRange(low, high);
        const QStringList labels = labelsOf(axis);
        ASSERT_GT(labels.size(), 2) << low;
        const qlonglong distance = labels[1].toLongLong() - labels[0].toLongLong();
        for (int i = 0; i < labels.size(); ++i) {
            bool plain = false;
            const qlonglong value = labels[i].toLongLong(&plain);
            EXPECT_TRUE(plain) << labels.join(' ').toStdString();
            EXPECT_EQ(value - labels[0].toLongLong(), i * distance) << labels.join(' ').toStdString();
        }
        EXPECT_GT(distance, 0) << labels.join(' ').toStdString();
    }
    plot().yAxis->setRange(0.0, 5e12);
    EXPECT_TRUE(labelsOf(*plot().yAxis).contains(QStringLiteral("2e+12"))) << "short where that is exact";
}

TEST_F(ProfileAxesTest, LabelsTellNeighboursApart)
{
    show({1e9, 1e9 + 0.01});
    QStringList labels = labelsOf(*plot().yAxis);
    EXPECT_GT(labels.size(), 2);
    EXPECT_EQ(labels.removeDuplicates(), 0) << labels.join(' ').toStdString();
}

TEST_F(ProfileAxesTest, TheCoordinateMayBeLogarithmicToo)
{
    show({7, 8, 9, 10}); // at 0, 1, 2, 3
    menu(QStringLiteral("&x axis")).logarithmic()->trigger();
    EXPECT_EQ(plot().xAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_GT(x().lower, 0.9);
    ASSERT_EQ(plot().graph(0)->dataCount(), 3);
    EXPECT_EQ(plot().graph(0)->data()->at(0)->value, 8.0);
    EXPECT_TRUE(title().endsWith(QStringLiteral("   1 points at ≤ 0 not shown"))) << title().toStdString();
}

TEST_F(ProfileAxesTest, FollowsTheDataByTheChosenRuleForEachFieldItsOwn)
{
    show({-100, 100});
    show({-1, 1});
    EXPECT_LT(y().lower, -100.0) << "steady";
    QSignalSpy changed(&m_view, &View::stateChanged);
    values().action(ScaleMode::EachFrame)->trigger();
    EXPECT_GT(y().lower, -2.0);
    values().action(ScaleMode::WholeRun)->trigger();
    EXPECT_LT(y().lower, -100.0) << "of frames seen before";
    EXPECT_EQ(changed.count(), 2);
    values().action(ScaleMode::EachFrame)->trigger();
    show({-50, 60}, "v");
    show({-1, 1}, "v");
    EXPECT_LT(y().lower, -50.0) << "another field";
    show({-30, 60});
    show({-1, 1});
    EXPECT_GT(y().lower, -2.0) << "the first one again";
}

TEST_F(ProfileAxesTest, TheWholeRunIsKnownFromTracesAsWell)
{
    show({0, 1});
    values().action(ScaleMode::WholeRun)->trigger();
    auto trace = std::make_shared<Trace>(*makeTrace("u", {0, 1}, {-70, 90}));
    auto set = std::make_shared<TraceSet>();
    set->run = m_run;
    set->traces = {trace, makeTrace("other", {0, 1}, {-1e6, 1e6})};
    giveTraces(m_view, set);
    EXPECT_LT(y().lower, -70.0);
    EXPECT_GT(y().upper, 90.0);
    EXPECT_LT(y().upper, 200.0);
}

TEST_F(ProfileAxesTest, WithoutSpikesTheRestFillsThePlot)
{
    std::vector<double> data(1000);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = std::sin(0.01 * static_cast<double>(i));
    }
    data[300] = 1e9;
    show(data);
    EXPECT_GT(y().upper, 1e8);
    values().action(ScaleMode::Common)->trigger();
    EXPECT_LT(y().upper, 2.0);
    EXPECT_GT(y().upper, 1.0);
}

TEST_F(ProfileAxesTest, AFixedRangeIsAskedForInPlace)
{
    show({0, 1});
    QSignalSpy changed(&m_view, &View::stateChanged);
    values().action(ScaleMode::Fixed)->trigger();
    auto* entry = m_view.findChild<RangeEntry*>();
    ASSERT_TRUE(entry && entry->isVisible());
    EXPECT_FALSE(entry->isModal());
    const auto enter = [&](const QString& lower, const QString& upper) {
        entry->lower().setText(lower);
        entry->upper().setText(upper);
        QTest::keyClick(&entry->upper(), Qt::Key_Return);
    };
    const QCPRange before = y();
    for (const auto& [lower, upper] : {std::pair{"abc", "1"},
                                       {"2", "1"},
                                       {"1", "1"},
                                       {"", ""},
                                       {"nan", "1"},
                                       {"0", "inf"},
                                       {"1", "1.0000000000000001"}}) {
        enter(QString::fromLatin1(lower), QString::fromLatin1(upper));
        EXPECT_FALSE(entry->problem().isEmpty()) << lower << ", " << upper;
        EXPECT_TRUE(entry->isVisible());
        EXPECT_EQ(y(), before);
    }
    EXPECT_EQ(changed.count(), 0);
    enter(QStringLiteral("-2.5"), QStringLiteral("1e3"));
    EXPECT_FALSE(entry->isVisible());
    EXPECT_EQ(y(), QCPRange(-2.5, 1000));
    EXPECT_EQ(changed.count(), 1);
    show({-5000, 5000});
    EXPECT_EQ(y(), QCPRange(-2.5, 1000)) << "whatever the data";
    turnWheel(plot(), center(), 3);
    EXPECT_NE(y(), QCPRange(-2.5, 1000));
    m_view.resetZoom();
    EXPECT_EQ(y(), QCPRange(-2.5, 1000));
    values().logarithmic()->trigger();
    EXPECT_GT(y().lower, 0.0) << "a range that a logarithmic axis cannot have is given up";
}

TEST_F(ProfileAxesTest, StateIsRestoredAndGarbageIsPassedOver)
{
    show({0, 1, 100});
    values().logarithmic()->trigger();
    EXPECT_TRUE(m_view.valueControl().chooseFixed(0.01, 1e4).isEmpty());
    const QJsonObject state = m_view.saveState();
    ProfileView other;
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    auto frame = makeProfile({0, 1, 100});
    giveFrame(other, frame);
    EXPECT_EQ(other.plot().yAxis->range(), QCPRange(0.01, 1e4));
    EXPECT_EQ(other.plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(other.saveState(), state);

    for (const char* garbage :
         {R"({"values": 7, "coordinates": []})",
          R"({"values": {"u": {"range": "fixed", "lower": 3, "upper": 2}}})",
          R"({"values": {"u": {"range": "fixed", "lower": "x", "upper": null}}})",
          R"({"values": {"u": {"range": "fixed", "logarithmic": true, "lower": -1, "upper": 2}}})",
          R"({"values": {"u": {"range": 12, "logarithmic": "yes"}}})"}) {
        other.restoreState(QJsonDocument::fromJson(garbage).object());
        giveFrame(other, makeProfile({-1, 1, 100}));
        EXPECT_EQ(other.valueControl().settings().mode, ScaleMode::Steady) << garbage;
        EXPECT_GT(other.plot().yAxis->range().upper, 100.0) << garbage;
    }
}

TEST_F(ProfileAxesTest, ThereIsAWayBackFromAZoomAndForwardAgain)
{
    show({0, 1, 0, 1});
    const QCPRange all = x();
    EXPECT_FALSE(action(QStringLiteral("Zoom back"))->isEnabled());
    drag(plot(), center(), center() + QPoint(60, 0));
    const QCPRange panned = x();
    EXPECT_NE(panned, all);
    turnWheel(plot(), center(), 1);
    turnWheel(plot(), center(), 1);
    const QCPRange zoomed = x();
    plot().setFocus();
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(x(), panned) << "two notches are one step";
    QTest::mouseClick(&plot(), Qt::BackButton, {}, center());
    EXPECT_EQ(x(), all);
    show({0, 5, 0, 9});
    EXPECT_GT(y().upper, 9.0) << "nothing is held";
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(x(), panned);
    QTest::mouseClick(&plot(), Qt::ForwardButton, {}, center());
    EXPECT_EQ(x(), zoomed);
    EXPECT_FALSE(action(QStringLiteral("Zoom forward"))->isEnabled());
    QTest::mouseDClick(&plot(), Qt::LeftButton, {}, center());
    EXPECT_EQ(x(), all);
    action(QStringLiteral("Zoom back"))->trigger();
    EXPECT_EQ(x(), zoomed) << "a reset is a step as well";
    show({1, 2}, "v");
    EXPECT_FALSE(action(QStringLiteral("Zoom back"))->isEnabled()) << "of another field";
}

TEST_F(ProfileAxesTest, ShiftAndDragZoomIntoABox)
{
    show({0, 1, 0, 1, 0, 1, 0, 1});
    const QRect inner = plot().axisRect()->rect();
    const QPoint from = inner.topLeft() + QPoint(100, 80);
    const QPoint to = from + QPoint(200, 120);
    const QCPRange expectedX(plot().xAxis->pixelToCoord(from.x()), plot().xAxis->pixelToCoord(to.x()));
    const QCPRange expectedY(plot().yAxis->pixelToCoord(to.y()), plot().yAxis->pixelToCoord(from.y()));
    const QCPRange all = x();
    QSignalSpy clicked(&plot(), &PlotWidget::clicked);
    drag(plot(), from, to, Qt::ShiftModifier);
    EXPECT_NEAR(x().lower, expectedX.lower, 0.05);
    EXPECT_NEAR(x().upper, expectedX.upper, 0.05);
    EXPECT_NEAR(y().lower, expectedY.lower, 0.02);
    EXPECT_NEAR(y().upper, expectedY.upper, 0.02);
    EXPECT_EQ(clicked.count(), 0);
    const QCPRange zoomed = y();
    drag(plot(), from, from + QPoint(150, 1), Qt::ShiftModifier);
    EXPECT_EQ(y(), zoomed) << "a flat box zooms one direction alone";
    plot().zoomBack();
    plot().zoomBack();
    EXPECT_EQ(x(), all);
    const QCPRange size = x();
    drag(plot(), from, from + QPoint(30, 0));
    EXPECT_NEAR(x().size(), size.size(), 1e-9) << "without Shift it pans again";
}

TEST_F(ProfileAxesTest, BesideThePlotDraggingPansThatAxisAlone)
{
    show({0, 1, 0, 1});
    const QCPRange before = x();
    const QPoint margin(plot().axisRect()->rect().left() - 30, center().y());
    drag(plot(), margin, margin + QPoint(25, 40));
    EXPECT_EQ(x(), before);
    EXPECT_TRUE(plot().isHeld(plot().yAxis));
    EXPECT_FALSE(plot().isHeld(plot().xAxis));
}

TEST_F(ProfileAxesTest, ReadsOutDifferencesToAMarkerThatFollowsTheData)
{
    show({0, 1, 4, 9});
    const auto at = [&](double key) {
        return QPoint(static_cast<int>(std::lround(plot().xAxis->coordToPixel(key))), center().y());
    };
    const auto readout = [&] { return m_view.header().readout(); };
    plot().setFocus();
    EXPECT_FALSE(action(QStringLiteral("Remove marker"))->isEnabled());
    QTest::mouseMove(&plot(), at(1));
    ASSERT_TRUE(waitFor([&] { return !readout().isEmpty(); }));
    QTest::keyClick(&plot(), Qt::Key_M);
    QTest::mouseMove(&plot(), at(3));
    EXPECT_TRUE(waitFor([&] { return readout() == QStringLiteral("u[3]   9 V   Δindex = 2   Δu = 8 V"); }))
        << readout().toStdString();
    show({0, 2, 4, 10});
    EXPECT_EQ(readout(), QStringLiteral("u[3]   10 V   Δindex = 2   Δu = 8 V"));
    show({0, -2, 4, 10});
    EXPECT_EQ(readout(), QStringLiteral("u[3]   10 V   Δindex = 2   Δu = 12 V"));
    const auto dots = plot().findChildren<QCPItemTracer*>();
    ASSERT_EQ(dots.size(), 1);
    EXPECT_TRUE(dots[0]->visible());
    EXPECT_EQ(dots[0]->position->coords(), QPointF(1, -2));
    QTest::keyClick(&plot(), Qt::Key_Escape);
    EXPECT_EQ(readout(), QStringLiteral("u[3]   10 V"));
    EXPECT_FALSE(dots[0]->visible());
}

TEST_F(ProfileAxesTest, TheRightButtonsMenuHasWhatTheViewOffers)
{
    show({0, 1, 2, 3});
    const QPoint position(static_cast<int>(plot().xAxis->coordToPixel(2.0)), center().y());
    QContextMenuEvent event(QContextMenuEvent::Mouse, position, plot().mapToGlobal(position));
    QCoreApplication::sendEvent(&plot(), &event);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_TRUE(menu);
    const QList<QAction*> offered = menu->actions();
    for (QAction* own : m_view.actions()) {
        EXPECT_TRUE(offered.contains(own)) << own->text().toStdString();
    }
    EXPECT_LE(std::ranges::count_if(offered, [](QAction* a) { return !a->isSeparator(); }), 8);
    action(QStringLiteral("Set marker here"))->trigger();
    menu->close();
    const auto dots = plot().findChildren<QCPItemTracer*>();
    ASSERT_EQ(dots.size(), 1);
    EXPECT_EQ(dots[0]->position->coords(), QPointF(2, 2)) << "where the menu was opened";
}

TEST_F(ProfileAxesTest, DrawsExtremeValuesWhereTheyBelong)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
    const std::vector<std::vector<double>> extremes{{-kLargest, -kLargest, kLargest, kLargest},
                                                    {0, 0, kLargest, kLargest},
                                                    {0, 0, kSmallest, kSmallest},
                                                    {1e-310, 1e-310, 3e-310, 3e-310},
                                                    {0, 0, 1e260, 1e260},
                                                    {1e-290, 1e-290, 2e-290, 2e-290}};
    for (const auto& values : extremes) {
        ProfileView view;
        view.resize(700, 500);
        view.show();
        giveFrame(view, makeProfile(values));
        view.drawNow();
        const QRect inner = view.plot().axisRect()->rect();
        const QImage image = view.plot().grab().toImage();
        const auto curveAt = [&](double key) { // the topmost row with the curve's colour
            const int column = static_cast<int>(std::lround(view.plot().xAxis->coordToPixel(key)));
            for (int row = inner.top(); row <= inner.bottom(); ++row) {
                if (isNear(image.pixelColor(column, row), lightTheme().curve(0), 60)) {
                    return static_cast<double>(row - inner.top()) / inner.height();
                }
            }
            return -1.0;
        };
        EXPECT_NEAR(curveAt(0.5), 0.93, 0.07) << values.front() << ", " << values.back();
        EXPECT_NEAR(curveAt(2.5), 0.07, 0.07) << values.front() << ", " << values.back();
    }
    show({-kLargest, kLargest});
    const QStringList labels = labelsOf(*plot().yAxis);
    EXPECT_TRUE(labels.contains(QStringLiteral("1e+308"))) << labels.join(' ').toStdString();
    EXPECT_TRUE(labels.contains(QStringLiteral("0"))) << labels.join(' ').toStdString();
    QTest::mouseMove(&plot(), QPoint(static_cast<int>(plot().xAxis->coordToPixel(1.0)), center().y()));
    EXPECT_TRUE(waitFor([&] { return m_view.header().readout().contains(QStringLiteral("1.79769e+308")); }));
    turnWheel(plot(), center(), -30);
    turnWheel(plot(), center(), 500);
    m_view.drawNow();
    EXPECT_TRUE(QCPRange::validRange(y()));
    show({0, 1});
    EXPECT_TRUE(QCPRange::validRange(y()));
}

TEST_F(ProfileAxesTest, ExtremeCoordinatesAreDrawnToo)
{
    for (const std::vector<double>& at :
         {std::vector{-1e308, 0.0, 1e308}, {0.0, 1e-310, 2e-310}, {5.0, 5.0, 5.0}, {1e308, 1e308, 1e308}}) {
        ProfileView view;
        view.resize(700, 500);
        view.show();
        auto frame = makeProfile({1, 2, 3});
        frame->x = std::make_shared<const std::vector<double>>(at);
        giveFrame(view, frame);
        view.drawNow();
        const QCPRange range = view.plot().xAxis->range();
        ASSERT_EQ(view.plot().graph(0)->dataCount(), 3);
        EXPECT_TRUE(range.contains(view.plot().graph(0)->data()->at(0)->key)) << at.front();
        EXPECT_TRUE(range.contains(view.plot().graph(0)->data()->at(2)->key)) << at.back();
    }
}

TEST_F(ProfileAxesTest, TheValueAxisHasRoomForOtherCurves)
{
    auto subject = makeProfile({0, 1});
    giveFrame(m_view, subject);
    auto set = std::make_shared<FrameSet>();
    auto ghost = std::make_shared<Frame>(*subject);
    ghost->step = 0;
    ghost->real = {-40, 2};
    measure(*ghost);
    set->run = subject->run;
    set->frames = {ghost};
    OverlayChoice choice;
    choice.initial = true;
    m_view.overlays().setChoice(choice);
    const std::size_t overlays = Query(FrameSetQuery{}).index();
    m_view.showAnswer({.kind = overlays, .result = set});
    EXPECT_LT(y().lower, -40.0);
    values().action(ScaleMode::EachFrame)->trigger();
    m_view.showAnswer({.kind = overlays, .result = nullptr});
    EXPECT_GT(y().lower, -1.0);
}

TEST_F(ProfileAxesTest, GivesItsNumbers)
{
    EXPECT_TRUE(m_view.data().isEmpty());
    auto frame = makeProfile({1, NAN, 3});
    auto field = std::make_shared<FieldDescription>(*frame->field);
    field->type = ElementType::Complex128;
    field->axes = {makeAxis("x", {0, 1, 2}, "mm")};
    frame->field = field;
    giveFrame(m_view, frame);
    EXPECT_EQ(m_view.data().columns.size(), 2U);
    auto complex = std::make_shared<Frame>(*frame);
    complex->imaginary = {4, 5, 6};
    giveFrame(m_view, complex);
    const ViewData data = m_view.data();
    ASSERT_EQ(data.columns.size(), 3U);
    EXPECT_FALSE(data.isMatrix());
    EXPECT_EQ(data.columns[0].name, "x [mm]");
    EXPECT_EQ(data.columns[0].values, (std::vector<double>{0, 1, 2}));
    EXPECT_EQ(data.columns[1].name, "Re u [V]");
    EXPECT_EQ(data.columns[1].values[2], 3.0);
    EXPECT_EQ(data.columns[2].name, "Im u [V]");
    EXPECT_EQ(data.columns[2].values, (std::vector<double>{4, 5, 6}));
    EXPECT_EQ(data.title, "u   step 7   t = 0.5 s");
}

} // namespace h5pulse::viewer::test
