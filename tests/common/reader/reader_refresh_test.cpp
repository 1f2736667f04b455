// SPDX-License-Identifier: MIT
// Results of refresh(): growth, no change, or another run at the same path.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"
#include "wait_until.h"

namespace h5pulse::test {

namespace {

class ReaderRefresh : public RunFolder
{
protected:
    static constexpr std::size_t kComponents = 5;

    static void expectWhole(Reader& reader, std::size_t steps)
    {
        EXPECT_EQ(reader.steps(), steps);
        EXPECT_EQ(reader.steps("y"), steps);
        EXPECT_EQ(wrongElements(reader, std::min(steps, reader.steps())), 0U);
    }

    /// Replaces the file by a finished run in which every value is `value`.
    void replaceBy(double value, std::size_t steps, Existing existing = Existing::Replace)
    {
        Writer writer(m_path, testRun(kComponents), {.existing = existing});
        for (std::size_t i = 0; i < steps; ++i) {
            writer.append(timeOf(i), std::vector<double>(kComponents, value), value);
        }
        writer.close();
    }

    static void expectAll(Reader& reader, double value)
    {
        for (std::size_t step = 0; step < reader.steps(); ++step) {
            std::vector<double> row(kComponents);
            reader.readStep("y", step, row);
            EXPECT_THAT(row, ::testing::Each(value));
        }
    }
};

TEST_F(ReaderRefresh, SeesWhatWasCommittedAndNoMore)
{
    Writer writer(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    expectWhole(reader, 0);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    appendSteps(writer, 3, kComponents);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged) << "nothing is committed yet";
    writer.commit();
    EXPECT_EQ(reader.steps(), 0U) << "not refreshed yet";
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectWhole(reader, 3);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    appendSteps(writer, 20'000, kComponents);
    writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectWhole(reader, 20'003);
}

TEST_F(ReaderRefresh, GoesOnOverTheEndOfTheRun)
{
    Writer writer(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    appendSteps(writer, 10, kComponents);
    writer.close();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Finished);
    expectWhole(reader, 10);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(ReaderRefresh, EndWithoutNewStepsIsNoGrowth)
{
    Writer writer(m_path, testRun(kComponents), commitByHand());
    appendSteps(writer, 10, kComponents);
    writer.commit();
    Reader reader(m_path);
    writer.close();
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.state(), RunState::Finished);
}

TEST_F(ReaderRefresh, TwoReadersRefreshIndependently)
{
    Writer writer(m_path, testRun(kComponents), commitByHand());
    Reader one(m_path);
    Reader two(m_path);
    appendSteps(writer, 4, kComponents);
    writer.commit();
    EXPECT_EQ(one.refresh(), Refresh::Grew);
    EXPECT_EQ(two.steps(), 0U);
    expectWhole(one, 4);
    appendSteps(writer, 4, kComponents);
    writer.commit();
    EXPECT_EQ(two.refresh(), Refresh::Grew);
    EXPECT_EQ(one.steps(), 4U);
    expectWhole(two, 8);
    expectWhole(one, 4);
    {
        const Reader third(m_path);
        EXPECT_EQ(third.steps(), 8U);
    }
    writer.close();
    EXPECT_EQ(one.refresh(), Refresh::Grew);
    expectWhole(one, 8);
    EXPECT_EQ(two.refresh(), Refresh::Unchanged);
    expectWhole(two, 8);
}

TEST_F(ReaderRefresh, ReplacedFileIsAnotherRun)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    replaceBy(7.0, 12);
    EXPECT_EQ(reader.steps(), 10U);
    expectWhole(reader, 10); // the Reader still has the old file open
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_EQ(reader.steps(), 12U);
    expectAll(reader, 7.0);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(ReaderRefresh, ReplacedByARunWithOtherFields)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    {
        Writer writer(m_path, {.fields = {{.name = "p", .shape = {2}}}}, {.existing = Existing::Replace});
        writer.append(0.0, std::vector<double>{1.0, 2.0});
    }
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_THROW(reader.field("y"), std::invalid_argument);
    EXPECT_EQ(reader.field("p").components(), 2U);
    EXPECT_EQ(reader.steps("p"), 1U);
}

TEST_F(ReaderRefresh, RemovedFileIsReadOnAndItsSuccessorIsAnotherRun)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    std::filesystem::remove(m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    expectWhole(reader, 10);
    replaceBy(9.0, 10, Existing::Refuse);
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    expectAll(reader, 9.0);
}

TEST_F(ReaderRefresh, LiveRunThatReplacesAFinishedOneIsFollowed)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    WriterOptions options = commitByHand();
    options.existing = Existing::Replace;
    Writer writer(m_path, testRun(kComponents), options);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged) << "until the first commit the old run is there";
    expectWhole(reader, 10);
    appendSteps(writer, 3, kComponents);
    writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_EQ(reader.state(), RunState::Running);
    expectWhole(reader, 3);
    appendSteps(writer, 1, kComponents);
    writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
}

TEST_F(ReaderRefresh, FewerStepsThanBeforeAreARestart)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    runPython(m_path, "with h5py.File(path, 'r+', locking=False) as f:\n"
                      "    for name in ('t', 'y', 'energy'): f[name].resize(6, axis=0)\n");
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    expectWhole(reader, 6);
}

