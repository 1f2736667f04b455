// SPDX-License-Identifier: MIT
// Changes of the working directory, moved folders, dangling links and lost permissions. The run stays in its
// place.
#include "counted_run.h"

#include <h5pulse/repack.h>

#include <gmock/gmock.h>

#include <array>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

namespace h5pulse::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class Folder : public CountedRun
{
protected:
    void SetUp() override { fs::current_path(m_folder.path()); }
    void TearDown() override { fs::current_path("/"); }

    void writeRun(const fs::path& path, std::size_t steps) const
    {
        Writer writer(path, m_run);
        append(writer, 0, steps);
    }

    std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(m_folder.path())) {
            names.push_back(entry.path().filename());
        }
        return names;
    }

    /// Runs a function in a process without the rights of root. Returns the exit status.
    template <typename Action>
    static int asNobodyDoes(const Action& action)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            bool good = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
            try {
                good = good && action();
            } catch (...) {
                good = false;
            }
            ::_exit(good ? 0 : 1);
        }
        int status = -1;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

TEST_F(Folder, aProgramThatLeavesItReplacesTheRightFile)
{
    writeRun("run.h5", 3);
    fs::create_directory("elsewhere");
    Writer run("run.h5", m_run, {.commitInterval = {}, .existing = Existing::Replace});
    fs::current_path("elsewhere");
    append(run, 0, 1000);
    run.close();
    expectRun(1000, RunState::Finished);
    EXPECT_TRUE(fs::is_empty(m_folder / "elsewhere"));
}

TEST_F(Folder, aReaderStaysWithItsRun)
{
    fs::create_directory("elsewhere");
    writeRun("run.h5", 10);
    writeRun("elsewhere/run.h5", 20);
    Reader reader("run.h5");
    fs::current_path("elsewhere");
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.steps(), 10U);
    EXPECT_EQ(reader.state(), RunState::Finished);
}

TEST_F(Folder, repackToleratesItsCallbackChangingIt)
{
    fs::create_directory("elsewhere");
    writeRun("run.h5", 10);
    RepackOptions options;
    options.progress = [&](auto, auto) {
        fs::current_path(m_folder / "elsewhere");
        return true;
    };
    repack("run.h5", options);
    expectRun(10, RunState::Finished);
}

TEST_F(Folder, oneThatMovesTakesTheRunAlong)
{
    fs::create_directory("old");
    writeRun("old/run.h5", 3);
    Writer run("old/run.h5", m_run, {.commitInterval = {}, .existing = Existing::Replace});
    append(run, 0, 10);
    fs::rename("old", "new");
    run.commit();
    append(run, 10, 20);
    run.close();
    expectRun(m_folder / "new/run.h5", 20, RunState::Finished);
}

TEST_F(Folder, thatIsGoneNeedsAnAbsolutePath)
{
    fs::create_directory("gone");
    fs::current_path("gone");
    fs::remove(m_folder / "gone");
    EXPECT_THAT(messageOf([&] { Writer("run.h5", m_run); }), HasSubstr("working directory is gone"));
    EXPECT_THAT(messageOf([&] { Reader("run.h5"); }), HasSubstr("working directory is gone"));
    Writer(m_path, m_run).close();
}

TEST_F(Folder, linksThatDangleLeadToTheNewRun)
{
    fs::create_directory("data");
    fs::create_symlink("data/first.h5", "latest.h5");
    fs::create_symlink("latest.h5", "again.h5");
    writeRun("again.h5", 10);
    EXPECT_TRUE(fs::is_symlink("again.h5"));
    EXPECT_TRUE(fs::is_symlink("latest.h5"));
    expectRun(m_folder / "data/first.h5", 10, RunState::Finished);

    fs::create_symlink("circle.h5", "circle.h5");
    EXPECT_THAT(messageOf([&] { Writer("circle.h5", m_run); }),
                AllOf(HasSubstr("circle.h5"), HasSubstr("circle")));
}

