// SPDX-License-Identifier: MIT
#include "os/run_lock.h"

#include "os/machine.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"

#include <h5pulse/error.h>

#include <fcntl.h>
#include <optional>
#include <sys/file.h>

namespace h5pulse::test {

namespace {

class WritersLock : public RunFolder
{
protected:
    WritersLock() { writeBytes(m_path, "some file"); }

    Descriptor open() const { return Descriptor(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC)); }
};

TEST_F(WritersLock, IsHeldByOneAndNamesIt)
{
    std::optional<RunLock> lock = RunLock::take(m_path);
    EXPECT_EQ(isLocked(open().get()), true);
    EXPECT_THAT(messageOf<InUseError>([&] { RunLock::take(m_path); }),
                ::testing::HasSubstr("process " + std::to_string(::getpid()) + " on " + hostName()));
    lock.reset();
    EXPECT_EQ(isLocked(open().get()), false);
    RunLock::take(m_path);
}

TEST_F(WritersLock, IsNotLostWhenAnotherDescriptorIsClosed)
{
    const RunLock lock = RunLock::take(m_path);
    open().reset();
    EXPECT_EQ(isLocked(open().get()), true);
}

TEST_F(WritersLock, DoesNotMeetTheLocksOfHdf5)
{
    const Descriptor other = open();
    ASSERT_EQ(::flock(other.get(), LOCK_SH | LOCK_NB), 0);
    const RunLock lock = RunLock::take(m_path);
    EXPECT_EQ(::flock(open().get(), LOCK_SH | LOCK_NB), 0);
}

TEST_F(WritersLock, CannotBeTakenWithoutAFile)
{
    std::filesystem::remove(m_path);
    EXPECT_THROW(RunLock::take(m_path), Error);
    EXPECT_FALSE(std::filesystem::exists(m_path));
    EXPECT_FALSE(isLocked(-1));
}

} // namespace

} // namespace h5pulse::test
