// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "plot_events.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/histogram/histogram_view.h"
#include "waiting.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

class HistogramViewTest : public testing::Test
{
protected:
    HistogramViewTest()
    {
        m_field->units = "V";
        m_view.resize(700, 450);
        m_view.show();
        giveSubject(m_view, m_run, m_field);
    }

    /// Bins of width 2 from 10 on.
    std::shared_ptr<HistogramResult> answer(std::vector<std::uint64_t> counts)
    {
        auto result = std::make_shared<HistogramResult>();
        result->run = m_run;
        result->field = m_view.context().field;
        result->query = *m_view.query<HistogramQuery>();
        result->step = 7;
        result->time = 0.7;
        result->low = 10.0;
        result->width = 2.0;
        for (const std::uint64_t count : counts) {
            result->values += count;
        }
        result->counts = std::move(counts);
        result->mean = 12.5;
        result->deviation = 1.25;
        return result;
    }
    void show(std::vector<std::uint64_t> counts)
    {
        giveResult(m_view, answer(std::move(counts)));
        m_view.drawNow();
    }
    std::vector<std::pair<double, double>> drawn()
    {
        std::vector<std::pair<double, double>> points;
        for (const QCPGraphData& point : *m_view.plot().graph(0)->data()) {
            points.emplace_back(point.key, point.value);
        }
        return points;
    }
    QPoint pixelAt(double value, double count)
    {
        return {static_cast<int>(std::lround(m_view.plot().xAxis->coordToPixel(value))),
                static_cast<int>(std::lround(m_view.plot().yAxis->coordToPixel(count)))};
    }
    QAction* bins(int number)
    {
        for (QAction* menu : m_view.actions()) {
            for (QAction* action : menu->menu() ? menu->menu()->actions() : QList<QAction*>()) {
                if (action->text() == QString::number(number)) {
                    return action;
                }
            }
        }
        return nullptr;
    }

    RunDescriptionPtr m_run = makeRun();
    std::shared_ptr<FieldDescription> m_field = makeField("u", {10});
    HistogramView m_view;
};

} // namespace

TEST_F(HistogramViewTest, DrawsTheBinsAsSteps)
{
    show({3, 0, 7});
    using Points = std::vector<std::pair<double, double>>;
    EXPECT_EQ(drawn(), (Points{{10, 0}, {10, 3}, {12, 0}, {14, 7}, {16, 0}}));
    EXPECT_TRUE(m_view.plot().xAxis->range().contains(10.0) && m_view.plot().xAxis->range().contains(16.0));
    EXPECT_EQ(m_view.plot().yAxis->range().lower, 0.0);
    EXPECT_GT(m_view.plot().yAxis->range().upper, 7.0);
    EXPECT_EQ(m_view.plot().xAxis->label(), "u [V]");
    EXPECT_EQ(m_view.header().title(),
              "Histogram of u   step 7   t = 0.7 s   mean 12.5 V   σ 1.25 V");
    EXPECT_TRUE(m_view.isComplete());
    m_view.countControl().chooseLogarithmic(true);
    EXPECT_TRUE(std::isnan(drawn()[2].second)) << "an empty bin is a gap";
    EXPECT_FALSE(m_view.header().title().contains(QStringLiteral("not shown")));
}

TEST_F(HistogramViewTest, ReadoutsTellTheBinAndItsDistanceToTheMarker)
{
    show({3, 0, 7});
    ASSERT_TRUE(giveKeys(m_view.plot()));
    const auto readout = [&](double value) {
        QTest::mouseMove(&m_view.plot(), pixelAt(value, 1.0));
        QTest::qWait(0);
        return m_view.header().readout();
    };
    EXPECT_TRUE(waitFor([&] { return readout(15.0) == "7 values (70 %)   14 to 16 V"; }))
        << m_view.header().readout().toStdString();
    QTest::keyClick(&m_view.plot(), Qt::Key_M);
    EXPECT_TRUE(waitFor([&] {
        return readout(11.0) == "3 values (30 %)   10 to 12 V   Δvalue = -4 V   Δcount = -4" ||
               readout(11.0) == "3 values (30 %)   10 to 12 V   Δvalue = −4 V   Δcount = −4";
    })) << m_view.header().readout().toStdString();
    EXPECT_EQ(readout(10.0 - 5.0), "");
}

TEST_F(HistogramViewTest, AsksForTheFieldInAsManyBinsAsChosen)
{
    EXPECT_EQ(*m_view.query<HistogramQuery>(), (HistogramQuery{"u", 100}));
    QSignalSpy changed(&m_view, &View::stateChanged);
    ASSERT_NE(bins(20), nullptr);
    bins(20)->trigger();
    EXPECT_EQ(m_view.query<HistogramQuery>()->bins, 20U);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_TRUE(bins(20)->isChecked());
    EXPECT_FALSE(m_view.isComplete());
    m_view.valueControl().chooseLogarithmic(true);
    const QJsonObject state = m_view.saveState();
    HistogramView other;
    giveSubject(other, m_run, m_field);
    other.restoreState(state);
    EXPECT_EQ(other.saveState(), state);
    EXPECT_EQ(other.query<HistogramQuery>()->bins, 20U);
    other.restoreState({{QStringLiteral("bins"), -7}, {QStringLiteral("values"), 3}});
    EXPECT_EQ(other.query<HistogramQuery>()->bins, 100U) << "what makes no sense is as by default";
    giveSubject(m_view, nullptr, nullptr);
    EXPECT_EQ(m_view.query<HistogramQuery>(), nullptr);
    EXPECT_TRUE(m_view.isComplete());
}

TEST_F(HistogramViewTest, WhatCannotBeShownIsSaid)
{
    auto none = answer({});
    none->values = 4;
    none->nonFinite = 4;
    giveResult(m_view, none);
    EXPECT_EQ(m_view.placeholder(), "'u' has no finite value at this step.");
    EXPECT_TRUE(m_view.header().title().contains(QStringLiteral("4 values not finite")));
    show({1});
    EXPECT_EQ(m_view.placeholder(), "");
    auto problem = std::make_shared<QueryResult>();
    problem->run = m_run;
    problem->problem = "It cannot be read.";
    giveResult(m_view, problem);
    EXPECT_EQ(m_view.placeholder(), "It cannot be read.");
    EXPECT_TRUE(m_view.data().isEmpty());
    show({1});
    giveSubject(m_view, m_run, makeField("v", {10}));
    EXPECT_TRUE(drawn().empty()) << "nothing of another field";
}

TEST_F(HistogramViewTest, GivesItsNumbers)
{
    show({3, 0, 7});
    const ViewData data = m_view.data();
    ASSERT_EQ(data.columns.size(), 3U);
    EXPECT_EQ(data.columns[0].values, (std::vector<double>{10, 12, 14}));
    EXPECT_EQ(data.columns[1].values, (std::vector<double>{12, 14, 16}));
    EXPECT_EQ(data.columns[2].values, (std::vector<double>{3, 0, 7}));
}

} // namespace h5pulse::viewer::test
