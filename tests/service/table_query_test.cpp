// SPDX-License-Identifier: MIT
// Compares pages of tables with the file.
#include "query_answer.h"
#include "temporary_folder.h"

#include <h5pulse/service/table.h>
#include <h5pulse/writer.h>

#include <complex>

namespace h5pulse::test {

namespace {

class TableOfFile : public testing::Test
{
protected:
    /// Element (k, i, j) of step n is 1e18 + 1e6 n + 100 k + 10 i + j. A double cannot tell it from its
    /// neighbours.
    static std::int64_t valueOf(std::uint64_t step, std::uint64_t k, std::uint64_t i, std::uint64_t j)
    {
        return 1'000'000'000'000'000'000 + static_cast<std::int64_t>(1'000'000 * step + 100 * k + 10 * i + j);
    }

    TableOfFile()
    {
        Writer writer(m_path, {.fields = {{.name = "e", .units = "J"},
                                          {.name = "v", .shape = {3, 4, 5}, .type = ElementType::Int64},
                                          {.name = "n", .type = ElementType::UInt64},
                                          {.name = "w", .shape = {5}, .type = ElementType::Complex128},
                                          {.name = "m", .shape = {4, 5}, .type = ElementType::Float32}}});
        for (std::uint64_t step = 0; step < 3; ++step) {
            std::vector<std::int64_t> v;
            for (std::uint64_t c = 0; c < 60; ++c) {
                v.push_back(valueOf(step, c / 20, c / 5 % 4, c % 5));
            }
            std::vector<std::complex<double>> w;
            std::vector<float> m;
            for (int i = 0; i < 20; ++i) {
                m.push_back(0.1F * static_cast<float>(i));
                if (i < 5) {
                    w.emplace_back(static_cast<double>(step), 0.1 * i);
                }
            }
            writer.append(0.5 * static_cast<double>(step), 0.1 * static_cast<double>(step), v,
                          UINT64_MAX - step, w, m);
        }
        writer.close();
    }

    TablePagePtr page(const TableQuery& wanted, std::uint64_t cursor)
    {
        return Answering(m_path, TableQuery(wanted)).answer<TablePage>(cursor);
    }

    static std::string textAt(const TablePage& page, std::uint64_t row, std::uint64_t column)
    {
        const TablePage::Position place = page.at(row, column);
        return place ? place.values->text(place.index) : "none";
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

} // namespace

TEST_F(TableOfFile, AnswersWithTheBoxAndTheStepThatWereAsked)
{
    Answering answering(m_path, TableQuery({"v", 2, {1, 2, 3, 2}}));
    EXPECT_TRUE(answering.runner().followsCursor());
    for (const std::uint64_t step : {2UL, 0UL}) {
        const auto found = answering.answer<TablePage>(step);
        EXPECT_EQ(found->step, step);
        EXPECT_EQ(found->time, 0.5 * static_cast<double>(step));
        for (std::uint64_t row = 0; row < 4; ++row) {
            for (std::uint64_t column = 0; column < 5; ++column) {
                const bool inside = row >= 1 && column >= 2 && column < 4;
                EXPECT_EQ(textAt(*found, row, column),
                          inside ? std::to_string(valueOf(step, 2, row, column)) : "none");
            }
        }
    }
    ASSERT_TRUE(answering.runner().adopt(TableQuery({"v", 0, {0, 0, 4, 5}})));
    EXPECT_EQ(textAt(*answering.answer<TablePage>(1), 3, 4), std::to_string(valueOf(1, 0, 3, 4)));
}

TEST_F(TableOfFile, HasAllShapes)
{
    const TablePagePtr line = page({"w", 0, {1, 0, 4, 1}}, 2);
    EXPECT_EQ(textAt(*line, 1, 0), "2+0.1i");
    EXPECT_EQ(textAt(*line, 0, 0), "none");
    EXPECT_EQ(textAt(*line, 4, 0), "2+0.4i");
    const TablePagePtr grid = page({"m", 0, {0, 0, 4, 5}}, 2);
    EXPECT_EQ(textAt(*grid, 0, 1), "0.1") << "as a float";
    EXPECT_EQ(textAt(*grid, 3, 4), "1.9");
    const TablePagePtr scalars = page({std::string(), 0, {0, 0, 2, 1}}, 1);
    EXPECT_EQ(textAt(*scalars, 0, 0), "0.1");
    EXPECT_EQ(textAt(*scalars, 1, 0), "18446744073709551614");
    EXPECT_EQ(textAt(*page({std::string(), 0, {1, 0, 1, 1}}, 0), 1, 0), "18446744073709551615");
}

TEST_F(TableOfFile, SaysWhyThereIsNone)
{
    EXPECT_EQ(page({"gone", 0, {0, 0, 1, 1}}, 0)->problem, "There is no field 'gone'.");
    EXPECT_NE(page({std::string(), 0, {1, 0, 2, 1}}, 0)->problem, "") << "there are two scalars";
    Answering answering(m_path, TableQuery({"v", 3, {0, 0, 1, 1}}));
    answering.runner().setTarget(answering.reader(), {3, 0, false});
    EXPECT_THROW(answering.runner().advance(answering.reader()), std::exception)
        << "the scheduler reports it";
}

TEST_F(TableOfFile, APageOfTenMillionComponentsCostsNoMoreThanAPage)
{
    constexpr std::size_t points = 10'000'000;
    const std::filesystem::path path = m_folder / "large.h5";
    {
        Writer writer(path, {.fields = {{.name = "u", .shape = {points}}}});
        std::vector<double> u(points);
        for (std::size_t i = 0; i < points; ++i) {
            u[i] = static_cast<double>(i);
        }
        writer.append(0.0, u);
        writer.close();
    }
    Answering answering(path, TableQuery({"u", 0, {9'999'000, 0, 1000, 1}}));
    const auto found = answering.answer<TablePage>();
    EXPECT_EQ(textAt(*found, 9'999'999, 0), "9999999");
    EXPECT_EQ(textAt(*found, 9'999'000, 0), "9999000");
    ASSERT_EQ(found->values.size(), 1U);
    EXPECT_EQ(found->values.front().size(), 1000U);
}

} // namespace h5pulse::test
