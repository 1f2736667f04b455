// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/reduce.h"
#include "synthetic.h"
#include "views/profile/profile_picture.h"

#include <h5pulse/service/frame.h>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

using Reference = OverlayChoice::Reference;
using Role = ProfileCurve::Role;

/// A run with two profiles, u and v (longer, over k), and a scalar. u is 100 * step + i at component i.
class ProfilePictureTest : public testing::Test
{
protected:
    ProfilePictureTest()
    {
        auto run = std::make_shared<RunDescription>();
        run->hasTimes = true;
        run->timeName = "t";
        run->fields = {field("u", 4), field("v", 6, makeAxis("k", {0, 1, 2, 3, 4, 5})), makeField("e", {})};
        m_run = run;
    }

    static FieldPtr field(const char* name, std::size_t points, AxisPtr axis = nullptr,
                          ElementType type = ElementType::Float64)
    {
        auto field = makeField(name, {points}, type);
        field->axes.front() = std::move(axis);
        std::vector<double> x(points);
        std::iota(x.begin(), x.end(), 0.0);
        field->profileCoordinates = std::make_shared<const std::vector<double>>(std::move(x));
        return field;
    }

    static std::shared_ptr<Frame> frame(const RunDescriptionPtr& run, const FieldPtr& field,
                                        std::uint64_t step, double offset = 0.0)
    {
        auto frame = std::make_shared<Frame>();
        frame->run = run;
        frame->field = field;
        frame->step = step;
        frame->x = field->profileCoordinates;
        for (std::size_t i = 0; i < field->components(); ++i) {
            frame->real.push_back(offset + 100.0 * static_cast<double>(step) + static_cast<double>(i));
        }
        measure(*frame);
        return frame;
    }
    std::shared_ptr<Frame> u(std::uint64_t step, double offset = 0.0)
    {
        return frame(m_run, m_run->fields[0], step, offset);
    }

    /// The service's answer to a query: frames of a run with this many steps.
    FrameSet answer(const OverlayChoice& choice, std::uint64_t cursor, std::uint64_t steps = 50)
    {
        FrameSet set;
        set.run = m_run;
        set.cursor = cursor;
        set.query.frames = framesFor(choice, *u(cursor));
        for (const FrameWanted& wanted : set.query.frames) {
            const bool fixed = wanted.from == FrameWanted::From::Start;
            const bool before = !fixed && wanted.steps > cursor;
            const std::uint64_t step = fixed ? wanted.steps : cursor - wanted.steps;
            set.frames.push_back(before || step >= steps ? nullptr
                                                         : frame(m_run, m_run->field(wanted.field), step));
        }
        return set;
    }
    ProfilePicture picture(const OverlayChoice& choice, std::uint64_t cursor, std::uint64_t steps = 50)
    {
        m_set = answer(choice, cursor, steps);
        return makePicture(choice, {u(cursor), &m_set, m_other, m_otherFrame});
    }

    RunDescriptionPtr m_run;
    FrameSet m_set;
    ComparedRun m_other;
    FramePtr m_otherFrame;
};

std::vector<std::uint64_t> stepsOf(const ProfilePicture& picture)
{
    std::vector<std::uint64_t> steps;
    for (const ProfileCurve& curve : picture.curves) {
        steps.push_back(curve.frame->step);
    }
    return steps;
}

} // namespace

TEST_F(ProfilePictureTest, WithoutAChoiceIsTheSubject)
{
    EXPECT_TRUE(framesFor({}, *u(3)).empty());
    const FramePtr subject = u(3);
    const ProfilePicture picture = makePicture({}, {subject, nullptr, {}});
    EXPECT_EQ(picture.main, subject);
    EXPECT_EQ(picture.reference, "");
    EXPECT_TRUE(picture.curves.empty());
    EXPECT_TRUE(picture.notes.isEmpty());
}

