// SPDX-License-Identifier: GPL-3.0-or-later
// Axis settings and marker of the diagnostics.
#include "diagnostics_fixture.h"
#include "plot/axis_menu.h"
#include "plot/plot_header.h"
#include "plot_events.h"
#include "view_feed.h"

#include <QJsonDocument>
#include <QMenu>
#include <QSignalSpy>

namespace h5pulse::viewer::test {

namespace {

class DiagnosticsAxesTest : public DiagnosticsFixture
{
protected:
    PlotWidget& plot() { return m_view.plot(); }
    AxisControl& control(Measure measure) { return m_view.valueControl(measure); }
    QCPAxis& values(int subplot) { return *plot().axisRect(subplot)->axis(QCPAxis::atLeft); }
    QString label(int subplot)
    {
        m_view.drawNow();
        return plot().findChildren<QCPItemText*>().at(subplot)->text();
    }

    void show(std::shared_ptr<DiagnosticsResult> result)
    {
        giveResult(m_view, std::move(result));
        m_view.drawNow();
    }

    /// A result with these means.
    std::shared_ptr<DiagnosticsResult> makeMeans(const std::vector<double>& means)
    {
        auto result = makeResult(means.size());
        for (std::size_t i = 0; i < means.size(); ++i) {
            TraceBin& bin = result->series[static_cast<std::size_t>(Measure::Mean)][i];
            bin.low = bin.high = bin.mean = means[i];
        }
        return result;
    }
};

constexpr int kMean = 2; // index of the mean's subplot

} // namespace

TEST_F(DiagnosticsAxesTest, AStripMayBeLogarithmicAndCountsWhatItCannotShow)
{
    show(makeMeans({-1, 0, 1, 100, NAN}));
    QSignalSpy changed(&m_view, &View::stateChanged);
    control(Measure::Mean).chooseLogarithmic(true);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(values(kMean).scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(values(0).scaleType(), QCPAxis::stLinear);
    EXPECT_GT(values(kMean).range().lower, 0.3);
    EXPECT_LT(values(kMean).range().upper, 400.0);
    const auto points = plot().graph(kMean)->data();
    ASSERT_EQ(points->size(), 5);
    EXPECT_TRUE(std::isnan(points->at(0)->value) && std::isnan(points->at(1)->value));
    EXPECT_EQ(points->at(3)->value, 100.0);
    EXPECT_EQ(label(kMean), QStringLiteral("mean [V]   2 values ≤ 0 not shown"));
    EXPECT_EQ(label(1), QStringLiteral("maximum [V]"));
    EXPECT_EQ(plot().graph(1)->data()->at(0)->value, 10.0);
    control(Measure::Mean).chooseLogarithmic(false);
    EXPECT_EQ(plot().graph(kMean)->data()->at(0)->value, -1.0);
    EXPECT_EQ(label(kMean), QStringLiteral("mean [V]"));
}

TEST_F(DiagnosticsAxesTest, RangesFollowTheChosenRule)
{
    std::vector<double> means(1000);
    for (std::size_t i = 0; i < means.size(); ++i) {
        means[i] = i < 500 ? 0.001 * static_cast<double>(i) : 10.0;
    }
    means[700] = 1e6;
    show(makeMeans(means));
    const auto range = [&] { return values(kMean).range(); };
    EXPECT_GT(range().upper, 1e6);
    control(Measure::Mean).chooseMode(ScaleMode::Common);
    EXPECT_LT(range().upper, 13.0);
    EXPECT_GT(range().upper, 10.0);
    control(Measure::Mean).chooseMode(ScaleMode::EachFrame);
    EXPECT_GT(range().upper, 1e6);
    drag(plot(), pixelAt(0, kMean) + QPoint(1, 0), pixelAt(300, kMean) + QPoint(0, 2), Qt::ShiftModifier);
    EXPECT_LT(range().upper, 0.4) << "of what is visible";
    EXPECT_GT(range().upper, 0.28);
    m_view.setTimeRange(TraceWindow{TraceWindow::Axis::Time, 0, 100});
    EXPECT_LT(range().upper, 0.15) << "also of what another view chose";
    control(Measure::Mean).chooseMode(ScaleMode::WholeRun);
    EXPECT_GT(range().upper, 1e6);
    EXPECT_TRUE(control(Measure::Mean).chooseFixed(-1, 20).isEmpty());
    EXPECT_EQ(range(), QCPRange(-1, 20));
    show(makeMeans({1e9}));
    EXPECT_EQ(range(), QCPRange(-1, 20)) << "also while the run grows";
}

TEST_F(DiagnosticsAxesTest, ZoomOfAStripIsKeptWhileLiveAndGoesBackAndForward)
{
    show(makeMeans({1, 2, 3}));
    const QPoint beside(plot().axisRect(kMean)->left() - 20, plot().axisRect(kMean)->center().y());
    const QCPRange all = values(kMean).range();
    turnWheel(plot(), beside, 3);
    const QCPRange zoomed = values(kMean).range();
    EXPECT_LT(zoomed.size(), all.size());
    show(makeMeans({1, 2, 3, 500}));
    EXPECT_EQ(values(kMean).range(), zoomed);
    trigger(QStringLiteral("Mi&nimum"));
    EXPECT_EQ(values(kMean - 1).range(), zoomed) << "and with other subplots";
    trigger(QStringLiteral("Mi&nimum"));
    ASSERT_TRUE(giveKeys(plot()));
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_GT(values(kMean).range().upper, 500.0);
    QTest::keyClick(&plot(), Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(values(kMean).range(), zoomed);
    m_view.resetZoom();
    EXPECT_GT(values(kMean).range().upper, 500.0);
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    EXPECT_FALSE(plot().canZoomBack()) << "of another field";
}

TEST_F(DiagnosticsAxesTest, AZoomedLogarithmicSubplotStaysZoomedWithOtherSubplots)
{
    show(makeMeans({1, 10, 1000}));
    control(Measure::Mean).chooseLogarithmic(true);
    const QPoint beside(plot().axisRect(kMean)->left() - 20, plot().axisRect(kMean)->center().y());
    turnWheel(plot(), beside, 3);
    const QCPRange zoomed = values(kMean).range();
    trigger(QStringLiteral("&Values not finite"));
    EXPECT_EQ(values(kMean).range(), zoomed);
    EXPECT_EQ(values(kMean).scaleType(), QCPAxis::stLogarithmic);
}

TEST_F(DiagnosticsAxesTest, TheTimeAxisMayBeLogarithmicInAllSubplots)
{
    show(makeResult());
    m_view.timeControl().chooseLogarithmic(true);
    for (int subplot = 0; subplot < 5; ++subplot) {
        EXPECT_EQ(keyAxis(subplot).scaleType(), QCPAxis::stLogarithmic);
        EXPECT_NEAR(keyAxis(subplot).range().lower, 1.0, 1e-9);
        EXPECT_EQ(plot().graph(subplot)->dataCount(), 4);
    }
    EXPECT_TRUE(m_view.header().title().endsWith(QStringLiteral("   1 points at ≤ 0 not shown")));
    trigger(QStringLiteral("&Values not finite"));
    EXPECT_EQ(keyAxis(5).scaleType(), QCPAxis::stLogarithmic);
    m_view.timeControl().chooseLogarithmic(false);
    EXPECT_EQ(plot().graph(1)->dataCount(), 5);
    EXPECT_LT(keyAxis(5).range().lower, 0.1);
}

TEST_F(DiagnosticsAxesTest, DifferencesToAMarkerHaveUnits)
{
    show(makeResult());
    ASSERT_TRUE(giveKeys(plot()));
    QTest::mouseMove(&plot(), pixelAt(1, 1) + QPoint(1, 0));
    QTest::keyClick(&plot(), Qt::Key_M);
    QTest::mouseMove(&plot(), pixelAt(3, 1) + QPoint(1, 0));
    const auto readout = [&] { return m_view.header().readout(); };
    EXPECT_TRUE(waitFor([&] { return readout().contains(QStringLiteral("Δ")); }));
    EXPECT_TRUE(readout().endsWith(
        QStringLiteral("   Δminimum = 2 V   Δmaximum = 2 V   Δmean = 2 V   ΔL2 norm = 2 V   Δchange = 2 V")))
        << readout().toStdString();
    EXPECT_TRUE(readout().contains(QStringLiteral("   Δt = ")));
    EXPECT_TRUE(readout().contains(QStringLiteral(" Hz   Δminimum")));
    trigger(QStringLiteral("Mi&nimum"));
    m_view.drawNow();
    const QImage image = plot().grab().toImage();
    int dashes = 0;
    for (int y = plot().axisRect(0)->top(); y < plot().axisRect(0)->bottom(); ++y) {
        dashes += image.pixelColor(pixelAt(1, 0).x() + 1, y).lightness() < 170 ? 1 : 0;
    }
    EXPECT_GT(dashes, 20) << "drawn in the new subplots as well";
    QTest::keyClick(&plot(), Qt::Key_Escape);
    EXPECT_FALSE(readout().contains(QStringLiteral("Δ")));
}

TEST_F(DiagnosticsAxesTest, OffersTheAxesOfTheStripsThatAreThere)
{
    show(makeResult());
    const auto visible = [&] {
        QStringList titles;
        for (const AxisMenu* menu : m_view.findChildren<AxisMenu*>()) {
            if (menu->menuAction()->isVisible()) {
                titles << menu->title().remove(QLatin1Char('&'));
            }
        }
        return titles;
    };
    EXPECT_EQ(visible().size(), 6) << "five subplots and the time axis";
    EXPECT_TRUE(visible().contains(QStringLiteral("Time axis")));
    EXPECT_FALSE(visible().contains(QStringLiteral("Values not finite")));
    trigger(QStringLiteral("&Values not finite"));
    EXPECT_TRUE(visible().contains(QStringLiteral("Values not finite")));
}

TEST_F(DiagnosticsAxesTest, ChoicesBelongToFieldAndMeasureAndAreRestored)
{
    show(makeResult());
    EXPECT_TRUE(control(Measure::Mean).chooseFixed(-5, 50).isEmpty());
    control(Measure::Norm).chooseLogarithmic(true);
    EXPECT_TRUE(m_view.timeControl().chooseFixed(1, 2).isEmpty());
    const QJsonObject state = m_view.saveState();
    giveSubject(m_view, m_run, makeField("v", {3}), 0);
    EXPECT_FALSE(control(Measure::Norm).isLogarithmic());
    giveSubject(m_view, m_run, m_field, 0);
    EXPECT_TRUE(control(Measure::Norm).isLogarithmic());
    DiagnosticsView other;
    other.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    giveSubject(other, m_run, m_field, 0);
    giveResult(other, makeResult());
    EXPECT_EQ(other.saveState(), state);
    EXPECT_EQ(other.plot().axisRect(kMean)->axis(QCPAxis::atLeft)->range(), QCPRange(-5, 50));
    EXPECT_EQ(other.plot().axisRect(3)->axis(QCPAxis::atLeft)->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(other.plot().axisRect(0)->axis(QCPAxis::atBottom)->range(), QCPRange(1, 2));
    other.restoreState(QJsonDocument::fromJson(R"({"values": {"mean of u": 3}, "time": []})").object());
    EXPECT_LT(other.plot().axisRect(kMean)->axis(QCPAxis::atLeft)->range().upper, 40.0);
    EXPECT_LT(other.plot().axisRect(0)->axis(QCPAxis::atBottom)->range().lower, 0.5);
}

TEST_F(DiagnosticsAxesTest, ExtremeValuesAreDrawn)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    for (const auto& means : {std::vector{-kLargest, 0.0, kLargest}, {0.0, 1e-315, 2e-315}}) {
        DiagnosticsView view;
        view.resize(800, 500);
        view.show();
        giveSubject(view, m_run, m_field, 0);
        giveResult(view, makeMeans(means));
        view.drawNow();
        const auto points = view.plot().graph(kMean)->data();
        const QCPRange range = view.plot().axisRect(kMean)->axis(QCPAxis::atLeft)->range();
        EXPECT_GT(points->at(2)->value, points->at(0)->value);
        EXPECT_TRUE(range.contains(points->at(0)->value) && range.contains(points->at(2)->value));
    }
}

} // namespace h5pulse::viewer::test
