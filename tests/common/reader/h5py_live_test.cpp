// SPDX-License-Identifier: MIT
// Follows writers of other programs while they write.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <h5pulse/recover.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kPatience = std::chrono::seconds(60);

class H5pyLive : public RunFolder
{
protected:
    /// Opens or refreshes. ChangedError during a change of the file is allowed, and no other error.
    bool look()
    {
        try {
            if (!m_reader) {
                m_reader.emplace(m_path, ReaderOptions{.stallAfter = std::chrono::milliseconds(500)});
            } else {
                EXPECT_NE(m_reader->refresh(), Refresh::Restarted);
            }
            return true;
        } catch (const ChangedError&) {
            ++m_changes;
            return false;
        }
    }

    /// Checks all rows since the last call. The values of a row identify its step.
    void expectNewRows()
    {
        const std::size_t components = m_reader->field("y").components();
        try {
            while (m_checked < m_reader->steps("y")) {
                const std::size_t count = std::min<std::size_t>(m_reader->steps("y") - m_checked, 500);
                std::vector<double> rows(count * components);
                m_reader->readSteps("y", m_checked, count, rows);
                const std::vector<double> times = m_reader->readTimes(m_checked, count);
                for (std::size_t i = 0; i < count; ++i, ++m_checked) {
                    ASSERT_EQ(times[i], timeOf(m_checked));
                    for (std::size_t k = 0; k < components; ++k) {
                        ASSERT_EQ(rows[i * components + k], valueOf(m_checked, k)) << "step " << m_checked;
                    }
                }
            }
        } catch (const ChangedError&) {
            ++m_changes;
        }
    }

    /// Polls until this many steps were checked.
    bool follow(std::size_t steps)
    {
        return waitUntil(
            [&] {
                if (look()) {
                    m_sawRunning |= m_reader->state() == RunState::Running;
                    expectNewRows();
                }
                return HasFailure() || m_checked == steps;
            },
            kPatience);
    }

    /// Follows four batches, and waits for each before the next is written. Then the writer continues alone.
    void followFrom(Process& writer, std::size_t batch, std::size_t steps)
    {
        for (std::size_t seen = batch; seen <= 4 * batch; seen += batch) {
            writer.writeLine("go on");
            ASSERT_TRUE(follow(seen)) << seen;
            ASSERT_EQ(m_reader->steps(), seen);
        }
        writer.writeLine("go on alone");
        ASSERT_TRUE(follow(steps)) << m_checked << " steps seen; changed " << m_changes << " times";
    }

    std::optional<Reader> m_reader;
    std::size_t m_checked = 0;
    std::size_t m_changes = 0;
    bool m_sawRunning = false;
};

TEST_F(H5pyLive, SwmrWriterIsFollowedToItsEnd)
{
    constexpr std::size_t steps = 100'000;
    Process writer(script("h5py_swmr_writer.py", {m_path, std::to_string(steps), "200", "ask"}));
    ASSERT_TRUE(writer.readUntil("ready"));
    ASSERT_NO_FATAL_FAILURE(followFrom(writer, 200, steps));
    ASSERT_TRUE(waitUntil([&] { return look() && m_reader->state() == RunState::Finished; }));
    EXPECT_TRUE(m_sawRunning);
    EXPECT_EQ(m_reader->steps("y"), steps);
    EXPECT_EQ(writer.wait().status, 0);
}

TEST_F(H5pyLive, SwmrWriterThatWaitsIsStalledAndKilledIsCrashed)
{
    Process writer(script("h5py_swmr_writer.py", {m_path, "1000", "100", "hang"}));
    ASSERT_TRUE(writer.readUntil("steps 1000"));
    ASSERT_TRUE(look());
    EXPECT_EQ(m_reader->state(), RunState::Running);
    ASSERT_TRUE(waitUntil([&] { return look() && m_reader->state() == RunState::Stalled; }));
    writer.kill(9);
    writer.wait();
    ASSERT_TRUE(waitUntil([&] { return look() && m_reader->state() == RunState::Crashed; }));
    EXPECT_THAT(m_reader->stateText(),
                AllOf(HasSubstr("h5pulse recover " + m_path.string()), Not(HasSubstr("h5clear"))));
    EXPECT_EQ(m_reader->steps(), 1000U);
    expectNewRows();
    EXPECT_EQ(m_checked, 1000U);
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
    recover(m_path);
    EXPECT_TRUE(look());
    EXPECT_EQ(m_reader->state(), RunState::Finished);
    EXPECT_EQ(runScript("h5py_check.py", {m_path, "8"}), "steps 1000\n");
}

