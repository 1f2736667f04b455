// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "plot_events.h"
#include "spectrum_fixture.h"
#include "view_feed.h"
#include "waiting.h"

#include <QMenu>
#include <QSignalSpy>

namespace h5pulse::viewer::test {

namespace {

class SpectrumViewTest : public SpectrumFixture
{
};

} // namespace

TEST_F(SpectrumViewTest, AsksForWhatSuitsTheFieldUntilTheUserChooses)
{
    showTraces({"energy", "loss"});
    giveSubject(m_view, m_run, m_profile, 0);
    EXPECT_EQ(wanted().profile, "u");
    EXPECT_EQ(wanted().options.window, SpectrumWindow::None);
    giveSubject(m_view, m_run, makeField("energy", {}), 0);
    EXPECT_EQ(wanted().profile, "");
    EXPECT_EQ(wanted().trace.field, "energy");
    EXPECT_EQ(wanted().options.window, SpectrumWindow::Hann);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 3.0, 4.0});
    EXPECT_EQ(wanted().range, (TraceWindow{TraceWindow::Axis::Time, 3.0, 4.0}));

    QSignalSpy changed(&m_view, &View::stateChanged);
    action(QStringLiteral("Spectrum of the profile"))->trigger();
    EXPECT_EQ(m_view.query<SpectrumQuery>(), nullptr);
    EXPECT_EQ(m_view.placeholder(), "'energy' is not a profile. The menu offers spectra of traces.");
    EXPECT_TRUE(m_view.isComplete());
    giveSubject(m_view, m_run, m_profile, 0);
    EXPECT_EQ(wanted().profile, "u");
    EXPECT_EQ(m_view.placeholder(), "") << "it was about another field";
    action(QStringLiteral("Spectrum of a trace"))->trigger();
    EXPECT_EQ(wanted().trace.field, "energy") << "though the field is a profile";
    EXPECT_EQ(changed.count(), 2);
    showTraces({});
    EXPECT_EQ(m_view.query<SpectrumQuery>(), nullptr);
    EXPECT_NE(m_view.placeholder(), "");
    giveSubject(m_view, nullptr, nullptr, 0);
    EXPECT_EQ(m_view.placeholder(), "") << "without a run there is nothing to be said";
}

TEST_F(SpectrumViewTest, TheMenuHasTheTracesThatThereAre)
{
    showTraces({"energy", "loss"});
    giveSubject(m_view, m_run, m_profile, 0);
    QMenu* menu = action(QStringLiteral("Trace"))->menu();
    emit menu->aboutToShow();
    ASSERT_EQ(menu->actions().size(), 2);
    menu->actions()[1]->trigger();
    EXPECT_EQ(wanted().trace.field, "loss");
    showTraces({"energy"});
    EXPECT_EQ(wanted().trace.field, "energy") << "the other one is gone";
    showTraces({"energy", "loss"});
    EXPECT_EQ(wanted().trace.field, "loss") << "and is back";
}

