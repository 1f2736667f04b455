// SPDX-License-Identifier: MIT
// The host uses HDF5 too. It may close HDF5 or open identifiers, and have its own drivers and error handlers.
#include "counted_run.h"
#include "h5/check.h"
#include "h5/driver.h"
#include "h5/handle.h"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace h5pulse::test {
namespace {

/// A file of the host with another driver and one dataset.
h5::Handle hostFile(const std::filesystem::path& path, const char* driver)
{
    const h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    if (std::string(driver) == "core") {
        H5Pset_fapl_core(access.get(), 1 << 16, true);
    } else if (std::string(driver) == "stdio") {
        H5Pset_fapl_stdio(access.get());
    }
    h5::Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
    const h5::Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const h5::Handle dataset(
        H5Dcreate2(file.get(), "x", H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose);
    const double value = 4.5;
    H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value);
    return file;
}

class Hdf5Closed : public CountedRun, public testing::WithParamInterface<bool>
{
protected:
    Writer manualWriter() const { return writer({.commitInterval = {}, .background = GetParam()}); }
};

INSTANTIATE_TEST_SUITE_P(Threads, Hdf5Closed, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

TEST_P(Hdf5Closed, writersAndReadersGoOn)
{
    Writer run = manualWriter();
    append(run, 0, 1000);
    run.commit();
    Reader reader(m_path);
    append(run, 1000, 1500);
    ASSERT_GE(H5close(), 0);

    std::vector<double> values(1000);
    reader.readSteps("n", 0, 1000, values);
    EXPECT_EQ(values, counted(1000));
    EXPECT_EQ(reader.readTimes(0, 1000), counted(1000));

    append(run, 1500, 2000);
    run.commit();
    reader.refresh();
    EXPECT_EQ(reader.steps(), 2000U);
    EXPECT_EQ(reader.state(), RunState::Running);
    ASSERT_GE(H5close(), 0);
    append(run, 2000, 2100);
    run.close();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Finished);
    expectRun(2100, RunState::Finished);
}

TEST_P(Hdf5Closed, justBeforeTheEnd)
{
    {
        Writer run = manualWriter();
        append(run, 0, 100);
        ASSERT_GE(H5close(), 0);
    }
    expectRun(100, RunState::Finished);
}

/// HDF5 reuses identifiers. The writer must not close or write those of the host.
TEST_P(Hdf5Closed, whatTheHostOpensAfterwardsStaysItsOwn)
{
    auto run = std::make_unique<Writer>(manualWriter());
    append(*run, 0, 100);
    run->commit();
    auto reader = std::make_unique<Reader>(m_path);
    for (const char* driver : {"sec2", "core", "stdio"}) {
        ASSERT_GE(H5close(), 0);
        std::vector<h5::Handle> files;
        for (int i = 0; i < 8; ++i) {
            files.push_back(hostFile(m_folder / ("host" + std::to_string(i) + ".h5"), driver));
            EXPECT_EQ(h5::driverFile(files.back().get()), nullptr) << driver;
        }
        reader = std::make_unique<Reader>(m_path);
        run->commit();
        append(*run, run->steps(), run->steps() + 50);
        for (const h5::Handle& file : files) {
            const h5::Handle dataset(H5Dopen2(file.get(), "x", H5P_DEFAULT), H5Dclose);
            double value = 0.0;
            EXPECT_GE(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), 0);
            EXPECT_EQ(value, 4.5);
        }
    }
    run->close();
    expectRun(250, RunState::Finished);
}

/// Some libraries do this when they clean up.
TEST_P(Hdf5Closed, oneByOneByTheHost)
{
    Writer run = manualWriter();
    append(run, 0, 100);
    run.commit();
    for (int round = 0; round < 3; ++round) {
        const h5::SuppressHdf5Errors silence; // closing one identifier may close others
        const unsigned kinds = round == 0 ? H5F_OBJ_DATASET : round == 1 ? H5F_OBJ_FILE : H5F_OBJ_ALL;
        std::vector<hid_t> ids(static_cast<std::size_t>(H5Fget_obj_count(H5F_OBJ_ALL, kinds)));
        H5Fget_obj_ids(H5F_OBJ_ALL, kinds, ids.size(), ids.data());
        for (const hid_t id : ids) {
            H5Idec_ref(id);
        }
        append(run, run.steps(), run.steps() + 50);
        run.commit();
    }
    run.close();
    expectRun(250, RunState::Finished);
}

/// The host uses HDF5 in another thread, with an error handler. It closes HDF5 between two steps, while no
/// thread is inside of HDF5.
TEST_P(Hdf5Closed, besideAHostAtWork)
{
    static std::atomic<int> printed;
    printed = 0;
    const H5E_auto2_t handler = [](hid_t, void*) -> herr_t { return ++printed, 0; };
    H5Eset_auto2(H5E_DEFAULT, handler, nullptr);
    Writer run = writer({.commitInterval = std::chrono::milliseconds(1), .background = GetParam()});
    std::mutex inside;
    std::atomic<bool> done{false};
    std::thread host([&] {
        for (int i = 0; !done; ++i) {
            const std::lock_guard lock(inside);
            hostFile(m_folder / "host.h5", i % 2 ? "core" : "sec2");
        }
    });
    for (std::size_t steps = 0; steps < 20'000; steps += 100) {
        append(run, steps, steps + 100);
        if (steps % 2000 == 0) {
            const std::lock_guard lock(inside);
            run.commit();
            H5close();
        }
    }
    run.close();
    done = true;
    host.join();
    EXPECT_EQ(printed, 0) << "what the host has not done wrong is not told to its handler";
    expectRun(20'000, RunState::Finished);
}

} // namespace
} // namespace h5pulse::test