TEST_F(ProfilePictureTest, GhostsAreTheStepsBeforeTheCursorAndFade)
{
    OverlayChoice choice;
    choice.ghosts = 3;
    const ProfilePicture shown = picture(choice, 20);
    EXPECT_EQ(stepsOf(shown), (std::vector<std::uint64_t>{17, 18, 19})) << "the oldest at the back";
    EXPECT_EQ(shown.curves[0].age, 1.0);
    EXPECT_EQ(shown.curves[1].age, 0.5);
    EXPECT_EQ(shown.curves[2].age, 0.0);
    EXPECT_EQ(shown.curves[0].label, "");
    EXPECT_EQ(shown.curves[2].label, "steps 17 to 19");
    EXPECT_EQ(stepsOf(picture(choice, 1)), std::vector<std::uint64_t>{0}) << "there are no more";
    EXPECT_TRUE(picture(choice, 0).curves.empty());
}

TEST_F(ProfilePictureTest, GhostsOfWhereTheCursorWasAreBeforeItAsWell)
{
    OverlayChoice choice;
    choice.ghosts = 5;
    m_set = answer(choice, 20);
    const ProfilePicture back = makePicture(choice, {u(17), &m_set, {}});
    EXPECT_EQ(stepsOf(back), (std::vector<std::uint64_t>{15, 16}));
    const ProfilePicture on = makePicture(choice, {u(22), &m_set, {}});
    EXPECT_EQ(stepsOf(on), (std::vector<std::uint64_t>{15, 16, 17, 18, 19})) << "until the others are read";
}

TEST_F(ProfilePictureTest, InitialStateAndPins)
{
    OverlayChoice choice;
    choice.initial = true;
    choice.pins = {30, 4};
    const ProfilePicture shown = picture(choice, 20);
    ASSERT_EQ(stepsOf(shown), (std::vector<std::uint64_t>{0, 30, 4}));
    EXPECT_EQ(shown.curves[0].label, "initial");
    EXPECT_EQ(shown.curves[1].label, "step 30");
    EXPECT_EQ(shown.curves[1].frame->real, (std::vector<double>{3000, 3001, 3002, 3003}));
    EXPECT_NE(shown.curves[1].hue, shown.curves[2].hue);
    EXPECT_TRUE(shown.notes.isEmpty());
}

TEST_F(ProfilePictureTest, APinBeyondTheEndIsSaidToBe)
{
    OverlayChoice choice;
    choice.pins = {30, 4};
    const ProfilePicture shown = picture(choice, 9, 10); // the run was replaced by a shorter one
    EXPECT_EQ(stepsOf(shown), std::vector<std::uint64_t>{4});
    EXPECT_EQ(shown.notes, QStringList{QStringLiteral("there is no step 30")});
    choice.reference = Reference::Step;
    choice.referenceStep = 30;
    const ProfilePicture difference = picture(choice, 9, 10);
    EXPECT_EQ(difference.reference, "") << "values are drawn";
    EXPECT_EQ(difference.main->real[0], 900.0);
    EXPECT_EQ(difference.notes, QStringList{QStringLiteral("there is no step 30")}) << "once";
}

TEST_F(ProfilePictureTest, FramesOfAnotherRunAreNotDrawn)
{
    OverlayChoice choice;
    choice.initial = true;
    choice.ghosts = 2;
    choice.fields = {QStringLiteral("v")};
    m_set = answer(choice, 20);
    auto subject = u(20);
    subject->run = std::make_shared<RunDescription>(*m_run);
    EXPECT_TRUE(makePicture(choice, {subject, &m_set, {}}).curves.empty());
}

TEST_F(ProfilePictureTest, DifferencesToAStep)
{
    OverlayChoice choice;
    choice.pins = {4};
    choice.ghosts = 1;
    choice.reference = Reference::Step;
    choice.referenceStep = 4;
    const ProfilePicture shown = picture(choice, 20);
    EXPECT_EQ(shown.reference, "step 4");
    EXPECT_EQ(shown.main->real, (std::vector<double>(4, 1600.0)));
    EXPECT_EQ(shown.main->minimum, 1600.0) << "it is measured";
    EXPECT_EQ(shown.main->step, 20U);
    ASSERT_EQ(stepsOf(shown), std::vector<std::uint64_t>{19}) << "the reference itself is zero";
    EXPECT_EQ(shown.curves[0].frame->real, (std::vector<double>(4, 1500.0)));
}

