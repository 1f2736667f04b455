// SPDX-License-Identifier: GPL-3.0-or-later
// Axis settings and marker of a spectrum.
#include "plot/axis_menu.h"
#include "plot/plot_header.h"
#include "plot_events.h"
#include "spectrum_fixture.h"
#include "view_feed.h"

#include <QJsonDocument>
#include <QSignalSpy>

namespace h5pulse::viewer::test {

namespace {

class SpectrumAxesTest : public SpectrumFixture
{
protected:
    SpectrumAxesTest() { giveSubject(m_view, m_run, m_profile, 0); }

    void show(std::vector<double> values)
    {
        giveResult(m_view, answer(std::move(values)));
        m_view.drawNow();
    }

    PlotWidget& plot() { return m_view.plot(); }
    QCPRange values() { return plot().yAxis->range(); }
    QString title() { return m_view.header().title(); }
};

} // namespace

TEST_F(SpectrumAxesTest, ValuesThatALogarithmCannotShowAreGapsAndCounted)
{
    show({5, 1, 0, 100, 0});
    EXPECT_EQ(plot().yAxis->scaleType(), QCPAxis::stLogarithmic) << "as spectra are as a rule";
    const auto points = plot().graph(0)->data();
    ASSERT_EQ(points->size(), 5);
    EXPECT_TRUE(std::isnan(points->at(2)->value));
    EXPECT_EQ(points->at(3)->value, 100.0);
    EXPECT_EQ(title(), QStringLiteral("Spectrum of u   step 7   t = 0.7 s   2 values ≤ 0 not shown"));
    QSignalSpy changed(&m_view, &View::stateChanged);
    m_view.valueControl().chooseLogarithmic(false);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(plot().graph(0)->data()->at(2)->value, 0.0);
    EXPECT_EQ(title(), QStringLiteral("Spectrum of u   step 7   t = 0.7 s"));
    EXPECT_EQ(values().lower, 0.0) << "amplitudes are not below zero, nor is the axis";
    EXPECT_GT(values().upper, 100.0);
}

TEST_F(SpectrumAxesTest, LogarithmicFrequenciesPassOverThoseThatAreNotPositive)
{
    auto twoSided = answer({1, 2, 3, 4, 5});
    twoSided->spectrum.frequencies = {-1.0, -0.5, 0.0, 0.5, 1.0};
    giveResult(m_view, twoSided);
    m_view.frequencyControl().chooseLogarithmic(true);
    ASSERT_EQ(plot().graph(0)->dataCount(), 2);
    EXPECT_EQ(plot().graph(0)->data()->at(0)->key, 0.5);
    EXPECT_EQ(title(), QStringLiteral("Spectrum of u   step 7   t = 0.7 s   2 points at ≤ 0 not shown"))
        << "at 0 there is nothing, since the mean was removed";
    EXPECT_NEAR(plot().xAxis->range().lower, 0.5, 1e-9);
    EXPECT_EQ(m_view.peakText(), QStringLiteral("1 1/m"));
    m_view.frequencyControl().chooseLogarithmic(false);
    EXPECT_EQ(plot().graph(0)->dataCount(), 5);
    EXPECT_EQ(plot().xAxis->range(), QCPRange(-1, 1));
}

TEST_F(SpectrumAxesTest, RangesFollowTheChosenRuleAndTheUsersZoomIsKept)
{
    m_view.valueControl().chooseLogarithmic(false);
    show({0, 2, 1000, 7, 20});
    m_view.valueControl().chooseLogarithmic(false);
    show({0, 2, 5, 3, 1});
    EXPECT_GT(values().upper, 1000.0) << "steady";
    m_view.valueControl().chooseMode(ScaleMode::EachFrame);
    EXPECT_LT(values().upper, 10.0);
    m_view.valueControl().chooseMode(ScaleMode::WholeRun);
    EXPECT_GT(values().upper, 1000.0);
    const QCPRange all = values();
    turnWheel(plot(), QPoint(plot().axisRect()->left() - 20, plot().axisRect()->center().y()), 3);
    const QCPRange zoomed = values();
    show({0, 2, 9000, 3, 1});
    EXPECT_EQ(values(), zoomed);
    ASSERT_TRUE(giveKeys(plot()));
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_GT(values().upper, 9000.0);
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(values(), zoomed);
    EXPECT_LT(zoomed.size(), all.size());
    EXPECT_TRUE(m_view.valueControl().chooseFixed(-3, 4).isEmpty());
    EXPECT_EQ(values(), QCPRange(-3, 4));
    auto density = answer({0, 2, 5, 3, 1});
    density->query.options.quantity = SpectrumQuantity::PowerDensity;
    giveResult(m_view, density);
    EXPECT_NE(values(), QCPRange(-3, 4)) << "of other units";
    EXPECT_FALSE(plot().canZoomBack());
}

TEST_F(SpectrumAxesTest, DifferencesToAMarkerHaveUnits)
{
    show({0, 2, 300, 7, 20});
    ASSERT_TRUE(giveKeys(plot()));
    QTest::mouseMove(&plot(), pixelAt(0.5, 10));
    QTest::keyClick(&plot(), Qt::Key_M);
    QTest::mouseMove(&plot(), pixelAt(1.5, 10));
    const auto expected = QStringLiteral("wave number 1.5 1/m   wavelength 0.666667 m   amplitude 7 V"
                                         "   Δwave number = 1 1/m   Δamplitude = 5 V");
    EXPECT_TRUE(waitFor([&] { return m_view.header().readout() == expected; }))
        << m_view.header().readout().toStdString();
    giveSubject(m_view, m_run, makeField("v", {10}), 0);
    show({0, 2, 300, 7, 20});
    QTest::mouseMove(&plot(), pixelAt(1.0, 10));
    EXPECT_FALSE(m_view.header().readout().contains(QStringLiteral("Δ"))) << "of another field";
}

TEST_F(SpectrumAxesTest, ChoicesBelongToTheSubjectAndAreRestored)
{
    show({0, 2, 300, 7, 20});
    EXPECT_TRUE(m_view.valueControl().chooseFixed(1, 50).isEmpty());
    m_view.frequencyControl().chooseLogarithmic(true);
    const QJsonObject state = m_view.saveState();
    SpectrumView other(nullptr);
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    giveSubject(other, m_run, m_profile, 0);
    giveResult(other, answer({0, 2, 300, 7, 20}));
    EXPECT_EQ(other.saveState(), state);
    EXPECT_EQ(other.plot().yAxis->range(), QCPRange(1, 50));
    EXPECT_EQ(other.plot().xAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(other.plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
    other.restoreState(QJsonDocument::fromJson(R"({"values": {"amplitude of u": {"range": 4}},
        "frequencies": 5})")
                           .object());
    EXPECT_EQ(other.plot().xAxis->scaleType(), QCPAxis::stLinear);
    giveSubject(m_view, m_run, makeField("v", {10}), 0);
    show({0, 2, 300, 7, 20});
    EXPECT_EQ(plot().xAxis->scaleType(), QCPAxis::stLinear) << "of another field";
    EXPECT_EQ(plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
}

} // namespace h5pulse::viewer::test
