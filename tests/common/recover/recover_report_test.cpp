// SPDX-License-Identifier: MIT
// The report of recover(), the rows that it cuts off, and the backup that it makes first.
#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "format/journal.h"
#include "os/descriptor.h"
#include "run/run_file.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>

#include <chrono>
#include <fcntl.h>

namespace h5pulse::test {

namespace {

using ::testing::HasSubstr;

class RecoverReports : public RunFolder
{
protected:
    /// Sets the marks of a live SWMR writer in an undamaged file.
    void markAsWritten() const
    {
        std::string bytes = readBytes(m_path);
        auto* begin = reinterpret_cast<unsigned char*>(bytes.data());
        begin[11] = 5;
        storeLittle(begin + 44, lookup3(begin, 44), 4);
        writeBytes(m_path, bytes);
    }

    /// A crashed run of 20 steps. The writer was killed in a commit that had extended the fields.
    void crashInACommit() const
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 20);
        recover(m_path);
        runPython(m_path, "with h5py.File(path, 'r+') as f:\n"
                          "    f['y'].resize(50, axis=0)\n    f['energy'].resize(30, axis=0)\n");
        markAsWritten();
    }

    std::string extents() const
    {
        return runPython(
            m_path,
            "with h5py.File(path, 'r') as f: print(*[f[n].shape[0] for n in ('t', 'y', 'energy')])\n");
    }
};

TEST_F(RecoverReports, StepsBytesAndTimeOfOurs)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 20);
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.ours);
    EXPECT_EQ(report.steps, 20U);
    const double now =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    EXPECT_NEAR(report.lastCommitTime, now, 100.0);
    EXPECT_TRUE(report.excess.empty());
    EXPECT_TRUE(report.backup.empty());
    EXPECT_TRUE(report.notFollowed.empty());
}

TEST_F(RecoverReports, WhatItCutsOffOurs)
{
    crashInACommit();
    const RecoverReport look = recover(m_path, {.dryRun = true});
    const RecoverReport report = recover(m_path);
    for (const RecoverReport& r : {look, report}) {
        EXPECT_EQ(r.steps, 20U);
        ASSERT_EQ(r.excess.size(), 2U);
        EXPECT_EQ(r.excess[0].dataset, "y");
        EXPECT_EQ(r.excess[0].rows, 50U);
        EXPECT_EQ(r.excess[1].dataset, "energy");
        EXPECT_EQ(r.excess[1].rows, 30U);
    }
    EXPECT_EQ(extents(), "20 20 20\n");
    EXPECT_EQ(runScript("h5py_check.py", {m_path, "5"}), "steps 20\n");
    EXPECT_FALSE(recover(m_path).neededRepair);
}

TEST_F(RecoverReports, CutsNothingThatAReaderHasSeen)
{
    crashInACommit();
    Reader reader(m_path);
    recover(m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(wrongElements(reader, 20), 0U);
}

/// A recovery that was killed after it cleared the marks and before it cut the rows. A second recovery does
/// the rest.
TEST_F(RecoverReports, WhatAKilledRecoveryLeft)
{
    crashInACommit();
    recover(m_path);
    runPython(m_path, "with h5py.File(path, 'r+') as f: f['y'].resize(25, axis=0)\n");
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.neededRepair);
    ASSERT_EQ(report.excess.size(), 1U);
    EXPECT_EQ(extents(), "20 20 20\n");
}

