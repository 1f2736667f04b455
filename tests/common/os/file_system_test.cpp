// SPDX-License-Identifier: MIT
#include "os/file_system.h"

#include "mirror_folder.h"
#include "os/descriptor.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>

namespace h5pulse::test {

namespace {

TEST(FileSystem, OfThisMachineIsNotShared)
{
    const Descriptor memory(::memfd_create("local", MFD_CLOEXEC));
    ASSERT_TRUE(memory);
    EXPECT_EQ(fileSystemOf(memory.get()), FileSystem{.name = "tmpfs"});
    const Descriptor process(
        ::open("/proc/self/status", O_RDONLY | O_CLOEXEC)); // its kind of file system is not listed
    EXPECT_EQ(fileSystemOf(process.get()), FileSystem{});
}

TEST(FileSystem, InUserSpaceIsShared)
{
    if (!MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << MirrorFolder::whyNot();
    }
    const MirrorFolder folder;
    const Descriptor file(::open((folder / "file").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    ASSERT_TRUE(file);
    const FileSystem expected{.name = "FUSE", .shared = true};
    EXPECT_EQ(fileSystemOf(file.get()), expected);
}

TEST(FileSystem, OfNoFileCountsAsShared)
{
    EXPECT_EQ(fileSystemOf(-1), FileSystem{.shared = true});
}

} // namespace

} // namespace h5pulse::test
