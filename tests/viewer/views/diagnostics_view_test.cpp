// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics_fixture.h"
#include "plot/plot_header.h"
#include "plot_events.h"
#include "view_feed.h"
#include "waiting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

namespace h5pulse::viewer::test {

namespace {

class DiagnosticsViewTest : public DiagnosticsFixture
{
};

} // namespace

TEST_F(DiagnosticsViewTest, DrawsAStripForEachMeasureWithItsValues)
{
    giveResult(m_view, makeResult());
    ASSERT_EQ(m_view.plot().axisRectCount(), 5);
    for (int subplot = 0; subplot < 5; ++subplot) {
        const auto curve = m_view.plot().graph(subplot)->data();
        const bool change = m_view.shown()[static_cast<std::size_t>(subplot)] == Measure::Change;
        ASSERT_EQ(curve->size(), change ? 4 : 5);
        EXPECT_EQ(curve->at(2)->key, change ? 3.0 : 2.0);
        EXPECT_EQ(curve->at(2)->value, 10.0 * subplot + (change ? 3.0 : 2.0));
        EXPECT_EQ(keyAxis(subplot).range(), keyAxis(0).range());
    }
    EXPECT_EQ(keyAxis(4).label(), "t [s]");
    m_view.drawNow();
    const QImage image = m_view.plot().grab().toImage();
    const QCPAxis& value = *m_view.plot().axisRect(3)->axis(QCPAxis::atLeft);
    const QPoint on(pixelAt(2.5, 3).x(), static_cast<int>(std::lround(value.coordToPixel(32.5))));
    EXPECT_TRUE(isNear(image.pixelColor(on), lightTheme().curve(3), 60)) << "the L2 norm";
}

TEST_F(DiagnosticsViewTest, ShowsTheStripsThatTheUserChoosesAndAtLeastOne)
{
    giveResult(m_view, makeResult());
    QSignalSpy changed(&m_view, &View::stateChanged);
    trigger(QStringLiteral("&Values not finite"));
    ASSERT_EQ(m_view.plot().axisRectCount(), 6);
    EXPECT_EQ(m_view.plot().graph(5)->data()->at(2)->value, 52.0);
    EXPECT_EQ(changed.count(), 1);
    for (const char* text : {"Mi&nimum", "Ma&ximum", "M&ean", "&L2 norm", "&Change from step to step"}) {
        trigger(QString::fromLatin1(text));
    }
    EXPECT_EQ(m_view.shown(), std::vector{Measure::NonFinite});
    EXPECT_EQ(keyAxis(0).label(), "t [s]");
    trigger(QStringLiteral("&Values not finite"));
    EXPECT_EQ(m_view.shown(), std::vector{Measure::NonFinite});

    const QJsonObject state = m_view.saveState();
    m_view.restoreState({});
    EXPECT_EQ(m_view.shown().size(), 5U);
    m_view.restoreState(state);
    EXPECT_EQ(m_view.shown(), std::vector{Measure::NonFinite});
    m_view.restoreState(QJsonDocument::fromJson(R"({"shows": [7, "mean", null, "mean", {}]})").object());
    EXPECT_EQ(m_view.shown(), std::vector{Measure::Mean});
    m_view.restoreState(QJsonDocument::fromJson(R"({"shows": "mean"})").object());
    EXPECT_EQ(m_view.shown().size(), 5U);
}

TEST_F(DiagnosticsViewTest, AClickGoesToTheTimeAndTheMouseReadsOut)
{
    giveResult(m_view, makeResult());
    m_view.drawNow();
    QSignalSpy wanted(&m_view, &View::timeWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(2.0, 1));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_NEAR(wanted[0][0].toDouble(), 2.0, 0.02);
    QTest::mouseMove(&m_view.plot(), pixelAt(2.3, 1));
    const QString expected = QStringLiteral(" s   minimum 2   maximum 12   mean 22   L2 norm 32   change 42");
    EXPECT_TRUE(waitFor([&] { return m_view.header().readout().endsWith(expected); }))
        << m_view.header().readout().toStdString();
}

TEST_F(DiagnosticsViewTest, UsesStepsWhereTimesDoNotAscend)
{
    auto result = makeResult();
    result->axis = TraceWindow::Axis::Step;
    giveResult(m_view, result);
    m_view.drawNow();
    EXPECT_EQ(keyAxis(4).label(), "step");
    QSignalSpy wanted(&m_view, &View::stepWanted);
    QTest::mouseClick(&m_view.plot(), Qt::LeftButton, {}, pixelAt(3.0, 1));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].toULongLong(), 3U);
}

