// SPDX-License-Identifier: MIT
// A write that fails: reported by every later call, and the file stays as the last commit left it.
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>

namespace h5pulse::test {
namespace {

/// Lets no file of this process grow beyond a size while it lives: HDF5's writes fail with EFBIG.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

class WriteError : public testing::TestWithParam<bool>
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

INSTANTIATE_TEST_SUITE_P(Threads, WriteError, testing::Bool(),
                         [](const auto& param) { return param.param ? "background" : "foreground"; });

TEST_P(WriteError, sticksAndLeavesWhatWasCommitted)
{
    constexpr std::size_t size = 10'000;
    const auto row = [](int step) { return std::vector<double>(size, step + 0.25); };
    std::size_t committed = 0;
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {size}}}},
                      {.commitInterval = {}, .background = GetParam()});
        const FileSizeLimit limit(rlim_t{3} << 20);
        std::string first;
        for (int step = 0; first.empty() && step < 1000; ++step) {
            try {
                writer.append(step, row(step));
                writer.commit();
            } catch (const Error& error) {
                first = error.what();
            }
        }
        EXPECT_THAT(first,
                    testing::AllOf(testing::HasSubstr("run.h5"), testing::HasSubstr("File too large")));
        committed = writer.committedSteps();
        EXPECT_GT(committed, 10U);
        EXPECT_THROW(writer.append(0.0, row(0)), Error);
        EXPECT_THROW(writer.commit(), Error);
        EXPECT_THROW(writer.close(), Error);
    }
    const auto verify = [&](RunState state) {
        Reader reader(m_path);
        EXPECT_EQ(reader.state(), state);
        ASSERT_EQ(reader.steps(), committed);
        std::vector<double> values(size);
        for (std::size_t step = 0; step < committed; ++step) {
            reader.readStep("y", step, values);
            ASSERT_THAT(values, testing::Each(static_cast<double>(step) + 0.25));
        }
    };
    verify(RunState::Crashed);
    EXPECT_TRUE(recover(m_path).neededRepair);
    verify(RunState::Crashed); // its writer never said that it finished
    EXPECT_FALSE(recover(m_path).neededRepair);
}

} // namespace
} // namespace h5pulse::test
