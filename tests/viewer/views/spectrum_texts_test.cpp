// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"
#include "views/spectrum/spectrum_texts.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(SpectrumUnits, AreThoseOfThePhysics)
{
    EXPECT_EQ(inverseUnits(QStringLiteral("m")), QStringLiteral("1/m"));
    EXPECT_EQ(inverseUnits(QStringLiteral("s")), QStringLiteral("Hz"));
    EXPECT_EQ(inverseUnits(QStringLiteral("m/s")), QStringLiteral("1/(m/s)"));
    EXPECT_EQ(inverseUnits(QString()), QStringLiteral(""));
    EXPECT_EQ(densityUnits(QStringLiteral("V"), QStringLiteral("s")), QStringLiteral("V²/Hz"));
    EXPECT_EQ(densityUnits(QStringLiteral("V"), QStringLiteral("m")), QStringLiteral("V² m"));
    EXPECT_EQ(densityUnits(QStringLiteral("m/s"), QString()), QStringLiteral("(m/s)²"));
    EXPECT_EQ(densityUnits(QString(), QStringLiteral("m")), QStringLiteral("m"));
    EXPECT_EQ(densityUnits(QString(), QStringLiteral("s")), QStringLiteral("1/Hz"));
}

TEST(SpectrumTitle, NamesTheProfileOrTheStretchOfTheTrace)
{
    SpectrumResult result;
    result.run = makeRun();
    result.origin.field = makeField("u", {128});
    result.origin.step = 3;
    result.origin.time = 0.5;
    EXPECT_EQ(titleOf(result), "u   step 3   t = 0.5 s");
    result.origin.overTime = true;
    result.query.trace = {"u", 12, Part::Real};
    EXPECT_EQ(titleOf(result), "u[12]") << "no steps";
    result.origin.steps = {10, 20};
    result.origin.firstTime = 1.0;
    result.origin.lastTime = 1.9;
    EXPECT_EQ(titleOf(result), "u[12]   t = 1 to 1.9 s");
    result.run = makeRun(false);
    EXPECT_EQ(titleOf(result), "u[12]   steps 10 to 19");
}

TEST(SpectrumTitle, SaysHowTheSamplesWereChosen)
{
    SpectrumResult result;
    result.run = makeRun();
    const auto field = makeField("u", {128});
    field->axes = {makeAxis("x", std::vector<double>(128))};
    result.origin.field = field;
    result.samples = 1'048'576;
    result.origin.notes = {SampleNote::UnevenCoordinate, SampleNote::UnevenTimes, SampleNote::UnorderedTimes,
                           SampleNote::FirstOnly, SampleNote::LastOnly};
    const QStringList notes = notesOf(result);
    EXPECT_EQ(notes.join(QLatin1Char(';')),
              "x is not even: per point;times are not even: resampled;times do not ascend: per step;"
              "of the first 1,048,576 points;of the last 1,048,576 steps");
}

} // namespace h5pulse::viewer::test