TEST_F(ProfilePictureTest, DifferencesToTheInitialStateWhereItIsNotDrawn)
{
    OverlayChoice choice;
    choice.reference = Reference::Initial;
    choice.fields = {QStringLiteral("v")};
    const ProfilePicture shown = picture(choice, 3);
    EXPECT_EQ(shown.reference, "initial");
    EXPECT_EQ(shown.main->real, (std::vector<double>(4, 300.0)));
    EXPECT_TRUE(shown.curves.empty());
    EXPECT_EQ(shown.notes, QStringList{QStringLiteral("v is not shown beside differences")});
}

TEST_F(ProfilePictureTest, OtherFieldsOverTheirOwnCoordinates)
{
    OverlayChoice choice;
    choice.fields = {QStringLiteral("v"), QStringLiteral("u"), QStringLiteral("e"), QStringLiteral("gone")};
    const ProfilePicture shown = picture(choice, 3);
    ASSERT_EQ(shown.curves.size(), 1U) << "the subject is drawn once";
    EXPECT_EQ(shown.curves[0].label, "v over k");
    EXPECT_EQ(shown.curves[0].frame->real.size(), 6U);
    EXPECT_EQ(shown.notes, (QStringList{QStringLiteral("this run has no profile e"),
                                        QStringLiteral("this run has no profile gone")}));
}

TEST_F(ProfilePictureTest, TheOtherRunAndDifferencesToIt)
{
    m_other.name = QStringLiteral("b.h5");
    m_otherFrame = frame(m_run, m_run->fields[0], 18, 0.5);
    m_other.note = QStringLiteral("it ends at step 18");
    const ProfilePicture shown = picture({}, 20);
    ASSERT_EQ(shown.curves.size(), 1U);
    EXPECT_EQ(shown.curves[0].role, Role::OtherRun);
    EXPECT_EQ(shown.curves[0].label, "b.h5, step 18");
    EXPECT_EQ(shown.curves[0].frame->real[0], 1800.5);
    EXPECT_EQ(shown.notes, QStringList{QStringLiteral("b.h5: it ends at step 18")});

    OverlayChoice choice;
    choice.reference = Reference::OtherRun;
    choice.initial = true;
    const ProfilePicture difference = picture(choice, 20);
    EXPECT_EQ(difference.reference, "b.h5");
    EXPECT_EQ(difference.main->real, std::vector<double>(4, 199.5));
    ASSERT_EQ(difference.curves.size(), 1U);
    EXPECT_EQ(difference.curves[0].frame->real, std::vector<double>(4, -1800.5)) << "the initial state";

    auto moved = frame(m_run, field("u", 4), 18);
    moved->x = std::make_shared<const std::vector<double>>(std::vector<double>{0, 1.5, 3, 4.5});
    m_otherFrame = moved;
    EXPECT_TRUE(picture(choice, 20).notes.contains(QStringLiteral("its points are at other coordinates")));

    m_other = {};
    m_otherFrame = nullptr;
    const ProfilePicture closed = picture(choice, 20);
    EXPECT_EQ(closed.reference, "");
    EXPECT_EQ(closed.notes, QStringList{QStringLiteral("no run is open for comparison")});
}

TEST_F(ProfilePictureTest, AnotherNumberOfPointsIsDrawnAndNotSubtracted)
{
    m_other.name = QStringLiteral("b.h5");
    m_otherFrame = frame(m_run, field("u", 7), 3);
    OverlayChoice choice;
    choice.reference = Reference::OtherRun;
    const ProfilePicture shown = picture(choice, 3);
    EXPECT_EQ(shown.reference, "");
    ASSERT_EQ(shown.curves.size(), 1U);
    EXPECT_EQ(shown.curves[0].frame->real.size(), 7U);
    EXPECT_EQ(shown.notes, QStringList{QStringLiteral("cannot subtract fields of 4 and 7 points")});
}