TEST_F(RecoverReports, WhatItLeavesToOthers)
{
    runPython(m_path, "f = h5py.File(path, 'w', libver='latest')\n"
                      "t = f.create_dataset('t', data=np.arange(5.0), maxshape=(None,), chunks=(4,))\n"
                      "y = f.create_dataset('y', data=np.arange(7.0), maxshape=(None,), chunks=(4,))\n"
                      "z = f.create_dataset('z', data=np.arange(5.0), maxshape=(None,), chunks=(4,))\n"
                      "f.swmr_mode = True\nf.flush()\nimport os\nos._exit(0)\n");
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.neededRepair);
    EXPECT_FALSE(report.ours);
    EXPECT_EQ(report.steps, 5U);
    ASSERT_EQ(report.excess.size(), 1U);
    EXPECT_EQ(report.excess[0].dataset, "y");
    EXPECT_EQ(report.excess[0].rows, 7U);
    EXPECT_EQ(runPython(m_path, "with h5py.File(path, 'r') as f: print(f['y'][:].sum())\n"), "21.0\n");
    EXPECT_FALSE(recover(m_path).neededRepair) << "what others have beyond is no damage";
}

TEST_F(RecoverReports, AFileWithoutStepsIsRepairedToo)
{
    runPython(m_path, "f = h5py.File(path, 'w', libver='latest')\n"
                      "f.create_dataset('fixed', data=np.arange(5.0))\n"
                      "f.swmr_mode = True\nf.flush()\nimport os\nos._exit(0)\n");
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.neededRepair);
    EXPECT_THAT(report.notFollowed, HasSubstr("no dataset of numbers that can grow"));
    EXPECT_EQ(runPython(m_path, "with h5py.File(path, 'r') as f: print(f['fixed'][:].sum())\n"), "10.0\n");
}

TEST_F(RecoverReports, TheBackup)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 20);
    const std::string crashed = readBytes(m_path);
    const std::filesystem::path first = m_folder / "run.h5.backup";
    writeBytes(first, "precious");
    const RecoverReport report = recover(m_path, {.backup = true});
    EXPECT_EQ(report.backup, m_folder / "run.h5.backup-2");
    EXPECT_TRUE(readBytes(report.backup) == crashed);
    EXPECT_EQ(readBytes(first), "precious");
    EXPECT_EQ(Reader(report.backup).steps(), 20U);
}

/// A block of metadata that was written incompletely. The backup has it as found, and the file has it
/// repaired. A second recovery does not repair it again, because other programs may have changed it.
TEST_F(RecoverReports, ABlockThatItPutsRight)
{
    constexpr std::size_t size = 8192;
    constexpr std::size_t at = 100'000;
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 20'000);
    const std::string whole = readBytes(m_path);
    std::uint64_t journal = 0;
    {
        const RunFile file(m_path);
        journal = journalAddress(file.id()).value();
    }
    Descriptor file(::open(m_path.c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_TRUE(noteBlock(file.get(), journal, at, &whole[at], size, false));
    file.reset();
    flipByte(m_path, at + size - 1);
    const std::string torn = readBytes(m_path);
    recover(m_path, {.dryRun = true});
    ASSERT_TRUE(readBytes(m_path) == torn);
    const RecoverReport report = recover(m_path, {.backup = true});
    EXPECT_TRUE(readBytes(report.backup) == torn);
    EXPECT_EQ(readBytes(m_path).substr(at, size), whole.substr(at, size));
    flipByte(m_path, at);
    markAsWritten();
    recover(m_path);
    EXPECT_NE(readBytes(m_path)[at], whole[at]);
}

TEST_F(RecoverReports, ABackupThatIsStoppedLeavesEverythingAsItWas)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 20'000, 50); // needs more than one block
    const std::string crashed = readBytes(m_path);
    std::uintmax_t total = 0;
    const auto stop = [&](std::uintmax_t, std::uintmax_t all) {
        total = all;
        return false;
    };
    EXPECT_THAT(messageOf<Error>([&] { recover(m_path, {.backup = true, .progress = stop}); }),
                HasSubstr("left untouched"));
    EXPECT_EQ(total, crashed.size());
    EXPECT_FALSE(std::filesystem::exists(m_folder / "run.h5.backup"));
    EXPECT_TRUE(readBytes(m_path) == crashed);
}

} // namespace

} // namespace h5pulse::test
