// SPDX-License-Identifier: MIT
#include "format/heartbeat.h"

#include "format/layout.h"
#include "h5/check.h"
#include "os/descriptor.h"
#include "support/run_folder.h"
#include "support/scripts.h"

#include <fcntl.h>

namespace h5pulse::test {

namespace {

class HeartbeatRecord : public RunFolder
{
protected:
    HeartbeatRecord()
    {
        m_file = {H5Fcreate(m_path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), H5Fclose};
        const h5::Handle group(
            H5Gcreate2(m_file.get(), layout::kServiceGroup, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
        m_dataset = createHeartbeat(m_file.get());
    }

    /// Writes the record unchanged, because the file's type has the same layout as the struct.
    void writeAsItIs(const Heartbeat& heartbeat) const
    {
        const h5::Handle type(H5Dget_type(m_dataset.get()), H5Tclose);
        ASSERT_EQ(H5Tget_size(type.get()), sizeof heartbeat);
        ASSERT_GE(H5Dwrite(m_dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &heartbeat), 0);
    }

    /// Writes the record without HDF5, as a writer does.
    void write(Heartbeat& heartbeat) const
    {
        const auto address = heartbeatAddress(m_dataset.get());
        ASSERT_TRUE(address);
        const Descriptor file(::open(m_path.c_str(), O_RDWR | O_CLOEXEC));
        ASSERT_TRUE(writeHeartbeat(file.get(), *address, heartbeat));
    }

    h5::Handle m_file;
    h5::Handle m_dataset;
};

TEST_F(HeartbeatRecord, ComesBackAsWritten)
{
    Heartbeat heartbeat{.sequence = 41, .steps = 7, .commits = 3, .startTime = 1.5, .commitTime = 2.5};
    heartbeat.processId = 4711;
    heartbeat.state = Heartbeat::Failed;
    heartbeat.setHost("node-12");
    heartbeat.setReason("diverged");
    write(heartbeat);
    const auto found = readHeartbeat(m_dataset.get(), false);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->sequence, 42U);
    EXPECT_EQ(found->sequenceAgain, 42U);
    EXPECT_EQ(found->steps, 7U);
    EXPECT_EQ(found->commits, 3U);
    EXPECT_EQ(found->startTime, 1.5);
    EXPECT_EQ(found->commitTime, 2.5);
    EXPECT_EQ(found->processId, 4711);
    EXPECT_EQ(found->state, Heartbeat::Failed);
    EXPECT_EQ(found->hostText(), "node-12");
    EXPECT_EQ(found->reasonText(), "diverged");
}

TEST_F(HeartbeatRecord, TornIsNotAccepted)
{
    Heartbeat heartbeat{.sequence = 8, .steps = 100};
    heartbeat.sequenceAgain = 7;
    writeAsItIs(heartbeat);
    EXPECT_FALSE(readHeartbeat(m_dataset.get(), false));
    heartbeat.sequenceAgain = 8;
    writeAsItIs(heartbeat);
    ASSERT_TRUE(readHeartbeat(m_dataset.get(), false));
    EXPECT_EQ(readHeartbeat(m_dataset.get(), false)->steps, 100U);
}

TEST_F(HeartbeatRecord, IsPlainForH5py)
{
    Heartbeat heartbeat{.steps = 5};
    heartbeat.setHost("node");
    write(heartbeat);
    m_dataset.reset();
    m_file.reset();
    EXPECT_EQ(runPython(m_path,
                        "h = h5py.File(path)['h5pulse/heartbeat'][()]\n"
                        "print(h['steps'], h['sequence'], h['sequence_again'], h['host'].decode())\n"),
              "5 1 1 node\n");
}

TEST_F(HeartbeatRecord, OfAnotherShapeIsNone)
{
    const h5::SuppressHdf5Errors silence;
    const h5::Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const h5::Handle number(H5Dcreate2(m_file.get(), "number", H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT,
                                       H5P_DEFAULT, H5P_DEFAULT),
                            H5Dclose);
    EXPECT_FALSE(readHeartbeat(number.get(), false));
    EXPECT_FALSE(readHeartbeat(H5I_INVALID_HID, false));
}

TEST(HeartbeatText, IsCutBetweenCharacters)
{
    constexpr std::size_t most = sizeof(Heartbeat::reason) - 1;
    Heartbeat heartbeat;
    const std::string fits = std::string(most - 2, 'x') + "é";
    heartbeat.setReason(fits);
    EXPECT_EQ(heartbeat.reasonText(), fits);
    for (const std::string& last : {std::string("é"), std::string("€"), std::string("😀")}) {
        for (std::size_t within = 1; within < last.size(); ++within) {
            const std::string head(most - within, 'x');
            heartbeat.setReason(head + last + "more");
            EXPECT_EQ(heartbeat.reasonText(), head) << last << ' ' << within;
        }
    }
    heartbeat.setReason(std::string(1000, 'x'));
    EXPECT_EQ(heartbeat.reasonText(), std::string(most, 'x'));
}

TEST(HeartbeatText, ShorterTextLeavesNothingOfTheLonger)
{
    Heartbeat heartbeat;
    heartbeat.setHost("a-rather-long-name-of-a-machine");
    heartbeat.setHost("b");
    EXPECT_EQ(heartbeat.hostText(), "b");
    heartbeat.setHost(std::string(200, 'h'));
    EXPECT_EQ(heartbeat.hostText().size(), sizeof(Heartbeat::host) - 1);
}

TEST(HeartbeatText, WithoutAnEndStopsAtTheField)
{
    Heartbeat heartbeat;
    heartbeat.reason.fill('z');
    EXPECT_EQ(heartbeat.reasonText(), std::string(sizeof(Heartbeat::reason), 'z'));
}

} // namespace

} // namespace h5pulse::test
