// SPDX-License-Identifier: GPL-3.0-or-later
// A profile with overlays: its curves, its legend and its exported values.
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/profile/profile_overlays.h"
#include "views/profile/profile_view.h"
#include "waiting.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

using Reference = OverlayChoice::Reference;

class ProfileOverlaysTest : public testing::Test
{
protected:
    ProfileOverlaysTest()
    {
        m_view.resize(700, 500);
        m_view.show();
        m_subject = makeProfile({1, 2, 3});
        m_subject->step = 9;
        auto run = std::make_shared<RunDescription>(*m_subject->run);
        run->fields = {m_subject->field};
        m_subject->run = run;
        giveFrame(m_view, m_subject);
    }

    /// The subject at another step.
    FramePtr at(std::uint64_t step, std::vector<double> values)
    {
        auto frame = std::make_shared<Frame>(*m_subject);
        frame->step = step;
        frame->real = std::move(values);
        measure(*frame);
        return frame;
    }

    OverlayCurves& curves() { return m_view.overlays().curves(); }
    std::vector<double> drawn(std::size_t curve)
    {
        std::vector<double> values;
        for (const QCPGraphData& point : *curves().graph(curve)->data()) {
            values.push_back(point.value);
        }
        return values;
    }
    QStringList legend()
    {
        QStringList lines;
        for (int i = 0; i < m_view.plot().legend->itemCount(); ++i) {
            if (auto* item = qobject_cast<QCPPlottableLegendItem*>(m_view.plot().legend->item(i))) {
                lines << item->plottable()->name();
            }
        }
        return m_view.plot().legend->visible() ? lines : QStringList();
    }
    /// Triggers a menu entry, found by the texts of its menus and its own text.
    void choose(const QStringList& path)
    {
        QMenu* menu = m_view.overlays().menu();
        for (const QString& text : path) {
            emit menu->aboutToShow();
            QAction* found = nullptr;
            for (QAction* action : menu->actions()) {
                found = action->text() == text ? action : found;
            }
            ASSERT_NE(found, nullptr) << text.toStdString();
            if (found->menu()) {
                menu = found->menu();
            } else {
                ASSERT_TRUE(found->isEnabled());
                found->trigger();
            }
        }
    }
    /// Answers the view's query for frames.
    void answer(std::vector<FramePtr> frames)
    {
        ASSERT_NE(m_view.query<FrameSetQuery>(), nullptr);
        const auto* query = m_view.query<FrameSetQuery>();
        ASSERT_NE(query, nullptr);
        auto set = std::make_shared<FrameSet>();
        set->run = m_subject->run;
        set->cursor = m_subject->step;
        set->query = *query;
        set->frames = std::move(frames);
        giveResult(m_view, set);
    }

    ProfileView m_view;
    std::shared_ptr<Frame> m_subject;
};

} // namespace

TEST_F(ProfileOverlaysTest, NothingIsAskedForOrListedAtFirst)
{
    EXPECT_EQ(m_view.query<FrameSetQuery>(), nullptr);
    EXPECT_TRUE(m_view.isComplete());
    EXPECT_TRUE(legend().isEmpty());
    EXPECT_EQ(m_view.plot().graphCount(), 2);
}

TEST_F(ProfileOverlaysTest, ChosenByTheMenuAreAskedForDrawnAndListed)
{
    QSignalSpy changed(&m_view, &View::stateChanged);
    choose({QStringLiteral("&Initial state")});
    choose({QStringLiteral("Steps &before"), QStringLiteral("The last 3")});
    EXPECT_EQ(changed.count(), 2);
    EXPECT_FALSE(m_view.isComplete());
    answer({at(8, {8, 8, 8}), at(7, {7, 7, NAN}), nullptr, at(0, {-50, 0, 0})});
    EXPECT_TRUE(m_view.isComplete());
    ASSERT_EQ(curves().curves().size(), 3U);
    EXPECT_EQ(drawn(0)[0], 7.0);
    EXPECT_TRUE(std::isnan(drawn(0)[2])) << "a gap";
    EXPECT_EQ(drawn(1), (std::vector<double>{8, 8, 8}));
    EXPECT_EQ(drawn(2), (std::vector<double>{-50, 0, 0}));
    EXPECT_EQ(legend(),
              (QStringList{QStringLiteral("u"), QStringLiteral("steps 7 to 8"), QStringLiteral("initial")}));
    EXPECT_LT(m_view.plot().yAxis->range().lower, -50.0) << "there is room for them";

    auto next = at(10, {1, 2, 3});
    giveFrame(m_view, next);
    EXPECT_FALSE(m_view.isComplete()) << "ghosts of step 10 are not there yet";
    choose({QStringLiteral("Steps &before"), QStringLiteral("&None")});
    choose({QStringLiteral("&Initial state")});
    EXPECT_TRUE(legend().isEmpty());
    EXPECT_EQ(m_view.plot().graphCount(), 2);
    EXPECT_EQ(m_view.query<FrameSetQuery>(), nullptr);
}

