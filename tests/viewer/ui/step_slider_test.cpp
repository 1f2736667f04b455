// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/step_slider.h"

#include "synthetic.h"
#include "waiting.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

class StepSliderTest : public testing::Test
{
protected:
    StepSliderTest()
    {
        m_slider.resize(500, 34);
        m_slider.show();
    }

    quint64 clickAt(QPoint position)
    {
        QSignalSpy wanted(&m_slider, &StepSlider::stepWanted);
        QTest::mouseClick(&m_slider, Qt::LeftButton, {}, position);
        return wanted.count() == 1 ? wanted[0][0].toULongLong() : ~quint64{0};
    }

    /// Shows a run with one step per value and a trace of these values.
    void draw(const std::vector<double>& values)
    {
        std::vector<double> times(values.size());
        std::iota(times.begin(), times.end(), 0.0);
        const TracePtr trace = makeTrace("energy", times, values);
        m_slider.setSteps(values.size());
        m_slider.setOverview({}); // the slider draws another trace at once
        m_slider.setOverview({trace, trace, makeRun(), true});
    }

    QImage grab() { return m_slider.grab().toImage().convertToFormat(QImage::Format_RGB32); }

    /// The topmost pixel of the overview in a column; its bottom if the column is empty.
    int topOfOverview(const QImage& image, int x)
    {
        for (int y = SliderBackdrop::kMarksHeight; y < SliderBackdrop::kOverviewBottom; ++y) {
            if (!isNear(image.pixelColor(x, y), m_slider.palette().color(QPalette::Window), 8)) {
                return y;
            }
        }
        return SliderBackdrop::kOverviewBottom;
    }

    void wheel(int angle, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(QPointF(250, 20), m_slider.mapToGlobal(QPointF(250, 20)), {}, {0, angle}, {},
                          modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&m_slider, &event);
    }

    StepSlider m_slider;
};

} // namespace

TEST_F(StepSliderTest, GoesWhereOneClicks)
{
    m_slider.setSteps(101);
    EXPECT_EQ(clickAt({0, 26}), 0U);
    EXPECT_EQ(clickAt({499, 26}), 100U);
    EXPECT_EQ(clickAt(m_slider.positionOf(42)), 42U);
}

TEST_F(StepSliderTest, CountsBeyondInt)
{
    const quint64 steps = 40'000'000'000;
    m_slider.setSteps(steps);
    EXPECT_EQ(clickAt({499, 26}), steps - 1);
    EXPECT_NEAR(static_cast<double>(clickAt({250, 26})), 2e10, 1e9);
}

TEST_F(StepSliderTest, DoesNothingWithoutSteps)
{
    EXPECT_EQ(clickAt({250, 26}), ~quint64{0});
    m_slider.setSteps(1);
    EXPECT_EQ(clickAt({250, 26}), 0U);
}

TEST_F(StepSliderTest, StandsStillUnderTheHandWhileTheRunGrows)
{
    m_slider.setSteps(101);
    QSignalSpy wanted(&m_slider, &StepSlider::stepWanted);
    const QPoint position = m_slider.positionOf(50);
    QTest::mousePress(&m_slider, Qt::LeftButton, {}, position);
    m_slider.setSteps(1001);
    QTest::mouseMove(&m_slider, position + QPoint(1, 0));
    QTest::mouseRelease(&m_slider, Qt::LeftButton, {}, position + QPoint(1, 0));
    ASSERT_GE(wanted.count(), 1);
    for (const QList<QVariant>& signal : wanted) {
        EXPECT_NEAR(signal[0].toDouble(), 50.0, 1.0);
    }
    EXPECT_NEAR(static_cast<double>(clickAt(position)), 500.0, 5.0) << "the new scale";
}

