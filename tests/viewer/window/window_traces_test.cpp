// SPDX-License-Identifier: GPL-3.0-or-later
// Values over time, from the file to the plot.
#include "core/labels.h"
#include "window_fixture.h"

#include <cmath>

namespace h5pulse::viewer::test {

class WindowTraces : public WindowTest
{
protected:
    TracePtr trace(const QString& label)
    {
        if (document().traces()) {
            for (const TracePtr& candidate : document().traces()->traces) {
                if (traceLabel(*candidate).startsWith(label)) {
                    return candidate;
                }
            }
        }
        return nullptr;
    }

    bool waitForSteps(const QString& label, std::uint64_t steps)
    {
        return waitFor(
            [&] { return trace(label) && trace(label)->steps == steps && trace(label)->complete; });
    }
};

TEST_F(WindowTraces, ScalarsAreShownAndGrowWithTheRun)
{
    LiveWriter writer(m_path);
    writer.append(100);
    open();
    ASSERT_TRUE(waitForSteps(QStringLiteral("energy"), 100));
    writer.append(20'000);
    ASSERT_TRUE(waitForSteps(QStringLiteral("energy"), 20'100)) << "beyond what is kept point by point";
    const auto curve = traces().plot().graph(0)->data();
    ASSERT_GT(curve->size(), 2 * traces().plot().axisRect()->width()) << "the extremes of each pixel";
    EXPECT_EQ(curve->at(0)->value, 0.0);
    EXPECT_EQ(curve->at(curve->size() - 1)->value, 2.0 * 20'099);
    for (int i = 0; i < curve->size(); ++i) {
        ASSERT_NEAR(curve->at(i)->value, 20.0 * curve->at(i)->key, 1e-6)
            << "energy is 2 * step, t is step / 10";
    }
}

TEST_F(WindowTraces, GrowWhileOneLooksAtAnOldStep)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    press(Qt::Key_Home);
    ASSERT_TRUE(waitForStep(0));
    writer.append(10);
    EXPECT_TRUE(waitForSteps(QStringLiteral("energy"), 20));
    EXPECT_EQ(shownStep(), 0);
}

TEST_F(WindowTraces, AClickInTheProfileAddsAComponentAndUncheckingRemovesIt)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    profile().drawNow();
    PlotWidget& plot = profile().plot();
    const QPoint position(static_cast<int>(std::lround(plot.xAxis->coordToPixel(0.5 * 20))),
                          plot.axisRect()->center().y());
    QTest::mouseClick(&plot, Qt::LeftButton, {}, position);
    ASSERT_TRUE(waitForSteps(QStringLiteral("y[20]"), 10));
    EXPECT_EQ(trace(QStringLiteral("y[20]"))->bins[4].low, 4.02);
    EXPECT_TRUE(document().cursor().live) << "live mode is not left";
    EXPECT_EQ(traces().plot().axisRectCount(), 2);

    FieldModel& model = m_window->fieldPanel().model();
    const QModelIndex component = model.index(0, 0, model.indexOf(QStringLiteral("y")));
    ASSERT_TRUE(component.data().toString().contains(QStringLiteral("y[20]")));
    model.setData(component, Qt::Unchecked, Qt::CheckStateRole);
    EXPECT_TRUE(waitFor([&] { return traces().plot().axisRectCount() == 1; }));
    model.setData(model.indexOf(QStringLiteral("energy")), Qt::Unchecked, Qt::CheckStateRole);
    EXPECT_TRUE(waitFor([&] { return !traces().isVisible(); })) << "no traces: the profile gets the space";
}

TEST_F(WindowTraces, AClickGoesToThatTime)
{
    LiveWriter writer(m_path);
    writer.append(101);
    open();
    ASSERT_TRUE(waitForStep(100));
    ASSERT_TRUE(waitForSteps(QStringLiteral("energy"), 101));
    traces().drawNow();
    PlotWidget& plot = traces().plot();
    const double pixel = plot.axisRect()->axis(QCPAxis::atBottom)->coordToPixel(4.05);
    QTest::mouseClick(&plot, Qt::LeftButton, {},
                      QPoint(static_cast<int>(std::lround(pixel)), plot.axisRect()->center().y()));
    EXPECT_TRUE(waitFor([&] { return std::abs(shownStep() - 40) <= 1; })) << shownStep();
    EXPECT_FALSE(document().cursor().live);
}

TEST_F(WindowTraces, ASelectedScalarIsShownAsANumber)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    document().selectField("energy");
    View* value = m_window->views().view(QStringLiteral("value"));
    EXPECT_TRUE(waitFor([&] { return value->isVisible(); }));
    EXPECT_FALSE(profile().isVisible());
    document().selectField("y");
    EXPECT_TRUE(waitFor([&] { return profile().isVisible(); }));
    EXPECT_TRUE(curveBelongsToTitle());
}

} // namespace h5pulse::viewer::test
