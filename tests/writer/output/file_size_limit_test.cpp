// SPDX-License-Identifier: MIT
// A limit of file sizes (ulimit -f). Each function that writes reports it as an error. The host must not get
// the signal SIGXFSZ, which ends a process by default.
#include "killed_child.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/repack.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>

#include <array>
#include <sys/resource.h>

namespace h5pulse::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The message that a call throws in a child process with this limit.
template <typename Call>
std::string underLimit(rlim_t bytes, const Call& call)
{
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_DFL);
        const rlimit limit{bytes, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::string message = "nothing was thrown";
        try {
            call();
        } catch (const std::exception& error) {
            message = error.what();
        }
        [[maybe_unused]] const ssize_t written = ::write(ends[1], message.data(), message.size());
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string message;
    std::array<char, 1024> buffer{};
    for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
        message.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? "killed by signal " + std::to_string(WTERMSIG(status)) : message;
}

class FileSizeLimitReached : public testing::Test
{
protected:
    static constexpr WriterOptions kByHand{.commitInterval = {}, .background = false};

    void append(Writer& writer) const
    {
        for (int i = 0; i < kSteps; ++i) {
            writer.append(i, std::vector<double>(kSize, i));
        }
        writer.commit();
    }

    void crash() const
    {
        inKilledChild([&] {
            Writer writer(m_path, m_run, kByHand);
            append(writer);
            die();
        });
    }

    /// Checks that all steps are in the file, and that recover() works without the limit.
    void expectWhole() const
    {
        EXPECT_EQ(Reader(m_path).steps(), std::size_t{kSteps});
        EXPECT_EQ(recover(m_path).steps, std::size_t{kSteps});
        EXPECT_EQ(Reader(m_path).steps(), std::size_t{kSteps});
    }

    std::size_t files() const
    {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(m_folder.path()), {}));
    }

    static constexpr int kSteps = 40;
    static constexpr std::size_t kSize = 10'000;
    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const RunSpec m_run{.fields = {{.name = "y", .shape = {kSize}}}};
};

TEST_F(FileSizeLimitReached, IsAnErrorOfRecover)
{
    crash();
    for (const rlim_t limit : {rlim_t{0}, rlim_t{1000}, rlim_t{std::filesystem::file_size(m_path)}}) {
        EXPECT_THAT(underLimit(limit, [&] { recover(m_path); }),
                    AllOf(HasSubstr("run.h5: cannot be recovered"), HasSubstr("File too large")))
            << limit;
    }
    expectWhole();
}

TEST_F(FileSizeLimitReached, IsAnErrorOfItsBackup)
{
    crash();
    EXPECT_THAT(
        underLimit(std::filesystem::file_size(m_path) / 2, [&] { recover(m_path, {.backup = true}); }),
        AllOf(HasSubstr("cannot be copied to"), HasSubstr("File too large")));
    EXPECT_EQ(files(), 1U) << "half of a copy is left";
    expectWhole();
}

TEST_F(FileSizeLimitReached, IsAnErrorOfResume)
{
    crash();
    EXPECT_THAT(underLimit(1000, [&] { Writer::resume(m_path).close(); }), HasSubstr("File too large"));
    expectWhole();
}

TEST_F(FileSizeLimitReached, IsAnErrorOfRepack)
{
    {
        Writer writer(m_path, m_run, kByHand);
        append(writer);
    }
    EXPECT_THAT(underLimit(1000, [&] { repack(m_path, {.compression = {.filter = Filter::None}}); }),
                AllOf(HasSubstr("run.h5: cannot be repacked"), HasSubstr("File too large")));
    EXPECT_EQ(files(), 1U) << "half of the new file is left";
    EXPECT_EQ(Reader(m_path).steps(), std::size_t{kSteps});
}

TEST_F(FileSizeLimitReached, IsAnErrorOfANewRun)
{
    EXPECT_THAT(underLimit(1000, [&] { const Writer writer(m_path, m_run); }),
                AllOf(HasSubstr("run.h5"), HasSubstr("File too large")));
    EXPECT_EQ(files(), 0U);
}

/// A host may set the limit at any moment, and so low that the writer cannot write a heartbeat.
TEST_F(FileSizeLimitReached, IsAnErrorOfACommitWhenItComesLater)
{
    for (const bool background : {false, true}) {
        EXPECT_THAT(underLimit(RLIM_INFINITY,
                               [&] {
                                   Writer writer(m_path, m_run,
                                                 {.commitInterval = {},
                                                  .background = background,
                                                  .existing = Existing::Replace,
                                                  .whenFull = WhenFull::Throw});
                                   append(writer);
                                   const rlimit limit{0, RLIM_INFINITY};
                                   ::setrlimit(RLIMIT_FSIZE, &limit);
                                   append(writer);
                               }),
                    HasSubstr("File too large"))
            << background;
        expectWhole();
    }
}

} // namespace
} // namespace h5pulse::test
