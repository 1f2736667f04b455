// SPDX-License-Identifier: MIT
// Reductions read only valid blocks of an overview, and ignore an overview that does not fit. Their results
// are always right.
#include "support/overview_run.h"
#include "support/run_folder.h"

#include <array>
#include <fstream>
#include <functional>

namespace h5pulse::test {

namespace {

constexpr double kLie = 1e6; ///< larger than any value but the extremes of a type

class OverviewTrust : public RunFolder
{
protected:
    /// `y` and `x` share a table with the times. A chunk has 1,024 blocks of 64 steps.
    void make(OverviewRunOptions options = {})
    {
        m_run.emplace(m_path, std::vector<TestField>{{"y", {2}}, {"x", {}, ElementType::Int8}}, options);
        m_run->append(kSteps);
    }

    /// Checks several windows of the times and of both fields.
    void expectAllRight(Reader& reader, std::size_t steps = kSteps)
    {
        ASSERT_EQ(reader.steps(), steps);
        for (const auto& [first, count, bins] : {std::array<std::size_t, 3>{0, steps, 100},
                                                 {0, steps, 2000},
                                                 {77, steps - 100, 33},
                                                 {steps - 10'000, 10'000, 50},
                                                 {steps / 2, 20'000, 5}}) {
            expectRight(reader.reduce("", 0, 1, first, count, bins), *m_run, -1, first, count, bins);
            expectRight(reader.reduce("y", 0, 2, first, count, bins), *m_run, 0, first, count, bins);
            expectRight(reader.reduce("x", 0, 1, first, count, bins), *m_run, 1, first, count, bins);
        }
    }

    bool readsOverview(Reader& reader, std::size_t steps = kSteps)
    {
        const auto maximum = reader.reduce("y", 0, 1, 0, steps, steps / 70).maximum;
        return std::ranges::find(maximum, kLie) != maximum.end();
    }

    /// Replaces a dataset.
    void replace(const std::string& name, hid_t type, std::vector<hsize_t> extent, std::vector<hsize_t> chunk)
    {
        ASSERT_GE(H5Ldelete(m_run->file(), name.c_str(), H5P_DEFAULT), 0);
        const int rank = static_cast<int>(extent.size());
        std::vector<hsize_t> maximum = extent;
        maximum.front() = H5S_UNLIMITED;
        const h5::Handle space(H5Screate_simple(rank, extent.data(), maximum.data()), H5Sclose);
        const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
        H5Pset_chunk(list.get(), rank, chunk.data());
        const h5::Handle made(
            H5Dcreate2(m_run->file(), name.c_str(), type, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
            H5Dclose);
        ASSERT_TRUE(made);
    }

    static constexpr std::size_t kSteps = 140'000; ///< two chunks of `y`, and 8,928 steps more
    std::optional<OverviewRun> m_run;
};

TEST_F(OverviewTrust, IsReadWhereItCounts)
{
    make({.nonFinite = 0.0});
    m_run->writeOverview();
    m_run->lie(0, 0, 2047, 1, kLie);
    m_run->close();
    Reader reader(m_path);
    EXPECT_TRUE(reader.hasOverview("y") && reader.hasOverview("x") && reader.hasOverview(""));
    EXPECT_TRUE(readsOverview(reader));
}

TEST_F(OverviewTrust, BlocksBeyondTheCommittedStepsAreNotRead)
{
    make();
    m_run->writeOverview({}, 3);
    m_run->close();
    Reader reader(m_path);
    EXPECT_TRUE(reader.hasOverview("y"));
    expectAllRight(reader);
}

TEST_F(OverviewTrust, ThatLagsIsCompletedFromTheRows)
{
    make();
    m_run->writeOverview(kSteps / 2);
    m_run->close();
    Reader reader(m_path);
    expectAllRight(reader);
}

TEST_F(OverviewTrust, OfLevelsOnTheirOwnIsRight)
{
    make();
    m_run->writeOverview();
    H5Ldelete(m_run->file(), m_run->layout().tables[0].dataset(1).c_str(), H5P_DEFAULT);
    H5Ldelete(m_run->file(), m_run->layout().tables[1].dataset(0).c_str(), H5P_DEFAULT);
    m_run->close();
    Reader reader(m_path);
    EXPECT_TRUE(reader.hasOverview("y"));
    EXPECT_FALSE(reader.hasOverview("x"));
    expectAllRight(reader);
}

TEST_F(OverviewTrust, WithDatasetsOfAnotherKindIsLeftAlone)
{
    const std::vector<std::function<void(const std::string&, hid_t)>> kinds{
        [&](const std::string& name, hid_t) {
            replace(name, H5T_NATIVE_DOUBLE, {4096, 3}, {64, 3});
        },
        [&](const std::string& name, hid_t) {
            replace(name, overviewType(1).get(), {4096, 3}, {64, 3});
        },
        [&](const std::string& name, hid_t type) {
            replace(name, type, {4096, 4}, {64, 3});
        },
        [&](const std::string& name, hid_t type) { replace(name, type, {4096}, {64}); },
        [&](const std::string& name, hid_t type) {
            replace(name, type, {4096, 3, 1}, {64, 3, 1});
        },
        [&](const std::string& name, hid_t type) {
            replace(name, type, {1U << 30, 3}, {1U << 20, 3});
        },
        [&](const std::string& name, hid_t) { H5Ldelete(m_run->file(), name.c_str(), H5P_DEFAULT); }};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        SCOPED_TRACE("kind " + std::to_string(kind));
        std::filesystem::remove(m_path);
        make();
        m_run->writeOverview();
        kinds[kind](m_run->layout().tables[0].dataset(0), overviewType(0).get());
        m_run->close();
        Reader reader(m_path);
        EXPECT_FALSE(reader.hasOverview("y"));
        EXPECT_FALSE(reader.hasOverview(""));
        EXPECT_TRUE(reader.hasOverview("x"));
        expectAllRight(reader);
    }
}

TEST_F(OverviewTrust, WithBrokenChunksIsNotMissed)
{
    make({.compressed = true});
    m_run->writeOverview();
    std::vector<std::pair<haddr_t, hsize_t>> chunks;
    for (std::size_t level = 0; level < 2; ++level) {
        const h5::Handle dataset(
            H5Dopen2(m_run->file(), m_run->layout().tables[0].dataset(level).c_str(), H5P_DEFAULT), H5Dclose);
        const h5::Handle space(H5Dget_space(dataset.get()), H5Sclose);
        hsize_t count = 0;
        ASSERT_GE(H5Dget_num_chunks(dataset.get(), space.get(), &count), 0);
        for (hsize_t i = 0; i < count; ++i) {
            haddr_t address = 0;
            hsize_t size = 0;
            ASSERT_GE(H5Dget_chunk_info(dataset.get(), space.get(), i, nullptr, nullptr, &address, &size), 0);
            chunks.emplace_back(address, size);
        }
    }
    m_run->close();
    ASSERT_FALSE(chunks.empty());
    std::fstream file(m_path, std::ios::in | std::ios::out | std::ios::binary);
    for (const auto& [address, size] : chunks) {
        file.seekp(static_cast<std::streamoff>(address));
        file << std::string(size, '\x55');
    }
    file.close();
    Reader reader(m_path);
    EXPECT_TRUE(reader.hasOverview("y"));
    expectAllRight(reader);
}

TEST_F(OverviewTrust, OfAnotherTimeIsLeftAlone)
{
    // The table has the same number of columns, but in another order.
    m_run.emplace(m_path, std::vector<TestField>{{"y", {2}}, {"w"}});
    m_run->append(kSteps);
    m_run->writeOverview();
    m_run->close();
    Reader reader(m_path, {.timeDataset = "w"});
    EXPECT_FALSE(reader.hasOverview("t") || reader.hasOverview("y") || reader.hasOverview(""));
    expectRight(reader.reduce("t", 0, 1, 0, kSteps, 50), *m_run, -1, 0, kSteps, 50);
    expectRight(reader.reduce("y", 0, 2, 0, kSteps, 50), *m_run, 0, 0, kSteps, 50);
    expectRight(reader.reduce("", 0, 1, 0, kSteps, 50), *m_run, 1, 0, kSteps, 50);
}

TEST_F(OverviewTrust, WithAFieldMissingIsLeftAlone)
{
    make();
    m_run->writeOverview();
    H5Ldelete(m_run->file(), "y", H5P_DEFAULT);
    m_run->close();
    Reader reader(m_path);
    EXPECT_FALSE(reader.hasOverview("x"));
    expectRight(reader.reduce("x", 0, 1, 0, kSteps, 50), *m_run, 1, 0, kSteps, 50);
}

TEST_F(OverviewTrust, OfALiveRunIsFollowed)
{
    make({.nonFinite = 0.0});
    m_run->startSwmr();
    m_run->flush();
    Reader reader(m_path);
    expectAllRight(reader);
    // The reader has found no blocks yet, and must look again.
    m_run->writeOverview();
    m_run->lie(0, 0, 100, 1, kLie);
    EXPECT_TRUE(readsOverview(reader));
    m_run->writeOverview();
    reader = Reader(m_path); // a Reader does not read a block twice
    std::size_t steps = kSteps;
    for (int i = 0; i < 4; ++i) {
        m_run->append(kSteps / 3);
        m_run->flush();
        m_run->writeOverview({},
                             // the overview has steps that the reader does not know yet
                             static_cast<std::size_t>(i) % 2);
        expectAllRight(reader, steps);
        EXPECT_EQ(reader.refresh(), Refresh::Grew);
        steps += kSteps / 3;
        expectAllRight(reader, steps);
        if (HasFailure()) {
            return;
        }
    }
}

} // namespace

} // namespace h5pulse::test
