// SPDX-License-Identifier: MIT
// A run whose writer is on another machine. This machine does not see its lock and its process, and the boot
// id differs. Only the heartbeat shows whether it lives.
#include "format/heartbeat.h"
#include "format/layout.h"
#include "h5/handle.h"
#include "os/descriptor.h"
#include "os/machine.h"
#include "support/crashed_run.h"
#include "support/run_folder.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <fcntl.h>

namespace h5pulse::test {

namespace {

class RemoteWriter : public RunFolder
{
protected:
    RemoteWriter()
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
        const h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.get()),
                              H5Fclose);
        const h5::Handle dataset(H5Dopen2(file.get(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose);
        m_address = heartbeatAddress(dataset.get()).value();
        m_heartbeat = readHeartbeat(dataset.get(), true).value();
        m_heartbeat.setHost("elsewhere");
        m_heartbeat.setBoot("00000000-0000-0000-0000-000000000000");
        m_heartbeat.synced = 4;
        writeHeartbeat();
    }

    /// Writes the heartbeat, as that writer does once per second.
    void writeHeartbeat()
    {
        const Descriptor file(::open(m_path.c_str(), O_WRONLY | O_CLOEXEC));
        ASSERT_TRUE(h5pulse::writeHeartbeat(file.get(), m_address, m_heartbeat));
    }

    std::uint64_t m_address = 0;
    Heartbeat m_heartbeat;
};

TEST_F(RemoteWriter, LivesWhileItsHeartbeatMoves)
{
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Running);
    for (int i = 0; i < 3; ++i) {
        writeHeartbeat();
        reader.refresh();
        EXPECT_EQ(reader.state(), RunState::Running);
    }
    EXPECT_EQ(Reader(m_path).state(), RunState::Running);
}

/// No other machine can write to a local file system. So this machine was restarted with another name.
TEST_F(RemoteWriter, OnALocalFileSystemWasOfThisMachine)
{
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 4U) << "what was not synchronised does not count";
    EXPECT_EQ(wrongElements(reader, 4), 0U);
    EXPECT_EQ(reader.writerStatus().host, "elsewhere");
}

TEST_F(RemoteWriter, IsStalledInSilenceAndNeverCrashed)
{
    Reader reader(m_path, {.stallAfter = std::chrono::milliseconds(100)});
    EXPECT_TRUE(waitUntil([&] {
        reader.refresh();
        EXPECT_NE(reader.state(), RunState::Crashed);
        return reader.state() == RunState::Stalled;
    }));
    ++m_heartbeat.commits;
    writeHeartbeat();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Running) << "it has come back";
}

TEST_F(RemoteWriter, EndsByItsOwnWords)
{
    Reader reader(m_path);
    m_heartbeat.state = Heartbeat::Failed;
    m_heartbeat.setReason("as asked");
    writeHeartbeat();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Failed);
}

/// The boot and the machine are the same, and the lock is free. So the writer has crashed.
TEST_F(RemoteWriter, OfThisMachineHasCrashed)
{
    m_heartbeat.setHost(hostName());
    m_heartbeat.setBoot(bootText());
    writeHeartbeat();
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    EXPECT_EQ(reader.steps(), 10U);
}

/// This machine was restarted, so steps that were not synchronised do not count.
TEST_F(RemoteWriter, OfThisMachineBeforeItWasStartedAnew)
{
    m_heartbeat.setHost(hostName());
    writeHeartbeat();
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    EXPECT_EQ(reader.steps(), 4U);
}

} // namespace

} // namespace h5pulse::test