TEST_F(ProfilePictureTest, OverlaysShareABoundedNumberOfPoints)
{
    OverlayChoice choice;
    choice.initial = true;
    for (const FrameWanted& wanted : framesFor(choice, *u(3))) {
        EXPECT_EQ(wanted.detail.pixels, 20'000U);
    }
    choice.ghosts = 20;
    choice.pins = {1, 2, 3, 4, 5, 6, 7, 8};
    choice.reference = Reference::Initial;
    const std::vector<FrameWanted> wanted = framesFor(choice, *u(3));
    ASSERT_EQ(wanted.size(), 30U);
    EXPECT_EQ(wanted.front().detail.pixels, 1'000U);
    EXPECT_EQ(wanted.back().detail, FrameDetail{}) << "differences are those of all points";
}

TEST(FrameDifference, IsThatOfEachValue)
{
    QString problem;
    const double big = 1e308;
    const double inf = std::numeric_limits<double>::infinity();
    const FramePtr a = makeProfile({1.5, NAN, big, -big, inf, 1e-320});
    const FramePtr b = makeProfile({1.0, 2.0, -big, -big, inf, 0.0});
    const FramePtr c = difference(a, b, problem);
    ASSERT_NE(c, nullptr);
    EXPECT_EQ(c->real[0], 0.5);
    EXPECT_TRUE(std::isnan(c->real[1]));
    EXPECT_EQ(c->real[2], inf) << "2e308 is more than a double holds";
    EXPECT_EQ(c->real[3], 0.0);
    EXPECT_TRUE(std::isnan(c->real[4]));
    EXPECT_EQ(c->real[5], 1e-320);
    EXPECT_EQ(c->nonFinite, 3U) << "and the headline counts them";
    EXPECT_EQ(difference(makeProfile({3}), makeProfile({1}), problem)->real, std::vector<double>{2.0});
    EXPECT_EQ(problem, "");
}

TEST(FrameDifference, OfComplexValues)
{
    QString problem;
    const auto complex = [](std::vector<double> real, std::vector<double> imaginary) {
        auto frame = makeProfile(std::move(real));
        frame->imaginary = std::move(imaginary);
        return frame;
    };
    const FramePtr a = complex({1, 2}, {3, 4});
    EXPECT_EQ(difference(a, complex({1, 0}, {0, 5}), problem)->imaginary, (std::vector<double>{3, -1}));
    EXPECT_EQ(difference(a, makeProfile({1, 2}), problem), nullptr);
    EXPECT_EQ(problem, "cannot subtract a real and a complex field");
}

TEST(FrameDifference, GoesByComponentWhereOrdersDiffer)
{
    // The coordinates of the field descend in one of the runs, so its frame has the values in reverse order.
    auto a = makeProfile({10, 20, 30});
    a->components = std::make_shared<const std::vector<std::uint64_t>>(std::vector<std::uint64_t>{2, 1, 0});
    QString problem;
    const FramePtr c = difference(a, makeProfile({1, 2, 3}), problem);
    EXPECT_EQ(c->real, (std::vector<double>{7, 18, 29}));
    EXPECT_EQ(c->componentAt(0), 2U);
}

TEST(FrameDifference, OfThinnedProfilesIsExactWhereBothHaveThePoint)
{
    std::vector<double> noise(1000);
    std::vector<double> other(1000);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = std::sin(static_cast<double>(i * i));
        other[i] = std::cos(static_cast<double>(3 * i * i));
    }
    auto a = makeProfile(noise);
    auto b = makeProfile(other);
    reduceProfile(*a, {.pixels = 100});
    reduceProfile(*b, {.pixels = 150});
    QString problem;
    const FramePtr c = difference(a, b, problem);
    ASSERT_NE(c, nullptr);
    ASSERT_GT(c->real.size(), 10U);
    ASSERT_LT(c->real.size(), a->real.size());
    for (std::size_t i = 0; i < c->real.size(); ++i) {
        const auto k = static_cast<std::size_t>(c->componentAt(i));
        EXPECT_EQ(c->real[i], noise[k] - other[k]);
        EXPECT_EQ((*c->x)[i], static_cast<double>(k));
    }
}

} // namespace h5pulse::viewer::test
