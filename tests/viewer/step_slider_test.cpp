// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step_slider.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

class StepSliderTest : public testing::Test
{
protected:
    StepSliderTest()
    {
        m_slider.resize(500, 22);
        m_slider.show();
    }

    quint64 clickAt(QPoint position)
    {
        QSignalSpy wanted(&m_slider, &StepSlider::stepWanted);
        QTest::mouseClick(&m_slider, Qt::LeftButton, {}, position);
        return wanted.count() == 1 ? wanted[0][0].toULongLong() : ~quint64{0};
    }

    StepSlider m_slider;
};

} // namespace

TEST_F(StepSliderTest, GoesWhereOneClicks)
{
    m_slider.setSteps(101);
    EXPECT_EQ(clickAt({0, 11}), 0U);
    EXPECT_EQ(clickAt({499, 11}), 100U);
    EXPECT_EQ(clickAt(m_slider.positionOf(42)), 42U);
}

TEST_F(StepSliderTest, CountsBeyondInt)
{
    const quint64 steps = 40'000'000'000;
    m_slider.setSteps(steps);
    EXPECT_EQ(clickAt({499, 11}), steps - 1);
    EXPECT_NEAR(static_cast<double>(clickAt({250, 11})), 2e10, 1e9);
}

TEST_F(StepSliderTest, DoesNothingWithoutSteps)
{
    EXPECT_EQ(clickAt({250, 11}), ~quint64{0});
    m_slider.setSteps(1);
    EXPECT_EQ(clickAt({250, 11}), 0U);
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

} // namespace h5pulse::viewer::test
