// SPDX-License-Identifier: MIT
#include "os/revalidate.h"

#include "mirror_folder.h"
#include "os/descriptor.h"
#include "os/file_system.h"
#include "support/run_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <fstream>
#include <sys/socket.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

std::string contentOf(int descriptor)
{
    std::array<char, 16> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
}

class Revalidate : public RunFolder
{
protected:
    static void write(const std::filesystem::path& path, const std::string& text)
    {
        std::ofstream(path) << text;
    }
};

TEST_F(Revalidate, OpensAgainUnderTheSameNumber)
{
    write(m_path, "first");
    const Descriptor file = openFile(m_path, O_RDONLY);
    ASSERT_EQ(::lseek(file.get(), 3, SEEK_SET), 3);
    EXPECT_TRUE(revalidate(file.get(), CachedData::Drop));
    EXPECT_EQ(::lseek(file.get(), 0, SEEK_CUR), 0) << "it is the old opening";
    EXPECT_EQ(::fcntl(file.get(), F_GETFD), FD_CLOEXEC);
    EXPECT_EQ(contentOf(file.get()), "first");
}

TEST_F(Revalidate, StaysWithTheFileWhateverItsPathLeadsTo)
{
    write(m_path, "first");
    const Descriptor file = openFile(m_path, O_RDONLY);
    const auto before = identify(file.get());
    write(m_folder / "other", "other");
    std::filesystem::rename(m_folder / "other", m_path);
    EXPECT_TRUE(revalidate(file.get(), CachedData::Compare));
    EXPECT_TRUE(identify(file.get())->sameFile(*before));
    EXPECT_EQ(contentOf(file.get()), "first");
}

TEST_F(Revalidate, KeepsWhatCannotBeOpenedAgain)
{
    std::array<int, 2> pair{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
    const Descriptor one(pair[0]);
    const Descriptor other(pair[1]);
    EXPECT_FALSE(revalidate(one.get(), CachedData::Drop));
    EXPECT_EQ(::write(one.get(), "x", 1), 1);
    EXPECT_FALSE(revalidate(-1, CachedData::Drop));
}

/// FUSE drops its copies of the data when a file is opened, as NFS does if they are outdated.
TEST_F(Revalidate, SeesWhatAnotherMachineHasWritten)
{
    if (!MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << MirrorFolder::whyNot();
    }
    constexpr double hour = 3600.0;
    const MirrorFolder folder(hour);
    write(folder.behind() / "run.h5", "first");
    const Descriptor file = openFile(folder / "run.h5", O_RDONLY);
    ASSERT_EQ(contentOf(file.get()), "first");
    write(folder.behind() / "run.h5", "later");
    ASSERT_EQ(contentOf(file.get()), "first") << "this system has no copy of it";
    EXPECT_TRUE(revalidate(file.get(), CachedData::Compare));
    EXPECT_EQ(contentOf(file.get()), "later");
}

} // namespace

} // namespace h5pulse::test
