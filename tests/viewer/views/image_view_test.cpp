// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/image/image_view.h"
#include "waiting.h"

#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

const QColor kLowest(0x44, 0x01, 0x54); // the ends of viridis
const QColor kHighest(0xfd, 0xe7, 0x25);

class ImageViewTest : public testing::Test
{
protected:
    ImageViewTest()
    {
        m_view.resize(700, 500);
        m_view.show();
    }

    QColor colorAt(double column, double row)
    {
        m_view.drawNow();
        PlotWidget& plot = m_view.plot();
        const QImage image = plot.grab().toImage();
        return image.pixelColor(pixelAt(column, row));
    }

    QPoint pixelAt(double column, double row)
    {
        PlotWidget& plot = m_view.plot();
        return {static_cast<int>(std::lround(plot.xAxis->coordToPixel(column))),
                static_cast<int>(std::lround(plot.yAxis->coordToPixel(row)))};
    }

    ImageView m_view;
};

} // namespace

TEST_F(ImageViewTest, ShowsRowZeroOnTopInKnownColours)
{
    giveFrame(m_view, makeImage(3, 4,
                                {65'535, 5, 5, 5, //
                                 5, 5, 5, 5,      //
                                 5, 5, 5, 0}));
    EXPECT_TRUE(isNear(colorAt(0, 0), kHighest));
    EXPECT_TRUE(isNear(colorAt(3, 2), kLowest));
    EXPECT_TRUE(isNear(colorAt(1, 1), kLowest)) << "5 of 65535";
    EXPECT_LT(pixelAt(0, 0).y(), pixelAt(0, 2).y());
    EXPECT_LT(pixelAt(0, 0).x(), pixelAt(3, 0).x());
    const QPoint a = pixelAt(0, 0);
    const QPoint b = pixelAt(3, 2);
    EXPECT_NEAR((b.x() - a.x()) / 3.0, (b.y() - a.y()) / 2.0, 1.5) << "pixels are square";
}

TEST_F(ImageViewTest, UsesCoordinatesWhereThereAreSome)
{
    auto frame = makeImage(2, 3, {0, 1, 2, 3, 4, 5});
    auto field = makeField("m", {2, 3});
    field->axes = {makeAxis("y", {10, 20}, "mm"), makeAxis("x", {3, 2, 1})}; // descending
    frame->field = field;
    giveFrame(m_view, frame);
    EXPECT_TRUE(isNear(colorAt(3, 10), kLowest)) << "value 0 at x = 3, y = 10";
    EXPECT_TRUE(isNear(colorAt(1, 20), kHighest)) << "value 5 at x = 1, y = 20";
    EXPECT_GT(pixelAt(1, 10).y(), pixelAt(1, 20).y()) << "coordinates grow upwards";
    EXPECT_EQ(m_view.plot().yAxis->label(), "y [mm]");
    EXPECT_EQ(m_view.plot().xAxis->label(), "x");
}

TEST_F(ImageViewTest, ReadsOutAndAsksForTraces)
{
    giveFrame(m_view, makeImage(3, 4, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    m_view.drawNow();
    QTest::mouseMove(&m_view.plot(), pixelAt(2, 1));
    EXPECT_TRUE(waitFor([&] { return !m_view.header().readout().isEmpty(); }));
    EXPECT_TRUE(m_view.header().readout().contains(QStringLiteral("column 2   row 1   6")))
        << m_view.header().readout().toStdString();
    QSignalSpy wanted(&m_view, &View::traceWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(1, 2));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].value<TraceId>(), (TraceId{"m", 9, Part::Real}));
}

TEST_F(ImageViewTest, MarksValuesThatAreNotFinite)
{
    giveFrame(m_view, makeImage(2, 2, {0, NAN, INFINITY, 1}));
    EXPECT_TRUE(isNear(colorAt(1, 0), lightTheme().border));
    EXPECT_TRUE(isNear(colorAt(0, 1), lightTheme().border));
    EXPECT_TRUE(isNear(colorAt(1, 1), kHighest));
    EXPECT_TRUE(m_view.header().title().contains(QStringLiteral("2 values not finite")));
}

TEST_F(ImageViewTest, OffersTheSlicesOfVolumes)
{
    auto frame = makeImage(2, 2, {0, 1, 2, 3});
    frame->field = makeField("v", {5, 2, 2});
    frame->slices = 5;
    frame->slice = 1;
    giveFrame(m_view, frame);
    auto* slice = m_view.findChild<QSpinBox*>();
    ASSERT_TRUE(slice && slice->isVisible());
    EXPECT_EQ(slice->value(), 1);
    EXPECT_EQ(slice->maximum(), 4);
    QSignalSpy wanted(&m_view, &View::sliceWanted);
    slice->setValue(3);
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].value<std::size_t>(), 3U);
}

} // namespace h5pulse::viewer::test
