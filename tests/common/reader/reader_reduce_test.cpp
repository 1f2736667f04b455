// SPDX-License-Identifier: MIT
// Compares reductions with a loop over all values. Each bin has the values of its steps and no others.
#include "support/expect_error.h"
#include "support/overview_run.h"
#include "support/run_folder.h"

#include <random>

namespace h5pulse::test {

namespace {

using ::testing::HasSubstr;

/// Fields of all types, one of them with steps that are too large for an overview.
std::vector<TestField> allTypes()
{
    return {{"f4", {3}, ElementType::Float32},     {"f8", {}, ElementType::Float64},
            {"c8", {2}, ElementType::Complex64},   {"c16", {}, ElementType::Complex128},
            {"i1", {2, 3}, ElementType::Int8},     {"i2", {5}, ElementType::Int16},
            {"i4", {1, 2, 2}, ElementType::Int32}, {"i8", {}, ElementType::Int64},
            {"large", {20}, ElementType::Float64}, {"u1", {17}, ElementType::UInt8},
            {"u2", {}, ElementType::UInt16},       {"u4", {2}, ElementType::UInt32},
            {"u8", {3, 1}, ElementType::UInt64}};
}

/// Random windows, bins and components of a file that does not change.
class ReduceRandomly : public RunFolder, public ::testing::WithParamInterface<int>
{
protected:
    static constexpr std::size_t kStepBytes = 100;

    std::size_t below(std::size_t end)
    {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random);
    }

    void compare(Reader& reader, const OverviewRun& run, int field)
    {
        const std::string name = field < 0 ? "" : reader.fields()[static_cast<std::size_t>(field)].name;
        const bool complex = field >= 0 && isComplex(reader.fields()[static_cast<std::size_t>(field)].type);
        const std::size_t all = run.components(field);
        for (int i = 0; i < 12; ++i) {
            const std::size_t component = below(all);
            const std::size_t components = 1 + below(all - component);
            const std::size_t first = below(run.steps());
            const std::size_t rest = run.steps() - first;
            const std::size_t count =
                i == 0 ? rest : 1 + below(i % 2 == 0 ? rest : std::min<std::size_t>(rest, 700));
            const std::size_t bins = 1 + below(i % 3 == 0 ? 10 : i % 3 == 1 ? 200 : 2 * run.steps());
            const Part part = complex && i % 2 == 0 ? Part::Imaginary : Part::Real;
            SCOPED_TRACE(name + " components " + std::to_string(component) + "+" +
                         std::to_string(components) + " steps " + std::to_string(first) + "+" +
                         std::to_string(count) + " bins " + std::to_string(bins));
            const Reduction found = reader.reduce(name, component, components, first, count, bins, part);
            EXPECT_EQ(found.firstComponent, component);
            EXPECT_EQ(found.components, components);
            EXPECT_TRUE(found.seen.empty());
            expectRight(found, run, field, first, count, bins, part);
        }
    }