TEST_F(StepSliderTest, DrawsTheTraceOverTheWholeRunWithItsSpike)
{
    std::vector<double> values(10'001, 0.0);
    values[7000] = 5.0; // one step of ten thousand
    draw(values);
    const QImage image = grab();
    const int spike = m_slider.positionOf(7000).x();
    int top = SliderBackdrop::kOverviewBottom;
    for (const int x : {spike - 1, spike, spike + 1}) {
        top = std::min(top, topOfOverview(image, x));
    }
    EXPECT_LE(top, SliderBackdrop::kMarksHeight + 2);
    for (const int x : {spike - 6, spike + 6, 100, 400}) {
        EXPECT_GE(topOfOverview(image, x), SliderBackdrop::kOverviewBottom - 3) << x;
    }
}

TEST_F(StepSliderTest, DrawsARisingTraceAsRising)
{
    draw({0.0, 1.0, 2.0});
    const QImage image = grab();
    int last = SliderBackdrop::kOverviewBottom;
    for (int x = 30; x < 480; x += 50) {
        EXPECT_LT(topOfOverview(image, x), last) << x;
        last = topOfOverview(image, x);
    }
}

TEST_F(StepSliderTest, CanDoWithoutATraceAndWithOddOnes)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    m_slider.setSteps(3);
    EXPECT_EQ(topOfOverview(grab(), 250), SliderBackdrop::kOverviewBottom);
    for (const std::vector<double>& values :
         {std::vector<double>{}, {1.0}, {nan, nan}, {2.0, 2.0, 2.0}, {-1.7e308, 1.7e308}, {0.0, 5e-324}}) {
        draw(values);
        EXPECT_FALSE(grab().isNull());
    }
    draw({2.0, 2.0, 2.0});
    const int constant = topOfOverview(grab(), 250);
    EXPECT_GT(constant, SliderBackdrop::kMarksHeight + 4);
    EXPECT_LT(constant, SliderBackdrop::kOverviewBottom - 4);
}

TEST_F(StepSliderTest, DrawsWhatStandsStillOnceAndWhatGrowsAFewTimesASecond)
{
    draw(std::vector<double>(100, 1.0));
    grab();
    const int before = m_slider.backdropBuilds();
    for (quint64 step = 0; step < 50; ++step) {
        m_slider.setStep(step);
        grab();
    }
    EXPECT_EQ(m_slider.backdropBuilds(), before) << "the handle alone has moved";
    QElapsedTimer clock;
    clock.start();
    for (std::size_t steps = 100; clock.elapsed() < 500; ++steps) {
        m_slider.setSteps(steps);
        QCoreApplication::processEvents();
        grab();
    }
    EXPECT_GE(m_slider.backdropBuilds(), before + 3);
    EXPECT_LE(m_slider.backdropBuilds(), before + 2 + clock.elapsed() / 100);
}