TEST_F(ReaderRefresh, SameFileWrittenAnewIsARestart)
{
    // h5py's mode "w" keeps the inode; this run is longer than the one before.
    const std::string lines = "with h5py.File(path, 'w') as f:\n"
                              "    f.create_dataset('t', data=np.arange(N) * S, maxshape=(None,))\n"
                              "    f.create_dataset('y', data=np.arange(N) * S, maxshape=(None,))\n";
    runPython(m_path, "N, S = 5, 1.0\n" + lines);
    Reader reader(m_path);
    runPython(m_path, "N, S = 8, 3.0\n" + lines);
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    std::vector<double> y(8);
    reader.readComponent("y", 0, 0, 8, y);
    EXPECT_EQ(y[7], 21.0);
}

TEST_F(ReaderRefresh, FieldThatFollowsItsTimesIsGrowth)
{
    // Notebooks do this: they append to `t` and to `y` in two openings of the file.
    runPython(m_path, "with h5py.File(path, 'w') as f:\n"
                      "    f.create_dataset('t', data=[0.0, 0.5], maxshape=(None,))\n"
                      "    f.create_dataset('y', data=[1.0], maxshape=(None,))\n");
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 2U);
    EXPECT_EQ(reader.steps("y"), 1U);
    runPython(m_path,
              "with h5py.File(path, 'r+') as f:\n    f['y'].resize(2, axis=0)\n    f['y'][1] = 3.0\n");
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.steps(), 2U);
    EXPECT_EQ(reader.steps("y"), 2U);
    std::vector<double> y(1);
    reader.readStep("y", 1, y);
    EXPECT_EQ(y[0], 3.0);
}

TEST_F(ReaderRefresh, ChangeWithinOneTickOfTheClockIsSeen)
{
    runPython(m_path, "with h5py.File(path, 'w') as f:\n"
                      "    f.create_dataset('y', data=[1.0], maxshape=(None,), chunks=(64,))\n");
    // Both times are the same, as if the clock had not moved. The clock of older kernels stands still for
    // some ms.
    const auto tick = std::filesystem::file_time_type::clock::now() + std::chrono::milliseconds(500);
    std::filesystem::last_write_time(m_path, tick);
    Reader reader(m_path);
    const auto size = std::filesystem::file_size(m_path);
    runPython(m_path,
              "with h5py.File(path, 'r+') as f:\n    f['y'].resize(2, axis=0)\n    f['y'][1] = 3.0\n");
    std::filesystem::last_write_time(m_path, tick);
    ASSERT_EQ(std::filesystem::file_size(m_path), size);
    EXPECT_TRUE(waitUntil([&] { return reader.refresh() == Refresh::Grew; }));
    EXPECT_EQ(reader.steps(), 2U);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(ReaderRefresh, FileThatBecomesUnreadableIsAnErrorAndCanComeBack)
{
    writeFinished(m_path, 10, kComponents);
    Reader reader(m_path);
    const auto other = m_folder / "other.h5";
    std::filesystem::rename(m_path, other);
    runPython(m_path, "open(path, 'w').write('not HDF5 any more')\n");
    EXPECT_THROW(reader.refresh(), Error);
    EXPECT_EQ(reader.steps(), 10U);
    EXPECT_THROW(reader.refresh(), Error);
    std::filesystem::rename(other, m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    expectWhole(reader, 10);
}

} // namespace

} // namespace h5pulse::test