/// Another user's file in a folder like /tmp. The writer reports the problem at the start, and not after
/// hours.
TEST_F(Folder, aFileThatMayNotBeReplacedIsRefusedAtTheStart)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "other people's files need root";
    }
    const fs::path shared = m_folder / "shared";
    fs::create_directory(shared);
    fs::permissions(m_folder.path(), fs::perms(0755));
    writeRun(shared / "run.h5", 3);
    fs::permissions(shared / "run.h5", fs::perms(0666));
    ASSERT_EQ(::chmod(shared.c_str(), 01777), 0);
    EXPECT_EQ(asNobodyDoes([&] {
                  const std::string refusal =
                      messageOf([&] { Writer(shared / "run.h5", m_run, {.existing = Existing::Replace}); });
                  return refusal.find("cannot be replaced") != std::string::npos;
              }),
              0);
    expectRun(shared / "run.h5", 3, RunState::Finished);
    EXPECT_EQ(std::distance(fs::directory_iterator(shared), fs::directory_iterator()), 1);
    // A user may replace an own file.
    EXPECT_EQ(asNobodyDoes([&] {
                  writeRun(shared / "mine.h5", 3);
                  Writer writer(shared / "mine.h5", m_run, {.existing = Existing::Replace});
                  append(writer, 0, 5);
                  return true;
              }),
              0);
    expectRun(shared / "mine.h5", 5, RunState::Finished);
}

/// Containers mount single files like this.
TEST_F(Folder, aFileThatIsMountedIsRefusedAtTheStart)
{
    writeRun("run.h5", 3);
    writeRun("outside.h5", 4);
    if (::mount((m_folder / "outside.h5").c_str(), m_path.c_str(), nullptr, MS_BIND, nullptr) != 0) {
        GTEST_SKIP() << "mounting needs root";
    }
    EXPECT_THAT(messageOf([&] { Writer(m_path, m_run, {.existing = Existing::Replace}); }),
                HasSubstr("mounted"));
    ::umount(m_path.c_str());
    expectRun(3, RunState::Finished);
}

TEST_F(Folder, aRenameThatFailsLaterKeepsTheRowsAndSaysWhere)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "other people's files need root";
    }
    const fs::path shared = m_folder / "shared";
    fs::create_directory(shared);
    fs::permissions(m_folder.path(), fs::perms(0755));
    ASSERT_EQ(::chmod(shared.c_str(), 0777), 0);
    writeRun(shared / "run.h5", 3);
    fs::permissions(shared / "run.h5", fs::perms(0666));
    std::array<int, 2> toChild{};
    std::array<int, 2> toParent{};
    ASSERT_EQ(::pipe(toChild.data()), 0);
    ASSERT_EQ(::pipe(toParent.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        bool good = ::setgid(65534) == 0 && ::setuid(65534) == 0;
        try {
            Writer writer(shared / "run.h5", m_run, {.commitInterval = {}, .existing = Existing::Replace});
            append(writer, 0, 100);
            char byte = 'x';
            good = good && ::write(toParent[1], &byte, 1) == 1 && ::read(toChild[0], &byte, 1) == 1;
            const std::string message = messageOf([&] { writer.commit(); });
            good = good && message.find("its 100 committed steps are in " +
                                        (shared / "run.h5.new").string()) != std::string::npos;
        } catch (...) {
            good = false;
        }
        ::_exit(good ? 0 : 1);
    }
    char byte = 0;
    ASSERT_EQ(::read(toParent[0], &byte, 1), 1);
    ASSERT_EQ(::chmod(shared.c_str(), 01777), 0); // other users cannot replace root's file any more
    ASSERT_EQ(::write(toChild[1], &byte, 1), 1);
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    expectRun(shared / "run.h5", 3, RunState::Finished);
    Reader kept(shared / "run.h5.new");
    EXPECT_EQ(kept.steps(), 100U);
    EXPECT_EQ(kept.state(), RunState::Failed);
    EXPECT_EQ(RawFile(shared / "run.h5.new").doubles("n"), counted(100));
}

/// A folder that the user may write to but not open.
TEST_F(Folder, thatCannotBeSynchronisedLeavesNothingBehind)
{
    const fs::path locked = m_folder / "locked";
    fs::create_directory(locked);
    fs::permissions(m_folder.path(), fs::perms(0755));
    ASSERT_EQ(::chmod(locked.c_str(), 0333), 0);
    EXPECT_EQ(asNobodyDoes([&] {
                  const std::string refusal = messageOf([&] {
                      Writer(locked / "run.h5", m_run, {.syncInterval = std::chrono::milliseconds(0)});
                  });
                  Writer(locked / "plain.h5", m_run).append(0.0, 0.0);
                  return refusal.find("cannot be synchronised") != std::string::npos;
              }),
              0);
    ASSERT_EQ(::chmod(locked.c_str(), 0755), 0);
    EXPECT_EQ(std::distance(fs::directory_iterator(locked), fs::directory_iterator()), 1);
    expectRun(locked / "plain.h5", 1, RunState::Finished);
}

} // namespace
} // namespace h5pulse::test