TEST_F(DiagnosticsViewTest, ZoomsAllStripsAndTellsOnlyWhatTheUserChose)
{
    giveResult(m_view, makeResult());
    m_view.drawNow();
    std::vector<std::optional<TraceWindow>> told;
    QObject::connect(&m_view, &View::timeRangeChosen, &m_view,
                     [&](const auto& range) { told.push_back(range); });
    const auto wanted = [&] { return *m_view.query<DiagnosticsQuery>(); };
    turnWheel(m_view.plot(), pixelAt(2.0, 2), 3);
    m_view.drawNow();
    const QCPRange range = keyAxis(0).range();
    EXPECT_LT(range.size(), 3.0);
    EXPECT_EQ(keyAxis(4).range(), range);
    const TraceWindow window{TraceWindow::Axis::Time, range.lower, range.upper};
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0], window);
    EXPECT_EQ(wanted().window, window);
    giveResult(m_view, makeResult(50));
    EXPECT_EQ(keyAxis(0).range(), range) << "kept while the run grows";
    trigger(QStringLiteral("M&ean"));
    EXPECT_EQ(keyAxis(0).range(), range) << "and with other subplots";
    m_view.setTimeRange(std::nullopt);
    m_view.drawNow();
    EXPECT_FALSE(wanted().window);
    EXPECT_GE(keyAxis(3).range().upper, 49.0);
    EXPECT_EQ(told.size(), 1U) << "no echo";
}

TEST_F(DiagnosticsViewTest, SaysWhatWasRead)
{
    auto result = makeResult();
    for (TraceBin& bin : result->series[static_cast<std::size_t>(Measure::NonFinite)]) {
        bin.low = bin.first == 2 ? 3.0 : 0.0;
    }
    result->distance = 64;
    result->progress = 0.349;
    giveResult(m_view, result);
    EXPECT_EQ(m_view.header().title(),
              "u   diagnostics   reading 34 %   1 step in 64 read   3 values not finite");
    result->hasOverview = true;
    result->progress = 1.0;
    giveResult(m_view, result);
    EXPECT_EQ(m_view.header().title(),
              "u   diagnostics   L2 norm and change of 1 step in 64   3 values not finite");
    auto problem = std::make_shared<QueryResult>();
    problem->run = m_run;
    problem->problem = "cannot be read";
    giveResult(m_view, problem);
    EXPECT_EQ(m_view.placeholder(), "cannot be read");
}

TEST_F(DiagnosticsViewTest, GivesItsNumbers)
{
    giveResult(m_view, makeResult());
    const ViewData data = m_view.data();
    ASSERT_EQ(data.columns.size(), 7U);
    EXPECT_EQ(data.columns[0].values, (std::vector<double>{0, 1, 2, 3, 4}));
    EXPECT_EQ(data.columns[3].name, "maximum [V]");
    EXPECT_EQ(data.columns[3].values, (std::vector<double>{10, 11, 12, 13, 14}));
    EXPECT_TRUE(std::isnan(data.columns[6].values[0])) << "no change at the first step";
    EXPECT_EQ(data.columns[6].values[1], 41.0);
}

} // namespace h5pulse::viewer::test
