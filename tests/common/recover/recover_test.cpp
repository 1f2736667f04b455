// SPDX-License-Identifier: MIT
// recover() turns files of crashed writers into files that every program opens, with all committed steps.
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>

namespace h5pulse::test {

namespace {

class Recover : public RunFolder
{
protected:
    static constexpr std::size_t kSteps = 5'000;

    void crash() const { writeCrashed(H5PULSE_TEST_WRITER, m_path, kSteps); }

    /// Result of opening the file by h5py: "steps N", or "refused".
    std::string plainly() const
    {
        try {
            return runScript("h5py_check.py", {m_path, "5"});
        } catch (const std::runtime_error& error) {
            const bool refused =
                std::string(error.what()).find("already open for write") != std::string::npos;
            return refused ? "refused" : error.what();
        }
    }
};

TEST_F(Recover, OfOurCrashedRun)
{
    crash();
    EXPECT_EQ(plainly(), "refused");
    const auto before = std::filesystem::file_size(m_path);
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.neededRepair);
    EXPECT_EQ(report.bytesBefore, before);
    EXPECT_EQ(report.bytesAfter, std::filesystem::file_size(m_path));
    EXPECT_GT(report.bytesAfter, before);
    EXPECT_EQ(plainly(), "steps 5000\n");
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), kSteps);
    EXPECT_EQ(wrongElements(reader, kSteps), 0U);
}

TEST_F(Recover, TwiceIsOnce)
{
    crash();
    recover(m_path);
    const std::string bytes = readBytes(m_path);
    const RecoverReport again = recover(m_path);
    EXPECT_FALSE(again.neededRepair);
    EXPECT_EQ(again.bytesAfter, again.bytesBefore);
    EXPECT_EQ(readBytes(m_path), bytes);
}

TEST_F(Recover, KilledHalfWayCanBeRunAgain)
{
    crash();
    // A recovery that was killed half-way. The file is longer, but its superblock still has the marks of a
    // writer.
    std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path) + (1 << 20));
    EXPECT_EQ(Reader(m_path).steps(), kSteps);
    EXPECT_TRUE(recover(m_path).neededRepair);
    EXPECT_EQ(plainly(), "steps 5000\n");
}

TEST_F(Recover, DryRunChangesNothing)
{
    crash();
    const std::string bytes = readBytes(m_path);
    const auto time = std::filesystem::last_write_time(m_path);
    const RecoverReport report = recover(m_path, {.dryRun = true});
    EXPECT_TRUE(report.neededRepair);
    EXPECT_EQ(report.bytesAfter, bytes.size());
    EXPECT_EQ(readBytes(m_path), bytes);
    EXPECT_EQ(std::filesystem::last_write_time(m_path), time);
    EXPECT_EQ(plainly(), "refused");
}

TEST_F(Recover, LeavesAHealthyFileAlone)
{
    writeFinished(m_path, 100);
    const std::string bytes = readBytes(m_path);
    const auto time = std::filesystem::last_write_time(m_path);
    EXPECT_FALSE(recover(m_path).neededRepair);
    EXPECT_EQ(readBytes(m_path), bytes);
    EXPECT_EQ(std::filesystem::last_write_time(m_path), time);
}

TEST_F(Recover, LeavesAStoppedRunAlone)
{
    Writer writer(m_path, testRun(5), commitByHand());
    appendSteps(writer, 100, 5);
    writer.stop("enough seen");
    const std::string bytes = readBytes(m_path);
    const RecoverReport report = recover(m_path);
    EXPECT_FALSE(report.neededRepair);
    EXPECT_TRUE(report.excess.empty());
    EXPECT_EQ(readBytes(m_path), bytes);
    EXPECT_EQ(plainly(), "steps 100\n");
}

TEST_F(Recover, LeavesAHealthyFileOfOthersAlone)
{
    for (const char* bounds : {"'latest'", "('earliest', 'v110')"}) {
        runPython(m_path, "with h5py.File(path, 'w', libver=" + std::string(bounds) +
                              ") as f: f['y'] = np.arange(10.0)\n");
        const std::string bytes = readBytes(m_path);
        EXPECT_FALSE(recover(m_path).neededRepair);
        EXPECT_EQ(readBytes(m_path), bytes);
    }
}

TEST_F(Recover, UnderAnOpenReader)
{
    crash();
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    recover(m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.steps(), kSteps);
    EXPECT_EQ(wrongElements(reader, kSteps), 0U);
}

TEST_F(Recover, OfH5pysCrashedSwmrWriter)
{
    Process writer(script("h5py_swmr_writer.py", {m_path, "3000", "300", "hang"}));
    ASSERT_TRUE(writer.readUntil("steps 3000"));
    writer.kill(9);
    writer.wait();
    EXPECT_THROW(runScript("h5py_check.py", {m_path, "8"}), std::runtime_error);
    EXPECT_TRUE(recover(m_path).neededRepair);
    EXPECT_EQ(runScript("h5py_check.py", {m_path, "8"}), "steps 3000\n");
    // Appending works, and new rows do not overwrite old ones.
    runPython(m_path, "sys.path.insert(0, '" H5PULSE_TEST_SCRIPTS "')\n"
                      "from row_content import rows, times\n"
                      "with h5py.File(path, 'r+') as f:\n"
                      "    f['t'].resize(4000, axis=0)\n    f['y'].resize(4000, axis=0)\n"
                      "    f['t'][3000:] = times(3000, 1000)\n    f['y'][3000:] = rows(3000, 1000, 8)\n");
    EXPECT_EQ(runScript("h5py_check.py", {m_path, "8"}), "steps 4000\n");
}

} // namespace

} // namespace h5pulse::test
