// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles with overlays of other steps, from the file of a real writer.
#include "ui/keys/key_list.h"
#include "ui/slider/step_slider.h"
#include "ui/time/time_bar.h"
#include "ui/views/view_dock.h"
#include "ui/views/view_history.h"
#include "views/profile/profile_overlays.h"
#include "window_fixture.h"

#include <QMenuBar>
#include <QUndoStack>

namespace h5pulse::viewer::test {

namespace {

class WindowOverlays : public WindowTest
{
protected:
    OverlayCurves& curves() { return profile().overlays().curves(); }
    void choose(const OverlayChoice& choice)
    {
        profile().restoreState({{QStringLiteral("overlays"), choice.toJson()}});
    }
    std::vector<qint64> shownSteps()
    {
        std::vector<qint64> steps;
        for (const ProfileCurve& curve : curves().curves()) {
            steps.push_back(static_cast<qint64>(curve.frame->step));
        }
        return steps;
    }
    /// Whether a curve has the values that test_writer wrote at a step.
    bool isStep(std::size_t curve, double step, double offset = 0.0)
    {
        const auto data = curves().graph(curve)->data();
        bool same = data->size() == 64;
        for (int i = 0; same && i < 64; ++i) {
            same = data->at(i)->value == offset + step + i * 1e-3 && data->at(i)->key == 0.5 * i;
        }
        return same;
    }
};

} // namespace

TEST_F(WindowOverlays, AreTheFilesValues)
{
    LiveWriter writer(m_path);
    writer.append(40);
    open();
    ASSERT_TRUE(waitForStep(39));
    OverlayChoice choice;
    choice.initial = true;
    choice.pins = {30};
    choice.ghosts = 3;
    choose(choice);
    document().goToStep(20);
    ASSERT_TRUE(waitFor([&] { return shownStep() == 20 && profile().isComplete(); }));
    ASSERT_EQ(shownSteps(), (std::vector<qint64>{17, 18, 19, 0, 30}));
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_TRUE(isStep(i, static_cast<double>(shownSteps()[i]))) << i;
    }
    EXPECT_TRUE(curveBelongsToTitle());
    document().goToStep(1);
    ASSERT_TRUE(waitFor([&] { return shownStep() == 1 && profile().isComplete(); }));
    EXPECT_EQ(shownSteps(), (std::vector<qint64>{0, 0, 30}));

    document().goLive();
    writer.append(5);
    ASSERT_TRUE(waitFor([&] { return shownStep() == 44 && profile().isComplete(); }));
    EXPECT_EQ(shownSteps(), (std::vector<qint64>{41, 42, 43, 0, 30}));
}

TEST_F(WindowOverlays, DifferenceToAPinOfALiveRun)
{
    LiveWriter writer(m_path);
    writer.append(40);
    open();
    ASSERT_TRUE(waitForStep(39));
    OverlayChoice choice;
    choice.pins = {10};
    choice.reference = OverlayChoice::Reference::Step;
    choice.referenceStep = 10;
    choose(choice);
    ASSERT_TRUE(waitFor([&] { return profile().isComplete(); }));
    const auto differs = [&](double expected) {
        const auto data = profile().plot().graph(0)->data();
        return data->size() == 64 && std::abs(data->at(63)->value - expected) < 1e-12;
    };
    EXPECT_TRUE(differs(29.0));
    writer.append(1);
    EXPECT_TRUE(waitFor([&] { return differs(30.0); }));
    EXPECT_TRUE(profile().header().title().contains(QStringLiteral("difference to step 10")));
}

TEST_F(WindowOverlays, APinBeyondTheEndOfAReplacedRun)
{
    {
        LiveWriter writer(m_path);
        writer.append(40);
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(39));
    OverlayChoice choice;
    choice.pins = {30, 2};
    choose(choice);
    ASSERT_TRUE(waitFor([&] { return profile().isComplete() && curves().curves().size() == 2; }));
    std::filesystem::remove(m_path);
    LiveWriter writer(m_path, 500.0);
    writer.append(5);
    ASSERT_TRUE(waitFor([&] { return shownStep() == 4 && profile().isComplete(); }));
    EXPECT_EQ(shownSteps(), std::vector<qint64>{2});
    EXPECT_TRUE(isStep(0, 2.0, 500.0));
    EXPECT_TRUE(profile().header().title().endsWith(QStringLiteral("there is no step 30")))
        << profile().header().title().toStdString();
    writer.append(30);
    EXPECT_TRUE(waitFor([&] { return shownSteps() == std::vector<qint64>{30, 2}; })) << "now there is";
}

TEST_F(WindowOverlays, PinningIsUndone)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    QTest::qWait(0);
    const std::vector<KeyLine> keys = keyLines(*m_window->menuBar(), m_window->views());
    EXPECT_TRUE(
        std::ranges::any_of(keys, [](const KeyLine& line) { return line.keys == QStringLiteral("P"); }));
    profile().plot().setFocus();
    QTest::keyClick(&profile().plot(), Qt::Key_P);
    ASSERT_EQ(profile().overlays().choice().pins, std::vector<std::uint64_t>{9});
    ASSERT_TRUE(waitFor([&] { return shownSteps() == std::vector<qint64>{9}; }));
    m_window->history().stack().undo();
    EXPECT_TRUE(profile().overlays().choice().pins.empty());
    EXPECT_TRUE(curves().isEmpty());
    m_window->history().stack().redo();
    EXPECT_TRUE(waitFor([&] { return shownSteps() == std::vector<qint64>{9}; }));
}

TEST_F(WindowOverlays, PinnedStepsAreMarkedInTheSlider)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    StepSlider& slider = m_window->timeBar().slider();
    OverlayChoice choice;
    choice.pins = {7, 2};
    choose(choice);
    ASSERT_TRUE(waitFor([&] { return shownSteps() == std::vector<qint64>{7, 2}; }));
    const auto marks = [&] { return slider.marks(MarkSource::Views); };
    ASSERT_EQ(marks().size(), 2U);
    EXPECT_EQ(marks()[0].step, 2U);
    EXPECT_EQ(marks()[1].step, 7U);
    const auto likeTheirCurves = [&] {
        return marks()[1].color == curves().graph(0)->pen().color() &&
               marks()[0].color == curves().graph(1)->pen().color();
    };
    EXPECT_TRUE(likeTheirCurves());
    const QColor light = marks()[0].color;
    applyThemeChoice(ThemeChoice::Dark);
    ASSERT_TRUE(waitFor([&] { return marks()[0].color != light; }));
    EXPECT_TRUE(likeTheirCurves());
    applyThemeChoice(ThemeChoice::Light);

    QTest::mouseClick(&slider, Qt::LeftButton, {}, {slider.positionOf(2).x(), 2});
    EXPECT_TRUE(waitForStep(2));

    choice.unpin(7);
    choose(choice);
    ASSERT_EQ(marks().size(), 1U);
    m_window->views().current()->close();
    EXPECT_TRUE(marks().empty()) << "nobody sees what it is about";
    m_window->views().show(QStringLiteral("state"));
    EXPECT_EQ(marks().size(), 1U);
    document().selectField("energy");
    EXPECT_TRUE(waitFor([&] { return marks().empty(); })) << "a number";
}

} // namespace h5pulse::viewer::test