TEST_F(SpectrumViewTest, DrawsTheSpectrumAndWritesTheFrequencyAtItsPeak)
{
    giveSubject(m_view, m_run, m_profile, 0);
    EXPECT_FALSE(m_view.isComplete());
    giveResult(m_view, answer({1e-16, 2.0, 300.0, 1e-9, 20.0}));
    EXPECT_TRUE(m_view.isComplete());
    const auto curve = m_view.plot().graph(0)->data();
    ASSERT_EQ(curve->size(), 5);
    EXPECT_TRUE(std::isnan(curve->at(0)->value))
        << "the mean was removed: at 0 there is nothing but rounding";
    EXPECT_EQ(curve->at(2)->key, 1.0);
    EXPECT_EQ(curve->at(2)->value, 300.0);
    EXPECT_EQ(m_view.peakText(), "1 1/m");
    EXPECT_EQ(m_view.header().title(), "Spectrum of u   step 7   t = 0.7 s");
    EXPECT_EQ(m_view.plot().xAxis->label(), "wave number [1/m]");
    EXPECT_EQ(m_view.plot().yAxis->label(), "amplitude [V]");
    m_view.drawNow();
    EXPECT_EQ(m_view.plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_GT(m_view.plot().yAxis->range().upper, 300.0);
    EXPECT_LT(m_view.plot().yAxis->range().lower, 1e-9);
    EXPECT_GT(m_view.plot().yAxis->range().lower, 1e-14);
    EXPECT_EQ(m_view.data().columns[1].values[2], 300.0);
    EXPECT_EQ(m_view.data().columns[0].name, "wave number [1/m]");

    m_view.valueControl().chooseLogarithmic(false);
    m_view.drawNow();
    EXPECT_EQ(m_view.plot().yAxis->scaleType(), QCPAxis::stLinear);
    EXPECT_EQ(m_view.plot().yAxis->range().lower, 0.0);
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        m_view.applyTheme(*theme);
        m_view.drawNow();
        const QImage image = m_view.plot().grab().toImage();
        EXPECT_TRUE(isNear(image.pixelColor(pixelAt(0.75, 151.0)), theme->curve(0), 60));
        EXPECT_TRUE(isNear(image.pixelColor(pixelAt(1.75, 150.0)), theme->surface, 30));
    }
    m_view.frequencyControl().chooseLogarithmic(true);
    m_view.drawNow();
    EXPECT_EQ(m_view.plot().xAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_NEAR(m_view.plot().xAxis->range().lower, 0.5, 1e-9);
    EXPECT_NEAR(m_view.plot().xAxis->range().upper, 2.0, 1e-9);
}

TEST_F(SpectrumViewTest, DensitiesHaveTheirUnits)
{
    giveSubject(m_view, m_run, m_profile, 0);
    action(QStringLiteral("Power spectral density"))->trigger();
    EXPECT_EQ(wanted().options.quantity, SpectrumQuantity::PowerDensity);
    giveResult(m_view, answer({1, 2, 3, 4}));
    EXPECT_EQ(m_view.plot().yAxis->label(), QStringLiteral("power spectral density [V² m]"));
    EXPECT_TRUE(m_view.plot().toolTip().contains(QStringLiteral("variance")));
}

TEST_F(SpectrumViewTest, SaysWhatTheUserShouldKnow)
{
    giveSubject(m_view, m_run, m_profile, 0);
    auto result = answer({1, 2, 3, 4});
    result->origin.notes = {SampleNote::UnevenTimes};
    result->origin.counted = true;
    result->spectrum.nonFinite = 2;
    giveResult(m_view, result);
    EXPECT_EQ(m_view.header().title(), "Spectrum of u   step 7   t = 0.7 s   times are not even: resampled   "
                                       "2 values not finite, taken as the mean");
    EXPECT_EQ(m_view.plot().xAxis->label(), "wave number [cycles per point]");
    auto partial = answer({});
    partial->complete = false;
    partial->progress = 0.349;
    giveResult(m_view, partial);
    EXPECT_TRUE(m_view.header().title().endsWith(QStringLiteral("reading 34 %")));
    EXPECT_EQ(m_view.plot().graph(0)->dataCount(), 4) << "the one before stays";
    EXPECT_FALSE(m_view.isComplete());
    auto problem = answer({});
    problem->problem = "No.";
    giveResult(m_view, problem);
    EXPECT_EQ(m_view.placeholder(), "No.");
    EXPECT_EQ(m_view.plot().graph(0)->dataCount(), 0);
    giveResult(m_view, answer({1, 2, 3, 4}));
    EXPECT_EQ(m_view.placeholder(), "");
    giveResult(m_view, nullptr);
    EXPECT_EQ(m_view.header().title(), "");
    EXPECT_EQ(m_view.peakText(), "");
}

TEST_F(SpectrumViewTest, ReadsOutFrequencyPeriodAndAmplitude)
{
    giveSubject(m_view, m_run, m_profile, 0);
    m_view.valueControl().chooseLogarithmic(false);
    giveResult(m_view, answer({0, 2, 300, 7, 20}));
    m_view.drawNow();
    QTest::mouseMove(&m_view.plot(), pixelAt(1.52, 100.0));
    EXPECT_TRUE(waitFor([&] {
        return m_view.header().readout() ==
               QStringLiteral("wave number 1.5 1/m   wavelength 0.666667 m   amplitude 7 V");
    })) << m_view.header().readout().toStdString();
}

TEST_F(SpectrumViewTest, KeepsTheUsersZoomWhileDataChanges)
{
    giveSubject(m_view, m_run, m_profile, 0);
    giveResult(m_view, answer({0, 2, 300, 7, 20}));
    m_view.drawNow();
    turnWheel(m_view.plot(), pixelAt(1, 20), 2);
    const QCPRange x = m_view.plot().xAxis->range();
    EXPECT_LT(x.size(), 2.0);
    giveResult(m_view, answer({0, 1, 100, 5, 20}));
    EXPECT_EQ(m_view.plot().xAxis->range(), x);
    m_view.resetZoom();
    EXPECT_EQ(m_view.plot().xAxis->range().size(), 2.0);
}

TEST_F(SpectrumViewTest, StaysDrawableForAnyValues)
{
    giveSubject(m_view, m_run, m_profile, 0);
    for (const double value : {0.0, 5e-324, 1e308}) {
        giveResult(m_view, answer({value, value, value, value}));
        m_view.drawNow();
        const QCPRange y = m_view.plot().yAxis->range();
        EXPECT_TRUE(std::isfinite(y.lower) && std::isfinite(y.upper) && y.lower > 0.0 && y.lower < y.upper)
            << value;
        EXPECT_EQ(m_view.peakText().isEmpty(), value == 0.0);
    }
}

TEST_F(SpectrumViewTest, RestoresWhatTheUserChose)
{
    showTraces({"energy", "loss"});
    giveSubject(m_view, m_run, m_profile, 0);
    QMenu* menu = action(QStringLiteral("Trace"))->menu();
    emit menu->aboutToShow();
    menu->actions()[1]->trigger();
    for (const char* text : {"Power spectral density", "Hann window", "Remove the mean"}) {
        action(QString::fromLatin1(text))->trigger();
    }
    const SpectrumQuery chosen = wanted();
    EXPECT_EQ(chosen.options, (SpectrumOptions{SpectrumQuantity::PowerDensity, SpectrumWindow::None, false}));
    const QJsonObject state = m_view.saveState();
    SpectrumView other(nullptr);
    giveSubject(other, m_run, m_profile, 0);
    giveTraceIds(other, {{"energy", 0, Part::Real}, {"loss", 0, Part::Real}});
    QSignalSpy changed(&other, &View::stateChanged);
    other.restoreState(state);
    EXPECT_EQ(*other.query<SpectrumQuery>(), chosen);
    EXPECT_EQ(other.saveState(), state);
    other.restoreState({{QStringLiteral("of"), 3},
                        {QStringLiteral("trace"), QJsonObject{{QStringLiteral("component"), -5}}},
                        {QStringLiteral("removeMean"), QStringLiteral("x")},
                        {QStringLiteral("density"), QJsonObject{}}});
    EXPECT_EQ(other.saveState(), SpectrumView(nullptr).saveState()) << "what makes no sense is as at first";
    EXPECT_EQ(changed.count(), 0) << "the user has changed nothing";
}

} // namespace h5pulse::viewer::test
