// SPDX-License-Identifier: MIT
// A benchmark that would accept a wrong file means nothing: each kind of wrong file must be noticed.
#include <contestants/hdf5_datasets.h>
#include <contestants/recorders.h>
#include <contestants/verify.h>
#include <scratch_folder.h>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace {

namespace fs = std::filesystem;
using bench::Workload;

/// Gives a recorder the rows that a test wants.
class Verify : public testing::Test
{
protected:
    Verify() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

    /// Records the workload with row `wrong` in the place of row `place`.
    void record(bench::Recorder& recorder, std::size_t steps, std::size_t place = 0,
                std::size_t wrong = 0) const
    {
        for (std::size_t step = 0; step < steps; ++step) {
            recorder.append(step, m_workload.time(step), m_workload.row(step == place ? wrong : step));
        }
        recorder.close();
    }

    void expectRefused(const char* what) const
    {
        try {
            bench::verifyHdf5(m_workload, m_file);
            ADD_FAILURE() << "accepted: " << what;
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find(what), std::string::npos) << error.what();
        }
    }

    const bench::ScratchFolder m_folder{fs::temp_directory_path()};
    const fs::path m_file = m_folder.path() / "run.h5";
    const Workload m_workload{2'050, 3, 100};
};

TEST_F(Verify, AcceptsWhatEachRecorderWrites)
{
    using bench::Recorder;
    const std::vector<bench::MakeRecorder> all{
        [](const auto& workload, const auto& file) { return bench::swmrRecorder(workload, file); },
        [](const auto& workload, const auto& file) {
            return bench::swmrRecorder(workload, file, {.wholeChunks = true});
        },
#ifdef H5PULSE_BENCH_NETCDF
        bench::netcdfRecorder,
#endif
        bench::rowRecorder,
        bench::reopenRecorder,
        [](const auto& workload, const auto& file) { return bench::pulseRecorder(workload, file, {}); },
        [](const auto& workload, const auto& file) {
            return bench::pulseRecorder(workload, file, {.background = false});
        },
        bench::rawRecorder,
        bench::memcpyRecorder,
    };
    for (const Workload& workload : {Workload(2'050, 3, 100), Workload(2'050, 6, 100, 3)}) {
        for (const auto& make : all) {
            const auto recorder = make(workload, m_file);
            for (std::size_t step = 0; step < workload.steps(); ++step) {
                recorder->append(step, workload.time(step), workload.row(step));
            }
            recorder->close();
            EXPECT_NO_THROW(recorder->verify(workload, m_file));
            m_folder.clear();
        }
    }
}

TEST_F(Verify, RefusesAMissingStep)
{
    record(*bench::swmrRecorder(m_workload, m_file), m_workload.steps() - 1);
    expectRefused("t has 2049 steps, not 2050");
}

TEST_F(Verify, RefusesAFileThatLacksThePartialBatch)
{
    const Workload whole(2'000, 3, 100);
    record(*bench::swmrRecorder(whole, m_file), whole.steps());
    expectRefused("t has 2000 steps, not 2050");
}

TEST_F(Verify, RefusesARowInTheWrongPlace)
{
    record(*bench::swmrRecorder(m_workload, m_file), m_workload.steps(), 1'234, 1'235);
    expectRefused("the row of step 1234 is wrong");
}

TEST_F(Verify, RefusesAWrongLastRow)
{
    record(*bench::swmrRecorder(m_workload, m_file), m_workload.steps(), 2'049, 2'048);
    expectRefused("the row of step 2049 is wrong");
}

TEST_F(Verify, RefusesAWrongFieldOfMany)
{
    const Workload workload(300, 6, 100, 3);
    {
        const auto recorder = bench::swmrRecorder(workload, m_file);
        for (std::size_t step = 0; step < workload.steps(); ++step) {
            std::vector<double> row(workload.row(step).begin(), workload.row(step).end());
            row[5] += step == 222 ? 1.0 : 0.0;
            recorder->append(step, workload.time(step), row);
        }
        recorder->close();
    }
    try {
        bench::verifyHdf5(workload, m_file);
        ADD_FAILURE() << "accepted";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "the row of step 222 is wrong");
    }
}

TEST_F(Verify, RefusesAWrongTime)
{
    {
        const auto recorder = bench::swmrRecorder(m_workload, m_file);
        for (std::size_t step = 0; step < m_workload.steps(); ++step) {
            recorder->append(step, m_workload.time(step == 77 ? 78 : step), m_workload.row(step));
        }
        recorder->close();
    }
    expectRefused("the time of step 77 is wrong");
}

TEST_F(Verify, RefusesAnotherShapeAndNoFileAtAll)
{
    expectRefused("HDF5 cannot open the file");
    const Workload wider(2'050, 4, 100);
    bench::swmrRecorder(wider, m_file)->close();
    expectRefused("t has 0 steps");
}

TEST_F(Verify, RefusesWrongRawFiles)
{
    record(*bench::rawRecorder(m_workload, m_file), m_workload.steps());
    EXPECT_NO_THROW(bench::verifyRaw(m_workload, m_file));
    {
        std::fstream file(m_file, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('x');
    }
    EXPECT_THROW(bench::verifyRaw(m_workload, m_file), std::runtime_error);
    fs::resize_file(m_file, m_workload.payload() - 8);
    EXPECT_THROW(bench::verifyRaw(m_workload, m_file), std::runtime_error);
}

TEST_F(Verify, RowsTellTheirPlace)
{
    for (std::size_t step = 1; step < Workload::kPool; ++step) {
        ASSERT_NE(m_workload.row(0)[0], m_workload.row(step)[0]);
    }
    const auto batch = m_workload.rows(1'000, 100); // over the end of the pool
    for (std::size_t i = 0; i < 100; ++i) {
        ASSERT_EQ(batch[3 * i], m_workload.row(1'000 + i)[0]);
    }
}

} // namespace
