// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/value/value_view.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(ValueView, ShowsTheNumberWithItsUnits)
{
    ValueView view;
    Frame frame;
    auto field = makeField("energy", {});
    field->units = "J";
    frame.run = makeRun();
    frame.field = field;
    frame.step = 3;
    frame.time = 0.25;
    frame.real = {12.5};
    giveFrame(view, std::make_shared<const Frame>(frame));
    EXPECT_EQ(view.text(), "12.5 J");
    EXPECT_EQ(view.header().title(), "energy   step 3   t = 0.25 s");
    frame.imaginary = {-2.0};
    giveFrame(view, std::make_shared<const Frame>(frame));
    EXPECT_EQ(view.text(), QString::fromUtf8("12.5 − 2 i J"));
    const ViewData data = view.data();
    EXPECT_EQ(data.title, "energy   step 3   t = 0.25 s");
    ASSERT_EQ(data.columns.size(), 4U);
    EXPECT_EQ(data.columns[1].name, "t [s]");
    EXPECT_EQ(data.columns[1].values, std::vector{0.25});
    EXPECT_EQ(data.columns[3].name, "Im energy [J]");
    EXPECT_EQ(data.columns[3].values, std::vector{-2.0});
    giveFrame(view, nullptr);
    EXPECT_EQ(view.text(), "");
    EXPECT_TRUE(view.data().isEmpty());
}

} // namespace h5pulse::viewer::test
