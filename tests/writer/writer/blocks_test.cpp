// SPDX-License-Identifier: MIT
// appendMany(): blocks of steps, larger than the buffer or empty, and wrong sizes.
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <Eigen/Dense>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <numeric>

namespace h5pulse::test {
namespace {

class Blocks : public testing::TestWithParam<bool>
{
protected:
    WriterOptions options() const { return {.background = GetParam(), .bufferBytes = 1 << 12}; }
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_P(Blocks, AreTheSameAsTheirSteps)
{
    constexpr std::size_t steps = 5'000; // many times larger than the buffer
    std::vector<double> times(steps);
    std::iota(times.begin(), times.end(), 0.0);
    std::vector<double> y(steps * 3);
    std::iota(y.begin(), y.end(), 0.5);
    std::vector<int> n(steps);
    std::iota(n.begin(), n.end(), -7);
    Writer writer(m_path,
                  {.fields = {{.name = "y", .shape = {3}}, {.name = "n", .type = ElementType::Int64}}},
                  options());
    writer.append(-1.0, std::array{-3.0, -2.0, -1.0}, -8);
    writer.appendMany(times, y, n);
    writer.appendMany(std::vector<double>{}, std::vector<double>{}, std::vector<int>{});
    writer.appendMany(std::deque<int>{5'000}, Eigen::RowVector3d(7, 8, 9), 3);
    EXPECT_EQ(writer.steps(), steps + 2);
    writer.close();

    times.insert(times.begin(), -1.0);
    times.push_back(5'000.0);
    y.insert(y.begin(), {-3.0, -2.0, -1.0});
    y.insert(y.end(), {7, 8, 9});
    std::vector<double> numbers(n.begin(), n.end());
    numbers.insert(numbers.begin(), -8.0);
    numbers.push_back(3.0);
    EXPECT_EQ(RawFile(m_path).doubles("t"), times);
    EXPECT_EQ(RawFile(m_path).doubles("y"), y);
    EXPECT_EQ(RawFile(m_path).doubles("n"), numbers);
}

/// A column-major block. Its steps are not contiguous.
TEST_P(Blocks, AreTransposedWhereTheyLieOtherwise)
{
    Eigen::MatrixXf block(4, 3);
    block << 0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32;
    Writer writer(m_path, {.fields = {{.name = "y", .shape = {3}}}}, options());
    writer.appendMany(Eigen::VectorXd::LinSpaced(4, 0.0, 3.0).eval(), block);
    EXPECT_THAT(refusalOf([&] {
                    writer.appendMany(std::vector{4.0, 5.0, 6.0}, block);
                }),
                testing::HasSubstr("a block of 4 steps beside 3 times"));
    EXPECT_THAT(refusalOf([&] { writer.appendMany(std::vector{4.0}, std::vector<double>(6)); }),
                testing::HasSubstr("a block of 1 steps has 3, not 6"));
    EXPECT_THAT(refusalOf([&] {
                    writer.appendMany(std::vector{4.0, 5.0}, Eigen::MatrixXd(2, 4));
                }),
                testing::HasSubstr("takes 3 elements per step, not 4"));
    EXPECT_THAT(refusalOf([&] {
                    writer.appendMany(std::vector{4.0, 5.0});
                }),
                testing::HasSubstr("each of the 1 field"));
    writer.close();
    EXPECT_THAT(RawFile(m_path).doubles("y"),
                testing::ElementsAre(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32));
}

TEST_P(Blocks, CommitByTheirPolicies)
{
    WriterOptions often = options();
    often.commitInterval = std::chrono::milliseconds(0);
    often.commitSteps = 10;
    Writer writer(m_path, {.fields = {{.name = "y"}}}, often);
    std::vector<double> times(10);
    writer.appendMany(times, times);
    Reader reader(m_path);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (reader.steps() < 10 && std::chrono::steady_clock::now() < deadline) {
        reader.refresh();
    }
    EXPECT_EQ(reader.steps(), 10U);
}

TEST_P(Blocks, RoomIsWhatNeedsNoWait)
{
    Writer writer(m_path, {.fields = {{.name = "y"}}}, options());
    if (!GetParam()) {
        EXPECT_EQ(writer.room(), 0U); // append() may have to write
        return;
    }
    EXPECT_GT(writer.room(), 0U);
    const std::size_t room = writer.room();
    for (std::size_t i = 0; i < room; ++i) {
        writer.append(0.0, 0.0);
    }
    EXPECT_EQ(writer.statistics().waits, 0U);
    writer.close();
    EXPECT_EQ(writer.room(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Threads, Blocks, testing::Bool(),
                         [](const auto& each) { return each.param ? "background" : "foreground"; });

} // namespace
} // namespace h5pulse::test
