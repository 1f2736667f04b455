// SPDX-License-Identifier: MIT
// If repack() is interrupted at any moment, the path has either the unchanged run or the complete new one.
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <h5pulse/repack.h>

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class RepackInterruption : public RunFolder
{
protected:
    static constexpr std::size_t kSteps = 20'000;

    void SetUp() override
    {
        writeFinished(m_path, kSteps);
        m_bytes = readBytes(m_path);
    }

    std::size_t temporaryFiles() const
    {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
            count += entry.path().extension() == ".tmp" ? 1 : 0;
        }
        return count;
    }

    /// Repacks in a child process, which is killed after this time or at this call of progress. Returns
    /// whether it was killed.
    bool isKilled(std::chrono::microseconds after, std::size_t atCall) const
    {
        const pid_t child = ::fork();
        if (child == 0) {
            std::size_t calls = 0;
            RepackOptions options;
            options.progress = [&](auto, auto) {
                if (++calls == atCall) {
                    ::kill(::getpid(), SIGKILL);
                }
                return true;
            };
            try {
                repack(m_path, options);
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        if (after.count() > 0) {
            std::this_thread::sleep_for(after);
            ::kill(child, SIGKILL);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        return WIFSIGNALED(status);
    }

    /// Whether the file is the complete new one. Else it must be the original.
    bool isRepacked() const
    {
        if (readBytes(m_path) == m_bytes) {
            return false;
        }
        EXPECT_LT(std::filesystem::file_size(m_path), m_bytes.size() / 2);
        Reader reader(m_path);
        EXPECT_EQ(reader.steps(), kSteps);
        EXPECT_EQ(reader.state(), RunState::Finished);
        EXPECT_EQ(wrongElements(reader, kSteps), 0U);
        return true;
    }

    std::string m_bytes;
};

TEST_F(RepackInterruption, KilledAtEachCallOfProgress)
{
    std::size_t calls = 0;
    while (isKilled({}, ++calls)) {
        EXPECT_FALSE(isRepacked());
        EXPECT_EQ(temporaryFiles(), calls == 1 ? 0U : 1U) << "what the one before has left is gone";
        ASSERT_LT(calls, 100U);
    }
    EXPECT_GT(calls, 6U);
    EXPECT_TRUE(isRepacked());
    EXPECT_EQ(temporaryFiles(), 0U);
}

TEST_F(RepackInterruption, KilledAtRandomMoments)
{
    std::mt19937 random(1);
    const auto begin = std::chrono::steady_clock::now();
    isKilled({}, 0);
    const auto whole =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    std::size_t repacked = 0;
    for (int round = 0; round < 40; ++round) {
        writeBytes(m_path, m_bytes);
        const std::chrono::microseconds after(1 + random() % (whole.count() * 5 / 4));
        const bool killed = isKilled(after, 0);
        const bool done = isRepacked();
        EXPECT_TRUE(killed || done);
        // The temporary file of this repack, and that of the one before, if it was killed before it removed
        // it.
        EXPECT_LE(temporaryFiles(), done ? 0U : 2U);
        repacked += done ? 1 : 0;
    }
    EXPECT_GT(repacked, 0U);
    EXPECT_LT(repacked, 40U);
    repack(m_path);
    EXPECT_EQ(temporaryFiles(), 0U);
}

TEST_F(RepackInterruption, CancelledAtEachCallOfProgress)
{
    for (std::size_t last = 1;; ++last) {
        ASSERT_LT(last, 100U);
        std::size_t calls = 0;
        std::uintmax_t before = 0;
        RepackOptions options;
        options.progress = [&](std::uintmax_t done, std::uintmax_t total) {
            EXPECT_LE(before, done);
            EXPECT_LE(done, total);
            before = done;
            return ++calls < last;
        };
        const RepackReport report = repack(m_path, options);
        EXPECT_EQ(temporaryFiles(), 0U);
        EXPECT_EQ(isRepacked(), !report.cancelled);
        if (!report.cancelled) {
            EXPECT_GT(last, 6U);
            return;
        }
        EXPECT_EQ(report.bytesAfter, m_bytes.size());
    }
}

TEST_F(RepackInterruption, ByALimitOfFileSizes)
{
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    for (rlim_t bytes = 1000; bytes < 200'000; bytes = bytes * 3 / 2) {
        const rlimit limit{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::string message =
            messageOf<Error>([&] { repack(m_path, {.compression = {.filter = Filter::None}}); });
        ::setrlimit(RLIMIT_FSIZE, &before);
        EXPECT_THAT(message, AllOf(HasSubstr("run.h5"), HasSubstr("File too large")));
        EXPECT_TRUE(readBytes(m_path) == m_bytes);
        EXPECT_EQ(temporaryFiles(), 0U);
    }
    repack(m_path);
    EXPECT_TRUE(isRepacked());
}

TEST_F(RepackInterruption, LeavesTheFileOfAnotherThatIsAtWork)
{
    RepackOptions outer;
    bool tried = false;
    outer.progress = [&](auto done, auto) {
        if (done > 0 && !std::exchange(tried, true)) {
            EXPECT_THROW(repack(m_path), InUseError);
            EXPECT_EQ(temporaryFiles(), 1U);
            EXPECT_THROW(Writer::resume(m_path), InUseError);
        }
        return true;
    };
    repack(m_path, outer);
    EXPECT_TRUE(tried);
    EXPECT_TRUE(isRepacked());
}

/// Comparing may take long, so that the temporary file is older than a minute.
TEST_F(RepackInterruption, ItsFileIsNoLeftoverToWriters)
{
    RepackOptions options;
    bool tried = false;
    options.progress = [&](auto done, auto) {
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
            if (done > 0 && entry.path().extension() == ".tmp" && !std::exchange(tried, true)) {
                std::filesystem::last_write_time(entry, std::filesystem::file_time_type::clock::now() -
                                                            std::chrono::minutes(2));
                writeFinished(m_folder / "other.h5", 1);
                EXPECT_TRUE(std::filesystem::exists(entry));
            }
        }
        return true;
    };
    repack(m_path, options);
    EXPECT_TRUE(tried);
    EXPECT_TRUE(isRepacked());
}

} // namespace

} // namespace h5pulse::test
