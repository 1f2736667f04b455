// SPDX-License-Identifier: MIT
// How runs of the C interface end: by free, by exit, by a fork's child, by kill, and while the disk is full.
#include "c_run.h"
#include "file_size_limit.h"
#include "killed_child.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace h5pulse::test {
namespace {

class CLife : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(CLife, FreeClosesAndKeepsTheErrorText)
{
    CWriter writer = openRun(m_path);
    appendSteps(writer.get(), 0, 4);
    EXPECT_NE(h5pulse_writer_put(writer.get(), "y", nullptr), 0);
    const std::string text = h5pulse_last_error();
    writer.reset();
    EXPECT_EQ(h5pulse_last_error(), text);
    CReader reader = openReader(m_path);
    EXPECT_EQ(h5pulse_reader_state(reader.get()), H5PULSE_STATE_FINISHED);
    EXPECT_EQ(h5pulse_reader_steps(reader.get()), 4U);
}

TEST_F(CLife, FailAndStopKeepTheirReasons)
{
    for (const bool failed : {true, false}) {
        const std::filesystem::path path = m_folder / (failed ? "failed.h5" : "stopped.h5");
        CWriter writer = openRun(path);
        appendSteps(writer.get(), 0, 2);
        EXPECT_OK(h5pulse_writer_begin_step(writer.get(), 2.0)); // dropped
        EXPECT_OK((failed ? h5pulse_writer_fail : h5pulse_writer_stop)(writer.get(), "diverged at 2"));
        CReader reader = openReader(path);
        EXPECT_EQ(h5pulse_reader_state(reader.get()), failed ? H5PULSE_STATE_FAILED : H5PULSE_STATE_STOPPED);
        EXPECT_STREQ(h5pulse_reader_state_name(reader.get()), failed ? "failed" : "stopped");
        EXPECT_STREQ(h5pulse_reader_reason(reader.get()), "diverged at 2");
        EXPECT_EQ(h5pulse_reader_steps(reader.get()), 2U);
    }
}

/// What a process of its own does, and how it ends.
template <typename Action>
int statusOfChild(const Action& action)
{
    const pid_t child = ::fork();
    if (child == 0) {
        action();
        ::_exit(9);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(CLife, ExitFinishesTheRun)
{
    EXPECT_EQ(statusOfChild([&] {
                  h5pulse_writer* writer = openRun(m_path).release();
                  appendSteps(writer, 0, 3);
                  std::exit(0);
              }),
              0);
    runPython(m_path, "assert len(f['t']) == 3\n");
}

TEST_F(CLife, TheChildOfAForkMayNotWrite)
{
    CWriter writer = openRun(m_path);
    appendSteps(writer.get(), 0, 3);
    EXPECT_EQ(statusOfChild([&] {
                  const bool refused = h5pulse_writer_commit(writer.get()) == H5PULSE_ERROR;
                  const bool told = std::string(h5pulse_last_error()).find("fork") != std::string::npos;
                  h5pulse_writer_free(writer.release());
                  ::_exit(refused && told ? 0 : 1);
              }),
              0);
    appendSteps(writer.get(), 3, 3);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "assert f['t'][:].tolist() == [0, 1, 2, 3, 4, 5]\n");
}

TEST_F(CLife, AKilledRunIsRecovered)
{
    inKilledChild([&] {
        h5pulse_writer* writer = openRun(m_path).release();
        appendSteps(writer, 0, 3);
        h5pulse_writer_commit(writer);
        die();
    });
    CReader reader = openReader(m_path);
    EXPECT_EQ(h5pulse_reader_state(reader.get()), H5PULSE_STATE_CRASHED);
    EXPECT_THAT(h5pulse_reader_state_text(reader.get()), testing::HasSubstr("h5pulse recover"));
    reader.reset();
    expectError(h5pulse_repack(m_path.c_str()), H5PULSE_ERROR, "recover");
    h5pulse_recovery report{};
    EXPECT_OK(h5pulse_recover_with(m_path.c_str(), H5PULSE_RECOVER_DRY_RUN, &report));
    EXPECT_EQ(report.needed_repair, 1);
    EXPECT_EQ(report.steps, 3U);
    EXPECT_OK(h5pulse_recover(m_path.c_str()));
    EXPECT_OK(h5pulse_repack(m_path.c_str()));
    const std::filesystem::path copy = m_folder / "copy.h5";
    EXPECT_OK(h5pulse_repack_with(m_path.c_str(), copy.c_str(), "none", -1));
    runPython(m_path, "assert len(f['t']) == 3\n");
    runPython(copy, "assert len(f['t']) == 3\n");

    expectError(h5pulse_recover((m_folder / "missing.h5").c_str()), H5PULSE_MISSING, "missing.h5");
    expectError(h5pulse_recover(nullptr), H5PULSE_INVALID_ARGUMENT, "NULL");
    expectError(h5pulse_recover_with(m_path.c_str(), 64, nullptr), H5PULSE_INVALID_ARGUMENT, "64");
    expectError(h5pulse_repack_with(m_path.c_str(), nullptr, "zip", -1), H5PULSE_INVALID_ARGUMENT, "'zip'");
}

TEST_F(CLife, ASecondWriterIsRefused)
{
    CWriter writer = openRun(m_path);
    CWriter second = newWriter(m_path);
    expectError(h5pulse_writer_resume(second.get()), H5PULSE_IN_USE, std::to_string(::getpid()));
    expectError(h5pulse_recover(m_path.c_str()), H5PULSE_IN_USE, "run.h5");
}

int countDown(void* data)
{
    return --*static_cast<int*>(data) > 0 ? 1 : 0;
}

/// Fills the buffer while the file may not grow.
int appendUntilRefused(h5pulse_writer* writer)
{
    const std::vector<double> y(10000, 1.0);
    const void* values[] = {y.data()};
    for (int k = 0; k < 1000; ++k) {
        if (const int status = h5pulse_writer_append(writer, k, values)) {
            return status;
        }
    }
    return 0;
}

TEST_F(CLife, AWaitAsksWhetherToGoOn)
{
    for (const bool asked : {true, false}) {
        const std::filesystem::path path = m_folder / (asked ? "asked.h5" : "refused.h5");
        CWriter writer = newWriter(path);
        const std::size_t shape[] = {10000};
        int left = 3;
        EXPECT_OK(h5pulse_writer_add_field(writer.get(), "y", H5PULSE_FLOAT64, 1, shape, nullptr));
        EXPECT_OK(h5pulse_writer_set_buffer_bytes(writer.get(), 1 << 20));
        if (asked) {
            EXPECT_OK(h5pulse_writer_set_keep_waiting(writer.get(), countDown, &left));
        } else {
            EXPECT_OK(h5pulse_writer_set_wait_when_full(writer.get(), 0));
        }
        EXPECT_OK(h5pulse_writer_open(writer.get()));
        {
            const FileSizeLimit limit(1 << 20);
            EXPECT_EQ(appendUntilRefused(writer.get()), asked ? H5PULSE_INTERRUPTED : H5PULSE_ERROR);
        }
        EXPECT_TRUE(!asked || left <= 0);
        left = 1 << 30;
        const std::size_t steps = h5pulse_writer_steps(writer.get());
        EXPECT_OK(h5pulse_writer_close(writer.get()));
        CReader reader = openReader(path);
        EXPECT_EQ(h5pulse_reader_steps(reader.get()), steps); // nothing is lost
    }
}

TEST_F(CLife, InterruptEndsWaits)
{
    CWriter writer = newWriter(m_path);
    const std::size_t shape[] = {10000};
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "y", H5PULSE_FLOAT64, 1, shape, nullptr));
    EXPECT_OK(h5pulse_writer_set_buffer_bytes(writer.get(), 1 << 20));
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    const FileSizeLimit limit(1 << 20);
    EXPECT_OK(h5pulse_writer_interrupt(writer.get()));
    EXPECT_EQ(appendUntilRefused(writer.get()), H5PULSE_INTERRUPTED);
    EXPECT_EQ(h5pulse_writer_close(writer.get()), H5PULSE_INTERRUPTED);
}

} // namespace
} // namespace h5pulse::test
