// SPDX-License-Identifier: MIT
// Invalid calls throw an exception with the reason, and do not change the caller's memory.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <complex>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;

class ReaderArguments : public RunFolder
{
protected:
    static constexpr std::size_t kSteps = 12;
    ReaderArguments()
    {
        writeFinished(m_path, kSteps, 5);
        m_reader.emplace(m_path);
    }
    std::optional<Reader> m_reader;
    std::vector<double> m_row = std::vector<double>(5, -7.0);
};

TEST_F(ReaderArguments, UnknownFieldListsTheFields)
{
    const auto lists = AllOf(HasSubstr("'yy'"), HasSubstr("'y', 'energy'"), HasSubstr(m_path.string()));
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { m_reader->field("yy"); }), lists);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { m_reader->readStep("yy", 0, m_row); }), lists);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { m_reader->axis("yy", 0); }), lists);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { static_cast<void>(m_reader->steps("yy")); }), lists);
    EXPECT_THROW(m_reader->readComponent("yy", 0, 0, 5, m_row), std::invalid_argument);
    EXPECT_THROW(m_reader->field(""), std::invalid_argument);
}

TEST_F(ReaderArguments, TimesAreNoField)
{
    EXPECT_THROW(m_reader->field("t"), std::invalid_argument);
    EXPECT_THROW(m_reader->field("h5pulse/heartbeat"), std::invalid_argument);
}

TEST_F(ReaderArguments, NegativeTimesAreRefused)
{
    using std::chrono::milliseconds;
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { Reader(m_path, {.stallAfter = milliseconds(-1)}); }),
                HasSubstr("stallAfter is negative"));
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { Reader(m_path, {.callLimit = milliseconds(-1)}); }),
                HasSubstr("callLimit is negative"));
}

TEST_F(ReaderArguments, CallsMayTakeForEver)
{
    Reader reader(m_path, {.callLimit = std::chrono::milliseconds::max()});
    reader.readStep("y", 3, m_row);
    EXPECT_EQ(m_row, rowOf(3, 5));
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(ReaderArguments, WrongSizeNamesFieldAndSizes)
{
    std::vector<double> four(4, -7.0);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { m_reader->readStep("y", 0, four); }),
                AllOf(HasSubstr("'y'"), HasSubstr("5"), HasSubstr("4")));
    EXPECT_THROW(m_reader->readSteps("y", 0, 2, m_row), std::invalid_argument);
    EXPECT_THROW(m_reader->readComponent("y", 0, 0, 4, m_row), std::invalid_argument);
    EXPECT_THAT(four, Each(-7.0));
    EXPECT_THAT(m_row, Each(-7.0));
}

TEST_F(ReaderArguments, WrongElementTypeNamesBoth)
{
    std::vector<float> floats(5, -7.0F);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { m_reader->readStep("y", 0, floats); }),
                AllOf(HasSubstr("'y'"), HasSubstr("float64"), HasSubstr("float32")));
    std::vector<std::complex<double>> complex(5);
    EXPECT_THROW(m_reader->readStep("y", 0, complex), std::invalid_argument);
    std::vector<int> integers(kSteps);
    EXPECT_THROW(m_reader->readComponent("y", 0, 0, kSteps, integers), std::invalid_argument);
    EXPECT_THAT(floats, Each(-7.0F));
}

TEST_F(ReaderArguments, StepPastTheEndSaysHowManyThereAre)
{
    constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();
    const auto message = messageOf<std::out_of_range>([&] { m_reader->readStep("y", kSteps, m_row); });
    EXPECT_THAT(message, AllOf(HasSubstr("no step 12"), HasSubstr("12 steps"), HasSubstr("'y'")));
    EXPECT_THROW(m_reader->readStep("y", huge, m_row), std::out_of_range);
    EXPECT_THROW(m_reader->readSteps("y", 2, huge, m_row), std::out_of_range);
    EXPECT_THROW(m_reader->readSteps("y", kSteps + 1, 0, std::vector<double>{}), std::out_of_range);
    EXPECT_THROW(m_reader->readComponent("y", 0, kSteps - 1, 2, m_row), std::out_of_range);
    EXPECT_THROW(m_reader->readTimes(kSteps, 1), std::out_of_range);
    EXPECT_THROW(m_reader->readTimes(1, huge), std::out_of_range);
    EXPECT_THAT(m_row, Each(-7.0));
}

