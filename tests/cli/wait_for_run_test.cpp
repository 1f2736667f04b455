// SPDX-License-Identifier: MIT
// Waiting for a file that appears at the worst moment.
#include "cli_test.h"
#include "open_run.h"
#include "wait_for_run.h"
#include "watchdog.h"

#include <h5pulse/writer.h>

#include <functional>
#include <utility>

namespace h5pulse::cli {

namespace {

using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

class WaitForRunTest : public test::CliTest
{
protected:
    /// Opens m_file. After the first failure, makes the file.
    Reader openLate(const std::function<void()>& make)
    {
        try {
            return openRun({.file = m_file});
        } catch (const Error&) {
            if (!std::exchange(m_isMade, true)) {
                make();
            }
            throw;
        }
    }

    Reader wait(const std::function<void()>& make)
    {
        Watchdog watchdog(m_file);
        return waitForRun({.file = m_file, .wait = 30.0, .interval = 0.01}, watchdog,
                          [&] { return openLate(make); });
    }

    const std::filesystem::path m_file = path("run.h5");

private:
    bool m_isMade = false;
};

TEST_F(WaitForRunTest, SaysNothingOfAFileThatIsNotThereYet)
{
    CaptureStderr();
    const Reader reader = wait([&] { Writer(m_file, {.fields = {{.name = "y"}}}).append(0.0, 1.0); });
    EXPECT_EQ(GetCapturedStderr(), "") << "there was none when it was to be opened";
    EXPECT_EQ(reader.steps(), 1U);
}

TEST_F(WaitForRunTest, SaysWhatIsWrongWithAFileThatIsThere)
{
    write(m_file, "my thesis");
    CaptureStderr();
    const Reader reader = wait([&] {
        std::filesystem::remove(m_file);
        Writer(m_file, {.fields = {{.name = "y"}}}).append(0.0, 1.0);
    });
    EXPECT_THAT(GetCapturedStderr(),
                HasSubstr("waiting: " + m_file.string() + ": cannot be opened: it is not"));
    EXPECT_EQ(reader.steps(), 1U);
}

} // namespace

} // namespace h5pulse::cli