TEST_F(H5pyLive, WriterThatReopensForEachBatchIsNeverDisturbedNorMisread)
{
    constexpr std::size_t batches = 300;
    for (const std::size_t batch : {std::size_t{50}, std::size_t{2}}) {
        SCOPED_TRACE(batch);
        m_reader.reset();
        m_checked = 0;
        Process writer(
            script("h5py_buffer_writer.py", {m_path, std::to_string(batches), std::to_string(batch)}));
        ASSERT_TRUE(writer.readUntil("ready"));
        ASSERT_NO_FATAL_FAILURE(followFrom(writer, batch, batches * batch));
        const ProcessResult result = writer.wait();
        EXPECT_EQ(result.status, 0) << result.err;
        ASSERT_TRUE(waitUntil([&] { return look() && m_reader->state() == RunState::Finished; }));
        EXPECT_EQ(m_reader->steps("y"), batches * batch);
    }
}

TEST_F(H5pyLive, EveryOpeningSeesOneStateOfAFileThatIsReopened)
{
    Process writer(script("h5py_buffer_writer.py", {m_path, "400", "3"}));
    ASSERT_TRUE(writer.readUntil("ready"));
    for (int i = 0; i < 5; ++i) {
        writer.writeLine("go on");
    }
    std::size_t openings = 0;
    while (writer.isRunning() && !HasFailure()) {
        m_reader.reset();
        m_checked = 0;
        if (look()) {
            ++openings;
            expectNewRows();
        }
    }
    const ProcessResult result = writer.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_GT(openings, 0U) << "the file changed " << m_changes << " times";
}

TEST_F(H5pyLive, FileHeldOpenWithoutSwmrNamesItsProcess)
{
    const std::string code = "import sys, h5py\nwith h5py.File(sys.argv[1], 'w') as f:\n"
                             "    f.create_dataset('y', data=[1.0, 2.0], maxshape=(None,))\n"
                             "    print('created', flush=True)\n    sys.stdin.readline()\n"
                             "    f.flush()\n    print('flushed', flush=True)\n    sys.stdin.readline()\n";
    Process writer({script("h5py_check.py", {}).front(), "-c", code, m_path});
    // Before the first flush, the file does not even have a superblock.
    for (const char* state : {"created", "flushed"}) {
        ASSERT_TRUE(writer.readUntil(state));
        EXPECT_THAT(messageOf<ChangedError>([&] { Reader reader(m_path); }),
                    AllOf(HasSubstr("process " + std::to_string(writer.id())), HasSubstr("SWMR"),
                          Not(HasSubstr("h5clear"))))
            << state;
        writer.writeLine("go on");
    }
    EXPECT_EQ(writer.wait().status, 0);
    EXPECT_EQ(Reader(m_path).steps(), 2U);
}

TEST_F(H5pyLive, FileThatIsStillEmptyNamesItsProcess)
{
    const std::string code = "import sys\nf = open(sys.argv[1], 'wb')\n"
                             "print('ready', flush=True)\nsys.stdin.read()\n";
    Process writer({script("h5py_check.py", {}).front(), "-c", code, m_path});
    ASSERT_TRUE(writer.readUntil("ready"));
    EXPECT_THAT(messageOf<ChangedError>([&] { Reader reader(m_path); }),
                HasSubstr("process " + std::to_string(writer.id())));
}

TEST_F(H5pyLive, FileOfAKilledWriterWithoutSwmrCannotBeTrusted)
{
    const std::string code = "import os, sys, h5py\nf = h5py.File(sys.argv[1], 'w', libver='latest')\n"
                             "f.create_dataset('y', data=[1.0, 2.0], maxshape=(None,))\n"
                             "f.flush()\nos.kill(os.getpid(), 9)\n";
    EXPECT_EQ(run({script("h5py_check.py", {}).front(), "-c", code, m_path}).status, 128 + 9);
    EXPECT_THAT(messageOf<Error>([&] { Reader reader(m_path); }),
                AllOf(HasSubstr("without SWMR"), Not(HasSubstr("h5clear"))));
}

} // namespace

} // namespace h5pulse::test
