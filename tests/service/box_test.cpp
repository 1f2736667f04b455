// SPDX-License-Identifier: MIT
// System calls that a confined thread makes: which ones succeed.
#include "temporary_folder.h"

#include <h5pulse/error.h>
#include <h5pulse/service/box.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;

/// Errors of system calls; 0: the call succeeded.
struct Tried
{
    int readOwn = 0;
    int readOther = 0;
    int listOther = 0;
    int openAgain = 0; ///< the run, by its descriptor, as on NFS
    int writeOwn = 0;
    int create = 0;
    int remove = 0;
    int connect = 0;
    int start = 0;
};

int errorOf(int result)
{
    const int error = result < 0 ? errno : 0;
    if (result > STDERR_FILENO) {
        ::close(result);
    }
    return error;
}

class BoxTest : public testing::Test
{
protected:
    BoxTest()
    {
        std::filesystem::create_directory(m_own);
        std::ofstream(m_own / "run.h5") << "own";
        std::ofstream(m_folder / "secret") << "other";
    }

    Tried tryAll() const
    {
        Tried tried;
        tried.readOwn = errorOf(::open((m_own / "run.h5").c_str(), O_RDONLY));
        const int run = ::open((m_own / "run.h5").c_str(), O_RDONLY);
        tried.openAgain = errorOf(::open(("/proc/self/fd/" + std::to_string(run)).c_str(), O_RDONLY));
        ::close(run);
        tried.readOther = errorOf(::open((m_folder / "secret").c_str(), O_RDONLY));
        tried.listOther = errorOf(::open("/etc", O_RDONLY | O_DIRECTORY));
        tried.writeOwn = errorOf(::open((m_own / "run.h5").c_str(), O_RDWR));
        tried.create = errorOf(::open((m_own / "new").c_str(), O_CREAT | O_WRONLY, 0600));
        tried.remove = errorOf(::unlink((m_own / "run.h5").c_str()));
        tried.connect = errorOf(::socket(AF_INET, SOCK_STREAM, 0));
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(0);
        }
        tried.start = child < 0 ? errno : 0;
        return tried;
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_own = m_folder / "own";
};

} // namespace

TEST_F(BoxTest, TheReadingThreadReadsTheRunsFolderAndNothingElse)
{
    Box box;
    Tried tried;
    std::thread([&] {
        box.confineReader(m_own / "run.h5");
        tried = tryAll();
    }).join();
    const std::vector<std::string> report = box.report();
    ASSERT_EQ(report.size(), 3U);
    EXPECT_EQ(tried.readOwn, 0);
    EXPECT_EQ(tried.openAgain, 0);
    if (report[1].find("cannot be opened") !=
        std::string::npos) { // else the kernel has no Landlock, and that is said
        EXPECT_EQ(tried.readOther, EACCES);
        EXPECT_EQ(tried.listOther, EACCES);
    } else {
        EXPECT_THAT(report[1], HasSubstr("can be opened ("));
    }
    if (report[2].find("refused") != std::string::npos) {
        EXPECT_NE(tried.writeOwn, 0);
        EXPECT_NE(tried.create, 0);
        EXPECT_NE(tried.remove, 0);
        EXPECT_EQ(tried.connect, EPERM);
        EXPECT_EQ(tried.start, EPERM);
        EXPECT_TRUE(std::filesystem::exists(m_own / "run.h5"));
    } else {
        EXPECT_THAT(report[2], HasSubstr("possible ("));
    }
    EXPECT_EQ(tryAll().connect, 0) << "this thread is free";
}

TEST_F(BoxTest, TheTalkingThreadOpensNothing)
{
    Box box;
    Tried tried;
    std::thread([&] {
        box.confineTalker();
        tried = tryAll();
    }).join();
    const std::vector<std::string> report = box.report();
    if (tried.connect == 0) {
        GTEST_SKIP() << "this kernel has no seccomp";
    }
    EXPECT_EQ(tried.readOwn, EPERM);
    EXPECT_EQ(tried.readOther, EPERM);
    EXPECT_EQ(tried.start, EPERM);
}

TEST_F(BoxTest, AFileBehindALinkIsRead)
{
    std::filesystem::create_directory(m_folder / "links");
    std::filesystem::create_symlink(m_own / "run.h5", m_folder / "links" / "run.h5");
    Box box;
    int error = -1;
    std::thread([&] {
        box.confineReader(m_folder / "links" / "run.h5");
        error = errorOf(::open((m_folder / "links" / "run.h5").c_str(), O_RDONLY));
    }).join();
    EXPECT_EQ(error, 0);
}

TEST_F(BoxTest, AMissingFolderConfinesNothing)
{
    Box box;
    EXPECT_THROW(box.confineReader(m_folder / "nowhere" / "run.h5"), MissingError);
    EXPECT_EQ(box.report().size(), 1U);
    EXPECT_EQ(tryAll().readOther, 0);
}

} // namespace h5pulse::test