TEST_F(ReaderArguments, ComponentPastTheEndSaysHowManyThereAre)
{
    std::vector<double> column(kSteps);
    EXPECT_THAT(messageOf<std::out_of_range>([&] { m_reader->readComponent("y", 5, 0, kSteps, column); }),
                AllOf(HasSubstr("no component 5"), HasSubstr("it has 5")));
    EXPECT_THROW(m_reader->readComponent("energy", 1, 0, kSteps, column), std::out_of_range);
}

TEST_F(ReaderArguments, BoxesThatLeaveTheFieldAreRefused)
{
    using Sizes = std::vector<std::size_t>;
    constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();
    std::vector<double> three(3, -7.0);
    EXPECT_THAT(messageOf<std::out_of_range>([&] { m_reader->readBox("y", 0, Sizes{3}, Sizes{3}, three); }),
                AllOf(HasSubstr("'y'"), HasSubstr("5 elements"), HasSubstr("from 3 on")));
    EXPECT_THROW(m_reader->readBox("y", 0, Sizes{huge}, Sizes{3}, three), std::out_of_range);
    EXPECT_THROW(m_reader->readBox("y", 0, Sizes{3}, Sizes{huge}, three), std::out_of_range);
    EXPECT_THROW(m_reader->readBox("y", kSteps, Sizes{0}, Sizes{3}, three), std::out_of_range);
    EXPECT_THROW(m_reader->readBox("y", 0, Sizes{0, 0}, Sizes{1, 3}, three), std::invalid_argument);
    EXPECT_THROW(m_reader->readBox("y", 0, Sizes{0}, Sizes{2}, three), std::invalid_argument);
    EXPECT_THROW(m_reader->readBox("yy", 0, Sizes{0}, Sizes{3}, three), std::invalid_argument);
    EXPECT_THAT(three, Each(-7.0));
}

TEST_F(ReaderArguments, ReadsLargerThanTheLimitAreRefused)
{
    Reader reader(m_path, {.maximumReadBytes = 100});
    std::vector<double> two(10);
    std::vector<double> column(kSteps);
    std::vector<double> enough(5);
    EXPECT_THAT(messageOf<Error>([&] { reader.readSteps("y", 0, 3, std::vector<double>(15)); }),
                AllOf(HasSubstr("100 bytes"), HasSubstr("fewer steps")));
    reader.readSteps("y", 0, 2, two);
    EXPECT_THROW(reader.readTimes(0, 13), std::out_of_range);
    EXPECT_EQ(reader.readTimes(0, 12).size(), 12U);
    reader.readComponent("y", 0, 0, kSteps, column);
    EXPECT_THROW(Reader(m_path, {.maximumReadBytes = 95}).readTimes(0, 12), Error);
    EXPECT_THROW(Reader(m_path, {.maximumReadBytes = 95}).readComponent("y", 0, 0, 12, column), Error);
    EXPECT_THROW(Reader(m_path, {.maximumReadBytes = 39}).readStep("y", 0, enough), Error);
}

TEST_F(ReaderArguments, TimeDatasetThatIsNoneIsRefused)
{
    EXPECT_THAT(messageOf<Error>([&] { Reader(m_path, {.timeDataset = "clock"}); }), HasSubstr("'clock'"));
    EXPECT_THAT(messageOf<Error>([&] { Reader(m_path, {.timeDataset = "y"}); }),
                HasSubstr("one number a step"));
    Reader byEnergy(m_path, {.timeDataset = "energy"});
    EXPECT_EQ(byEnergy.info().timeDataset, "energy");
    EXPECT_EQ(byEnergy.readTimes(3, 1).front(), energyOf(3));
}

} // namespace

} // namespace h5pulse::test
