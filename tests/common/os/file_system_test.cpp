// SPDX-License-Identifier: MIT
#include "os/file_system.h"

#include "mirror_folder.h"
#include "os/descriptor.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>

namespace h5pulse::test {

namespace {

TEST(FileSystem, OfThisMachineIsLocal)
{
    const Descriptor memory(::memfd_create("local", MFD_CLOEXEC)); // on a tmpfs
    ASSERT_TRUE(memory);
    EXPECT_TRUE(isOnLocalFileSystem(memory.get()));
    const Descriptor process(
        ::open("/proc/self/status", O_RDONLY | O_CLOEXEC)); // its kind of file system is not listed
    EXPECT_TRUE(isOnLocalFileSystem(process.get()));
}

TEST(FileSystem, InUserSpaceIsNot)
{
    if (!MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << MirrorFolder::whyNot();
    }
    const MirrorFolder folder;
    const Descriptor file(::open((folder / "file").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    ASSERT_TRUE(file);
    EXPECT_FALSE(isOnLocalFileSystem(file.get()));
}

TEST(FileSystem, OfNoFileIsNot)
{
    EXPECT_FALSE(isOnLocalFileSystem(-1));
}

} // namespace

} // namespace h5pulse::test