TEST_F(StepSliderTest, ShowsMarksOfSeveralSourcesAndGoesToThem)
{
    const QColor red(200, 0, 0);
    m_slider.setSteps(1'000'000);
    m_slider.setMarks(MarkSource::Bookmarks, {{250'003, {}, QStringLiteral("the <b>first</b> burst")}});
    m_slider.setMarks(MarkSource::Alarms, {{750'000, red, QStringLiteral("too hot")}, {2'000'000, red, {}}});
    const QImage image = grab();
    const int bookmark = m_slider.positionOf(250'003).x();
    EXPECT_TRUE(isNear(image.pixelColor(bookmark, 2), lightTheme().text, 60));
    EXPECT_TRUE(isNear(image.pixelColor(m_slider.positionOf(750'000).x(), 2), red, 60));
    EXPECT_TRUE(isNear(image.pixelColor(m_slider.positionOf(999'999).x(), 2),
                       m_slider.palette().color(QPalette::Window)))
        << "a step that is not there";
    EXPECT_EQ(clickAt({bookmark + 2, 3}), 250'003U);
    EXPECT_NE(clickAt({bookmark + 2, 26}), 250'003U) << "below them each place counts";
    EXPECT_TRUE(m_slider.readoutAt(QPointF(bookmark, 3))
                    .startsWith(QStringLiteral("the <b>first</b> burst\nstep 250,003")));
    m_slider.setMarks(MarkSource::Alarms, {});
    EXPECT_EQ(m_slider.marks(MarkSource::Bookmarks).size(), 1U);
    EXPECT_TRUE(isNear(grab().pixelColor(m_slider.positionOf(750'000).x(), 2),
                       m_slider.palette().color(QPalette::Window)));
}

TEST_F(StepSliderTest, ShowsTheStretchThatIsPlayed)
{
    m_slider.setSteps(101);
    m_slider.setRange({25, 50});
    const QImage image = grab();
    EXPECT_TRUE(isNear(image.pixelColor(m_slider.positionOf(25).x(), 15), lightTheme().selection, 60));
    const QColor window = m_slider.palette().color(QPalette::Window);
    EXPECT_FALSE(isNear(image.pixelColor(m_slider.positionOf(40).x(), 15), window));
    EXPECT_TRUE(isNear(image.pixelColor(m_slider.positionOf(60).x(), 15), window));
    EXPECT_TRUE(isNear(image.pixelColor(m_slider.positionOf(10).x(), 15), window));
}

TEST_F(StepSliderTest, TellsStepTimeAndValueOfThePlaceUnderTheMouse)
{
    draw({1.0, 2.0, 4.0});
    EXPECT_EQ(m_slider.readoutAt(m_slider.positionOf(2)), QStringLiteral("step 2   t = 2 s   energy = 4"));
    const TracePtr bins = makeTrace("e", {0.0}, {1.0});
    auto wide = std::make_shared<Trace>(*bins);
    wide->bins = {{0, 101, 0.0, 50.0, -1.0, 3.0, 1.0}};
    m_slider.setSteps(101);
    m_slider.setOverview({wide, wide, makeRun(), true});
    EXPECT_EQ(m_slider.readoutAt(m_slider.positionOf(50)), QStringLiteral("step 50   t ≈ 25 s   e = -1 … 3"));
    m_slider.setOverview({wide, wide, makeRun(), false});
    EXPECT_EQ(m_slider.readoutAt(m_slider.positionOf(50)), QStringLiteral("step 50   e = -1 … 3"));
    m_slider.setOverview({nullptr, wide, makeRun(), true});
    EXPECT_EQ(m_slider.readoutAt(m_slider.positionOf(100)), QStringLiteral("step 100   t = 50 s"));
    QTest::mouseMove(&m_slider, m_slider.positionOf(100));
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("step 100   t = 50 s")));
}

TEST_F(StepSliderTest, IsMovedByTheWheelAndByKeys)
{
    m_slider.setSteps(5000);
    m_slider.setStep(2500);
    QSignalSpy moved(&m_slider, &StepSlider::moveWanted);
    QSignalSpy wanted(&m_slider, &StepSlider::stepWanted);
    wheel(120);
    wheel(-240);
    wheel(60); // half a notch of a fine wheel
    EXPECT_EQ(moved.count(), 2);
    wheel(60);
    wheel(120, Qt::ControlModifier);
    for (const Qt::Key key :
         {Qt::Key_Left, Qt::Key_Up, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End}) {
        QTest::keyClick(&m_slider, key);
    }
    QList<qint64> moves;
    for (const QList<QVariant>& signal : moved) {
        moves << signal[0].toLongLong();
    }
    EXPECT_EQ(moves, (QList<qint64>{1, -2, 1, 50, -1, 1, -50, 50}));
    ASSERT_EQ(wanted.count(), 2);
    EXPECT_EQ(wanted[0][0].toULongLong(), 0U);
    EXPECT_EQ(wanted[1][0].toULongLong(), 4999U);
}

TEST_F(StepSliderTest, ShowsTheFocusThatTabGivesIt)
{
    m_slider.setSteps(10);
    m_slider.activateWindow();
    ASSERT_TRUE(waitFor([&] { return m_slider.isActiveWindow(); }));
    QTest::mouseClick(&m_slider, Qt::LeftButton, {}, {250, 26});
    m_slider.clearFocus();
    const QImage without = grab();
    m_slider.setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(m_slider.hasFocus());
    EXPECT_TRUE(isNear(grab().pixelColor(250, 0), lightTheme().selection, 60));
    EXPECT_FALSE(isNear(without.pixelColor(250, 0), lightTheme().selection, 60));
    EXPECT_FALSE(m_slider.focusPolicy() & Qt::ClickFocus);
}

TEST_F(StepSliderTest, IsAValueForScreenReaders)
{
    draw({1.0, 2.0, 4.0});
    m_slider.setStep(1);
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&m_slider);
    ASSERT_TRUE(interface && interface->valueInterface());
    EXPECT_EQ(interface->role(), QAccessible::Slider);
    EXPECT_EQ(interface->valueInterface()->currentValue().toDouble(), 1.0);
    EXPECT_EQ(interface->valueInterface()->maximumValue().toDouble(), 2.0);
    EXPECT_EQ(interface->text(QAccessible::Value),
              QStringLiteral("step 1   t = 1 s   energy = 2, of 3 steps"));
    QSignalSpy wanted(&m_slider, &StepSlider::stepWanted);
    interface->valueInterface()->setCurrentValue(2.0);
    interface->valueInterface()->setCurrentValue(3.0);
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].toULongLong(), 2U);
}

} // namespace h5pulse::viewer::test
