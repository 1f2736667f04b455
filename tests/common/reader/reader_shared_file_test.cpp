// SPDX-License-Identifier: MIT
// A Reader on a file system that compares its copies with the server when a file is opened. The file lies on a local
// one that counts as NFS; what NFS itself does is tested in tests/shared_file_system.
#include "os/file_location.h"
#include "support/assumed_file_system.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace h5pulse::test {

namespace {

class ReaderOnSharedFile : public RunFolder
{
protected:
    static constexpr std::size_t kComponents = 5;
    static constexpr off_t kMark = 77;

    /// The numbers by which this process has the run open for reading.
    std::vector<int> descriptors() const
    {
        std::vector<int> found;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
            std::error_code error;
            const int number = std::stoi(entry.path().filename());
            if (std::filesystem::read_symlink(entry.path(), error) == m_path &&
                (::fcntl(number, F_GETFL) & O_ACCMODE) == O_RDONLY) {
                found.push_back(number);
            }
        }
        return found;
    }

    /// Whether `action` opens the Reader's file again: then the position in it is 0.
    template <typename Action>
    bool opensAgain(const Action& action) const
    {
        const std::vector<int> before = descriptors();
        EXPECT_EQ(before.size(), 1U);
        EXPECT_EQ(::lseek(before.at(0), kMark, SEEK_SET), kMark);
        action();
        EXPECT_EQ(descriptors(), before) << "the number has changed";
        return ::lseek(before.at(0), 0, SEEK_CUR) == 0;
    }

    Writer m_writer{m_path, testRun(kComponents), commitByHand()};
};

TEST_F(ReaderOnSharedFile, EachPollOpensItAgain)
{
    const AssumedFileSystem assumed(kNfs);
    Reader reader(m_path);
    EXPECT_EQ(reader.info().fileSystem, "NFS");
    EXPECT_TRUE(reader.info().sharedFileSystem);
    for (std::size_t steps = 0; steps < 3; ++steps) {
        EXPECT_TRUE(opensAgain([&] { EXPECT_EQ(reader.refresh(), Refresh::Unchanged); }));
        appendSteps(m_writer, 1, kComponents);
        m_writer.commit();
        EXPECT_TRUE(opensAgain([&] { EXPECT_EQ(reader.refresh(), Refresh::Grew); }));
        EXPECT_EQ(wrongElements(reader, steps + 1), 0U);
    }
}

TEST_F(ReaderOnSharedFile, AFinishedRunIsOpenedAgainToo)
{
    const AssumedFileSystem assumed(kNfs);
    m_writer.close();
    // Every Reader opens a file that has just been written a second time, a moment later.
    std::filesystem::last_write_time(m_path,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_TRUE(opensAgain([&] { reader.refresh(); })) << "it may be resumed";
}

TEST_F(ReaderOnSharedFile, ALocalFileIsNotOpenedAgain)
{
    Reader reader(m_path);
    EXPECT_FALSE(reader.info().sharedFileSystem);
    EXPECT_FALSE(opensAgain([&] { reader.refresh(); }));
    appendSteps(m_writer, 1, kComponents);
    m_writer.commit();
    EXPECT_FALSE(opensAgain([&] { EXPECT_EQ(reader.refresh(), Refresh::Grew); }));
}

TEST_F(ReaderOnSharedFile, AMovedFileIsReadOn)
{
    const AssumedFileSystem assumed(kNfs);
    Reader reader(m_path);
    std::filesystem::rename(m_path, m_folder / "moved.h5");
    appendSteps(m_writer, 4, kComponents);
    m_writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Unreachable);
    EXPECT_EQ(wrongElements(reader, 4), 0U);
}

TEST_F(ReaderOnSharedFile, AnotherFileAtThePathIsOpened)
{
    const AssumedFileSystem assumed(kNfs);
    Reader reader(m_path);
    m_writer.close();
    const std::filesystem::path other = m_folder / "other.h5";
    writeFinished(other, 6, kComponents);
    std::filesystem::rename(other, m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_EQ(wrongElements(reader, 6), 0U);
}

} // namespace

} // namespace h5pulse::test
