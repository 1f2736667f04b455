// SPDX-License-Identifier: MIT
// stepAt(), also for times that repeat, go back or are NaN, and times at the end of a live file.
#include "support/run_folder.h"
#include "support/test_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace h5pulse::test {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

class ReaderTimes : public RunFolder
{
protected:
    /// A Reader on a live run with these times.
    Reader& readerOf(const std::vector<double>& times)
    {
        m_writer.emplace(m_path, RunSpec{.fields = {{.name = "y"}}}, commitByHand());
        for (const double t : times) {
            m_writer->append(t, 1.0);
        }
        m_writer->commit();
        return m_reader.emplace(m_path);
    }

    std::optional<Writer> m_writer;
    std::optional<Reader> m_reader;
};

TEST_F(ReaderTimes, StepAtIsTheLastOneNotAfterTheTime)
{
    Reader& reader = readerOf({0.0, 1.0, 2.5, 4.0});
    EXPECT_EQ(reader.stepAt(-1.0), 0U);
    EXPECT_EQ(reader.stepAt(0.0), 0U);
    EXPECT_EQ(reader.stepAt(0.999), 0U);
    EXPECT_EQ(reader.stepAt(1.0), 1U);
    EXPECT_EQ(reader.stepAt(3.0), 2U);
    EXPECT_EQ(reader.stepAt(4.0), 3U);
    EXPECT_EQ(reader.stepAt(kInfinity), 3U);
    EXPECT_EQ(reader.stepAt(-kInfinity), 0U);
}

TEST_F(ReaderTimes, StepAtOfARunWithoutStepsIsZero)
{
    EXPECT_EQ(readerOf({}).stepAt(1.0), 0U);
    EXPECT_TRUE(m_reader->readTimes(0, 0).empty());
}

TEST_F(ReaderTimes, StepAtTakesTheLastOfRepeatedTimes)
{
    Reader& reader = readerOf({0.0, 1.0, 1.0, 1.0, 2.0});
    EXPECT_EQ(reader.stepAt(1.0), 3U);
    EXPECT_EQ(reader.stepAt(1.5), 3U);
    EXPECT_EQ(reader.stepAt(0.5), 0U);
}

TEST_F(ReaderTimes, DecreasingAndMissingTimesGiveSomeStep)
{
    const std::vector<double> times{3.0, kNan, 2.0, 1.0, kNan, 0.0, 5.0, kNan};
    Reader& reader = readerOf(times);
    ASSERT_EQ(reader.steps(), times.size());
    for (const double t : {-1.0, 0.0, 1.5, 3.0, 10.0, kNan}) {
        EXPECT_LT(reader.stepAt(t), times.size()) << t;
    }
    EXPECT_EQ(reader.stepAt(kNan), 0U);
}

TEST_F(ReaderTimes, CommittedNanTimesAreSteps)
{
    // The writer has committed these times. They are not the fill value of later rows.
    Reader& reader = readerOf({0.0, kNan, kNan});
    EXPECT_EQ(reader.steps(), 3U);
    const std::vector<double> times = reader.readTimes(0, 3);
    EXPECT_EQ(times[0], 0.0);
    EXPECT_TRUE(std::isnan(times[1]));
    EXPECT_TRUE(std::isnan(times[2]));
    m_writer->close();
    m_reader->refresh();
    EXPECT_EQ(m_reader->steps(), 3U);
    EXPECT_EQ(Reader(m_path).steps(), 3U);
}

TEST_F(ReaderTimes, StepAtFollowsTheRefreshedStepsOnly)
{
    Reader& reader = readerOf({0.0, 1.0});
    m_writer->append(2.0, 1.0);
    m_writer->commit();
    EXPECT_EQ(reader.stepAt(10.0), 1U);
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.stepAt(10.0), 2U);
}

} // namespace

} // namespace h5pulse::test
