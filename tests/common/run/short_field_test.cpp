// SPDX-License-Identifier: MIT
// Datasets of different lengths and missing times, as a disk may have them after a crash. For readers,
// recovery and a resuming writer, the run ends with the shortest of the writer's datasets and times.
#include "support/crashed_run.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>

namespace h5pulse::test {

namespace {

class ShortField : public RunFolder, public testing::WithParamInterface<bool>
{
protected:
    /// A run whose `y` has 7 rows, `energy` 9 rows and `t` 10 rows. It is closed, or its writer has died.
    ShortField()
    {
        if (GetParam()) {
            writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
            recover(m_path);
        } else {
            writeFinished(m_path, 10);
        }
        runPython(m_path, "with h5py.File(path, 'r+') as f:\n"
                          "    f['y'].resize(7, axis=0)\n    f['energy'].resize(9, axis=0)\n");
    }
};

TEST_P(ShortField, LimitsWhatAReaderTrusts)
{
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 7U);
    EXPECT_EQ(wrongElements(reader, 7), 0U);
}

TEST_P(ShortField, IsWhereRecoveryCuts)
{
    const RecoverReport report = recover(m_path);
    EXPECT_EQ(report.steps, 7U);
    EXPECT_EQ(runPython(m_path, "with h5py.File(path, 'r') as f:\n"
                                "    print(*[f[n].shape[0] for n in ('t', 'y', 'energy')])\n"),
              "7 7 7\n");
}

TEST_P(ShortField, IsWhereAWriterGoesOn)
{
    {
        Writer writer = Writer::resume(m_path, commitByHand());
        EXPECT_EQ(writer.steps(), 7U);
        appendSteps(writer, 4, 5);
        writer.close();
    }
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 11U);
    EXPECT_EQ(wrongElements(reader, 11), 0U);
}

INSTANTIATE_TEST_SUITE_P(Runs, ShortField, testing::Bool(),
                         [](const auto& run) { return run.param ? "crashed" : "finished"; });

/// Rows whose times were never written, because a commit extends datasets before it fills them.
class MissingTimes : public RunFolder
{
protected:
    /// A run of 10 steps whose writer has died. All of its datasets have 13 rows.
    MissingTimes()
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
        recover(m_path);
        runPython(m_path, "with h5py.File(path, 'r+') as f:\n"
                          "    for d in f.values():\n"
                          "        if isinstance(d, h5py.Dataset) and d.maxshape[0] is None:\n"
                          "            d.resize(13, axis=0)\n");
    }
};

TEST_F(MissingTimes, AreNoSteps)
{
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 10U);
    EXPECT_EQ(wrongElements(reader, 10), 0U);
    EXPECT_EQ(recover(m_path).steps, 10U);
    EXPECT_EQ(
        runPython(m_path, "with h5py.File(path, 'r') as f:\n    print(f['t'].shape[0], f['y'].shape[0])\n"),
        "10 10\n");
}

/// A diverging simulation may write such times.
TEST_F(MissingTimes, CountWhereTheWriterHasCommittedThem)
{
    runPython(m_path, "with h5py.File(path, 'r+') as f:\n    f['t'][8:] = float('nan')\n");
    EXPECT_EQ(Reader(m_path).steps(), 10U);
}

} // namespace

} // namespace h5pulse::test
