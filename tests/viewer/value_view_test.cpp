// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "synthetic.h"
#include "views/value/value_view.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(ValueView, ShowsTheNumberWithItsUnits)
{
    ValueView view;
    Frame frame;
    auto field = makeField(QStringLiteral("energy"), {});
    field->units = QStringLiteral("J");
    frame.run = makeRun();
    frame.field = field;
    frame.step = 3;
    frame.time = 0.25;
    frame.real = {12.5};
    view.showFrame(std::make_shared<const Frame>(frame));
    EXPECT_EQ(view.text(), "12.5 J");
    EXPECT_EQ(view.header().title(), "energy   step 3   t = 0.25 s");
    frame.imaginary = {-2.0};
    view.showFrame(std::make_shared<const Frame>(frame));
    EXPECT_EQ(view.text(), QString::fromUtf8("12.5 − 2 i J"));
    view.showFrame(nullptr);
    EXPECT_EQ(view.text(), "");
}

} // namespace h5pulse::viewer::test