TEST_F(ProfileOverlaysTest, PAndPAgainPinsAndUnpins)
{
    m_view.activateWindow();
    ASSERT_TRUE(waitFor([&] { return m_view.isActiveWindow(); }));
    m_view.plot().setFocus();
    QTest::keyClick(&m_view.plot(), Qt::Key_P);
    ASSERT_EQ(m_view.overlays().choice().pins, std::vector<std::uint64_t>{9});
    giveFrame(m_view, at(12, {4, 5, 6}));
    answer({at(9, {1, 2, 3})});
    EXPECT_EQ(drawn(0), (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(legend(), (QStringList{QStringLiteral("u"), QStringLiteral("step 9")}));
    QTest::keyClick(&m_view.plot(), Qt::Key_P);
    EXPECT_EQ(m_view.overlays().choice().pins, (std::vector<std::uint64_t>{9, 12}));
    QTest::keyClick(&m_view.plot(), Qt::Key_P);
    choose({QStringLiteral("&Unpin"), QStringLiteral("Step 9")});
    EXPECT_TRUE(m_view.overlays().choice().pins.empty());
}

TEST_F(ProfileOverlaysTest, DifferencesHaveAnAxisOfTheirOwn)
{
    choose({QStringLiteral("&Difference to"), QStringLiteral("&Initial state")});
    EXPECT_EQ(m_view.plot().yAxis->label(), "u [V]") << "until it is read";
    answer({at(0, {1000, 1000, 1000})});
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(2)->value, -997.0);
    EXPECT_EQ(m_view.plot().yAxis->label(), "u − initial [V]");
    EXPECT_EQ(m_view.header().title(), "u   step 9   t = 0.5 s   difference to initial");
    EXPECT_LT(m_view.plot().yAxis->range().upper, -990.0) << "nothing of the values is left in the range";
    m_view.valueControl().chooseFixed(-1, 1);
    choose({QStringLiteral("&Difference to"), QStringLiteral("&Nothing")});
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(2)->value, 3.0);
    EXPECT_EQ(m_view.plot().yAxis->label(), "u [V]");
    EXPECT_EQ(m_view.valueControl().settings().mode, ScaleMode::Steady) << "the choice was for differences";
    EXPECT_LT(m_view.plot().yAxis->range().upper, 4.0);
}

TEST_F(ProfileOverlaysTest, TheOtherRunIsDashed)
{
    OtherRun other;
    other.name = QStringLiteral("b.h5");
    other.frame = at(4, {5, 6, 7});
    giveComparison(m_view, other);
    EXPECT_EQ(m_view.query<FrameSetQuery>(), nullptr) << "nothing of this run is needed for it";
    ASSERT_EQ(curves().curves().size(), 1U);
    EXPECT_EQ(drawn(0), (std::vector<double>{5, 6, 7}));
    EXPECT_EQ(curves().graph(0)->pen().style(), Qt::DashLine);
    EXPECT_EQ(legend(), (QStringList{QStringLiteral("u"), QStringLiteral("b.h5, step 4")}));
    choose({QStringLiteral("&Difference to"), QStringLiteral("b.h5")});
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(0)->value, -4.0);
    giveComparison(m_view, {});
    EXPECT_EQ(m_view.plot().graph(0)->data()->at(0)->value, 1.0);
    EXPECT_TRUE(curves().isEmpty());
}

TEST_F(ProfileOverlaysTest, ComplexOverlaysHaveTwoCurves)
{
    auto subject = std::make_shared<Frame>(*m_subject);
    auto field = std::make_shared<FieldDescription>(*subject->field);
    field->type = ElementType::Complex128;
    subject->field = field;
    subject->imaginary = {4, 5, 6};
    subject->run = makeRun();
    m_subject = subject;
    giveFrame(m_view, subject);
    choose({QStringLiteral("&Initial state")});
    auto first = std::make_shared<Frame>(*subject);
    first->step = 0;
    first->imaginary = {7, 8, 9};
    answer({first});
    EXPECT_EQ(curves().graph(0, true)->data()->at(0)->value, 7.0);
    EXPECT_EQ(legend(),
              (QStringList{QStringLiteral("real part"), QStringLiteral("imaginary part"),
                           QStringLiteral("initial, real part"), QStringLiteral("initial, imaginary part")}));
}

TEST_F(ProfileOverlaysTest, OnePointIsADot)
{
    giveFrame(m_view, makeProfile({3}));
    OtherRun other;
    other.name = QStringLiteral("b.h5");
    other.frame = makeProfile({5});
    giveComparison(m_view, other);
    EXPECT_EQ(drawn(0), std::vector<double>{5.0});
    EXPECT_EQ(curves().graph(0)->scatterStyle().shape(), QCPScatterStyle::ssDisc);
}

