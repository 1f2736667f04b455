// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/profile/profile_view.h"
#include "waiting.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

class ProfileViewTest : public testing::Test
{
protected:
    ProfileViewTest()
    {
        m_view.resize(700, 500);
        m_view.show();
    }

    QPoint pixelAt(double x, double y)
    {
        return {static_cast<int>(std::lround(m_view.plot().xAxis->coordToPixel(x))),
                static_cast<int>(std::lround(m_view.plot().yAxis->coordToPixel(y)))};
    }

    ProfileView m_view;
};

/// Values are 0 in the first half and 1 in the second.
std::vector<double> stepShape(std::size_t points)
{
    std::vector<double> values(points, 0.0);
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(points / 2), values.end(), 1.0);
    return values;
}

} // namespace

TEST_F(ProfileViewTest, DrawsTheCurveWhereItBelongsInBothThemes)
{
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        m_view.applyTheme(*theme);
        giveFrame(m_view, makeProfile(stepShape(100)));
        m_view.drawNow();
        const QImage image = m_view.plot().grab().toImage();
        for (const double x : {5.5, 20.5, 40.5}) { // not on grid lines
            EXPECT_TRUE(isNear(image.pixelColor(pixelAt(x, 0.0)), theme->curve(0), 40)) << x;
            EXPECT_TRUE(isNear(image.pixelColor(pixelAt(x, 1.0)), theme->surface, 30)) << x;
            EXPECT_TRUE(isNear(image.pixelColor(pixelAt(x + 50, 1.0)), theme->curve(0), 40)) << x;
            EXPECT_TRUE(isNear(image.pixelColor(pixelAt(x + 50, 0.0)), theme->surface, 30)) << x;
        }
    }
}

TEST_F(ProfileViewTest, SaysWhatIsDrawn)
{
    giveFrame(m_view, makeProfile({1, 2, NAN}));
    EXPECT_EQ(m_view.header().title(), "u   step 7   t = 0.5 s   1 values not finite");
    EXPECT_EQ(m_view.plot().yAxis->label(), "u [V]");
    EXPECT_EQ(m_view.plot().xAxis->label(), "index");
    giveFrame(m_view, nullptr);
    EXPECT_EQ(m_view.header().title(), "");
}

TEST_F(ProfileViewTest, DrawsBothPartsOfComplexFields)
{
    auto frame = makeProfile({0, 1, 0});
    auto field = std::make_shared<FieldDescription>(*frame->field);
    field->type = ElementType::Complex128;
    frame->field = field;
    frame->imaginary = {5, 6, 7};
    measure(*frame);
    giveFrame(m_view, frame);
    ASSERT_EQ(m_view.plot().graph(1)->dataCount(), 3);
    EXPECT_EQ(m_view.plot().graph(1)->data()->at(2)->value, 7.0);
    EXPECT_TRUE(m_view.plot().legend->visible());
    EXPECT_GT(m_view.plot().yAxis->range().upper, 7.0);
}

TEST_F(ProfileViewTest, KeepsTheUsersZoomUntilReset)
{
    giveFrame(m_view, makeProfile({0, 1, 0, 1}));
    m_view.drawNow();
    QWheelEvent wheel(pixelAt(1, 0.5), m_view.plot().mapToGlobal(pixelAt(1, 0.5)), {}, {0, 240}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&m_view.plot(), &wheel);
    const QCPRange x = m_view.plot().xAxis->range();
    const QCPRange y = m_view.plot().yAxis->range();
    EXPECT_LT(x.size(), 3.0);
    giveFrame(m_view, makeProfile({0, 10, 0, 10}));
    EXPECT_EQ(m_view.plot().xAxis->range(), x);
    EXPECT_EQ(m_view.plot().yAxis->range(), y);
    m_view.resetZoom();
    EXPECT_GT(m_view.plot().xAxis->range().size(), 3.0);
    EXPECT_GT(m_view.plot().yAxis->range().upper, 10.0);
}

TEST_F(ProfileViewTest, ReadsOutWhatIsUnderTheCursorAlsoWhenDataChanges)
{
    giveFrame(m_view, makeProfile({0, 1, 2, 3}));
    m_view.drawNow();
    QTest::mouseMove(&m_view.plot(), pixelAt(2, 1.5));
    EXPECT_TRUE(waitFor([&] { return m_view.header().readout() == QStringLiteral("u[2]   2 V"); }))
        << m_view.header().readout().toStdString();
    giveFrame(m_view, makeProfile({0, 1, 2.5, 3}));
    EXPECT_EQ(m_view.header().readout(), "u[2]   2.5 V");
}

TEST_F(ProfileViewTest, AClickAsksForATraceAndADoubleClickDoesNot)
{
    giveFrame(m_view, makeProfile({0, 1, 2, 3}));
    m_view.drawNow();
    QSignalSpy wanted(&m_view, &View::traceWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(3, 1));
    EXPECT_TRUE(waitFor([&] { return wanted.count() == 1; }));
    EXPECT_EQ(wanted[0][0].value<TraceId>(), (TraceId{"u", 3, Part::Real}));
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(1, 1));
    QTest::mouseDClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(1, 1));
    EXPECT_FALSE(waitFor([&] { return wanted.count() > 1; }, 1000));
}

} // namespace h5pulse::viewer::test