    std::mt19937_64 m_random{static_cast<std::uint64_t>(GetParam())};
};

TEST_P(ReduceRandomly, IsWhatLookingAtEachValueGives)
{
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const int kind = GetParam() % 4;
    OverviewRun run(m_path, allTypes(),
                    {.stepBytes = kind == 3 ? 0 : kStepBytes,
                     .chunkRows = 1 + below(3000),
                     .chunkComponents = below(3) * 2,
                     .compressed = kind == 1,
                     .nonFinite = kind == 2 ? 0.99 : 0.05,
                     .seed = static_cast<std::uint64_t>(GetParam())});
    // Enough steps for two or three levels of the narrow tables. The last block is incomplete.
    run.append(70'000 + below(20'000));
    run.writeOverview();
    run.close();
    Reader reader(m_path);
    ASSERT_EQ(reader.fields().size(), allTypes().size());
    EXPECT_EQ(reader.hasOverview(""), kind != 3);
    for (int field = -1; field < static_cast<int>(allTypes().size()); ++field) {
        if (field >= 0) {
            const std::string name = allTypes()[static_cast<std::size_t>(field)].name;
            EXPECT_EQ(reader.hasOverview(name), kind != 3 && name != "large") << name;
        }
        compare(reader, run, field);
        if (HasFatalFailure()) {
            return;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ReduceRandomly, ::testing::Range(1, 9));

class Reduce : public RunFolder
{
};

TEST_F(Reduce, OfLargestNumbersHasTheirMean)
{
    OverviewRun run(m_path, {{"y"}}, {.constant = 1.7e308});
    run.append(80'000);
    run.writeOverview();
    run.close();
    Reader reader(m_path);
    for (const std::size_t bins : {1U, 7U, 1000U, 90'000U}) {
        expectRight(reader.reduce("y", 0, 1, 0, 80'000, bins), run, 0, 0, 80'000, bins, Part::Real, 1e-12);
        expectRight(reader.reduce("y", 0, 1, 13, 70'000, bins), run, 0, 13, 70'000, bins, Part::Real, 1e-12);
    }
}

TEST_F(Reduce, OfNothingFiniteIsNan)
{
    OverviewRun run(m_path, {{"y", {2}, ElementType::Float32}}, {.nonFinite = 1.0});
    run.append(150'000);
    run.writeOverview();
    run.close();
    Reader reader(m_path);
    const Reduction found = reader.reduce("y", 0, 2, 1, 149'000, 10);
    for (std::size_t bin = 0; bin < found.bins(); ++bin) {
        EXPECT_EQ(found.nonFinite[2 * bin + 1], found.edges[bin + 1] - found.edges[bin]);
        EXPECT_TRUE(std::isnan(found.minimum[2 * bin]) && std::isnan(found.maximum[2 * bin]) &&
                    std::isnan(found.mean[2 * bin]));
    }
}

TEST_F(Reduce, OfFewStepsHasThemOneByOne)
{
    OverviewRun run(m_path, {{"y", {2}}});
    run.append(70'000);
    run.writeOverview();
    run.close();
    Reader reader(m_path);
    const Reduction found = reader.reduce("y", 0, 2, 65'500, 50, 50);
    ASSERT_EQ(found.bins(), 50U);
    EXPECT_EQ(found.edges[1], 65'501U);
    EXPECT_EQ(reader.reduce("y", 0, 2, 65'500, 50, 1000).bins(), 50U);
    EXPECT_EQ(reader.reduce("y", 0, 2, 70'000, 0, 50).bins(), 0U);
    EXPECT_EQ(reader.reduce("y", 0, 2, 0, 70'000, 0).bins(), 0U);
    EXPECT_EQ(reader.reduce("y", 2, 0, 0, 70'000, 10).minimum.size(), 0U);
}

TEST_F(Reduce, OfStepNumbersWhereThereAreNoTimes)
{
    {
        const h5::Handle file(H5Fcreate(m_path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
        const hsize_t extent = 1000;
        const hsize_t most = H5S_UNLIMITED;
        const hsize_t chunk = 10;
        const h5::Handle space(H5Screate_simple(1, &extent, &most), H5Sclose);
        const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
        H5Pset_chunk(list.get(), 1, &chunk);
        const h5::Handle data(
            H5Dcreate2(file.get(), "y", H5T_STD_I32LE, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
            H5Dclose);
    }
    Reader reader(m_path);
    EXPECT_FALSE(reader.hasOverview(""));
    const Reduction found = reader.reduce("", 0, 1, 5, 900, 3);
    for (std::size_t bin = 0; bin < found.bins(); ++bin) {
        EXPECT_EQ(found.minimum[bin], static_cast<double>(found.edges[bin]));
        EXPECT_EQ(found.maximum[bin], static_cast<double>(found.edges[bin + 1] - 1));
        EXPECT_DOUBLE_EQ(found.mean[bin], (found.minimum[bin] + found.maximum[bin]) / 2);
    }
}

TEST_F(Reduce, QuestionsWithoutAnAnswerAreRefused)
{
    OverviewRun run(m_path, {{"y", {4}}, {"z", {}, ElementType::Complex64}});
    run.append(100);
    run.close();
    Reader reader(m_path);
    constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();
    EXPECT_THROW(reader.reduce("x", 0, 1, 0, 100, 10), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(reader.hasOverview("x")), std::invalid_argument);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { reader.reduce("y", 0, 1, 0, 9, 9, Part::Imaginary); }),
                HasSubstr("'y'"));
    EXPECT_THROW(reader.reduce("", 0, 1, 0, 100, 10, Part::Imaginary), std::invalid_argument);
    EXPECT_THROW(reader.reduce("y", 0, 5, 0, 100, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("y", 5, 0, 0, 100, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("y", 2, huge, 0, 100, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("", 0, 2, 0, 100, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("y", 0, 1, 1, 100, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("y", 0, 1, 101, 0, 10), std::out_of_range);
    EXPECT_THROW(reader.reduce("", 0, 1, 2, huge, 10), std::out_of_range);
    EXPECT_EQ(reader.reduce("y", 0, 1, 0, 100, huge).bins(), 100U);
    EXPECT_EQ(reader.reduce("z", 0, 1, 0, 100, 10, Part::Imaginary).bins(), 9U);
    Reader small(m_path, {.maximumReadBytes = 1279});
    EXPECT_THROW(small.reduce("y", 0, 4, 0, 100, 10), Error);
    EXPECT_EQ(small.reduce("y", 0, 3, 0, 100, 10).components, 3U);
}

} // namespace

} // namespace h5pulse::test