TEST_F(ProfileOverlaysTest, FarApartValuesAreAllInsideOfTheAxis)
{
    giveFrame(m_view, makeProfile({1e308, -1e308}));
    OtherRun other;
    other.name = QStringLiteral("b.h5");
    other.frame = makeProfile({-1e308, 1.7e308});
    giveComparison(m_view, other);
    const QCPRange range = m_view.plot().yAxis->range();
    for (const double value : drawn(0)) {
        EXPECT_TRUE(range.contains(value)) << value;
    }
    choose({QStringLiteral("&Difference to"), QStringLiteral("b.h5")});
    EXPECT_TRUE(m_view.header().title().contains(QStringLiteral("2 values not finite")))
        << m_view.header().title().toStdString();
    m_view.drawNow();
}

TEST_F(ProfileOverlaysTest, AreGivenAsColumns)
{
    choose({QStringLiteral("&Initial state")});
    answer({at(0, {4, 5, 6})});
    OtherRun other;
    other.name = QStringLiteral("b.h5");
    auto longer = std::make_shared<Frame>(*makeProfile({7, 8, 9, 10}));
    other.frame = longer;
    giveComparison(m_view, other);
    const ViewData data = m_view.data();
    ASSERT_EQ(data.columns.size(), 5U);
    EXPECT_EQ(data.columns[1].name, "u [V]");
    EXPECT_EQ(data.columns[2].name, "initial");
    EXPECT_EQ(std::vector(data.columns[2].values.begin(), data.columns[2].values.begin() + 3),
              (std::vector<double>{4, 5, 6}));
    EXPECT_TRUE(std::isnan(data.columns[2].values[3])) << "columns have one length";
    EXPECT_EQ(data.columns[3].name, "index of b.h5, step 7");
    EXPECT_EQ(data.columns[4].values, (std::vector<double>{7, 8, 9, 10}));
}

TEST_F(ProfileOverlaysTest, TheChoiceComesBack)
{
    choose({QStringLiteral("&Pin this step")});
    choose({QStringLiteral("&Difference to"), QStringLiteral("Step 9")});
    choose({QStringLiteral("Steps &before"), QStringLiteral("The last 5")});
    const QJsonObject state = m_view.saveState();
    ProfileView other;
    other.restoreState(state);
    EXPECT_EQ(other.overlays().choice(), m_view.overlays().choice());
    EXPECT_EQ(other.saveState(), state);
    giveFrame(other, m_subject);
    ASSERT_NE(other.query<FrameSetQuery>(), nullptr);
    EXPECT_EQ(*other.query<FrameSetQuery>(), *m_view.query<FrameSetQuery>());
    other.restoreState({});
    EXPECT_EQ(other.overlays().choice(), OverlayChoice());
    EXPECT_EQ(other.query<FrameSetQuery>(), nullptr);
}

TEST_F(ProfileOverlaysTest, WhatCannotBeReadIsSaid)
{
    choose({QStringLiteral("&Initial state")});
    auto result = std::make_shared<QueryResult>();
    result->run = m_subject->run;
    result->problem = "the disk is broken";
    giveResult(m_view, result);
    EXPECT_TRUE(m_view.header().title().endsWith(QStringLiteral("   the disk is broken")));
    EXPECT_TRUE(m_view.isComplete()) << "a picture need not wait for it";
}

TEST_F(ProfileOverlaysTest, TwentyGhostsOfAHundredThousandPointsAreNoWork)
{
    std::vector<double> noise(40'000 / 20);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = std::sin(static_cast<double>(i * i));
    }
    auto subject = makeProfile(std::vector<double>(100'000, 0.5));
    subject->step = 100;
    giveFrame(m_view, subject);
    choose({QStringLiteral("Steps &before"), QStringLiteral("The last 20")});
    ASSERT_NE(m_view.query<FrameSetQuery>(), nullptr);
    const auto* query = m_view.query<FrameSetQuery>();
    ASSERT_NE(query, nullptr);
    auto set = std::make_shared<FrameSet>();
    set->run = subject->run;
    set->cursor = 100;
    set->query = *query;
    for (std::uint64_t k = 1; k <= 20; ++k) {
        auto ghost = makeProfile(noise);
        ghost->run = subject->run;
        ghost->step = 100 - k;
        set->frames.push_back(ghost);
    }
    double best = 1e9;
    for (int turn = 0; turn < 5; ++turn) {
        QElapsedTimer timer;
        timer.start();
        giveResult(m_view, set);
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    ASSERT_EQ(curves().curves().size(), 20U);
    EXPECT_LT(best, 16.0);
}

} // namespace h5pulse::viewer::test
