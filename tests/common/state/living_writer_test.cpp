// SPDX-License-Identifier: MIT
// On a file system without locks, the heartbeat decides whether a writer lives, for any time of its clock.
#include "state/living_writer.h"

#include "heartbeat_edit.h"
#include "os/descriptor.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <fcntl.h>
#include <stop_token>
#include <thread>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr double kClocksApart = 3600.0;

class LivingWriter : public RunFolder
{
protected:
    /// A run whose writer was killed. Its last heartbeat is this many seconds old by the clock of this
    /// machine.
    HeartbeatEdit crash(double secondsAgo) const
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 7);
        HeartbeatEdit heartbeat(m_path);
        const double sign = HeartbeatEdit::now() - secondsAgo;
        heartbeat.setTimes(sign - 1.0, sign, sign);
        return heartbeat;
    }

    void look() const
    {
        const Descriptor file(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC));
        refuseLivingWriter(m_path, file.get());
    }
};

TEST_F(LivingWriter, WithARecentSignOfLifeIsRefused)
{
    crash(1.0);
    EXPECT_THAT(messageOf<InUseError>([&] { look(); }),
                AllOf(HasSubstr(m_path.string()), HasSubstr("sign of life less than 10 s ago")));
}

TEST_F(LivingWriter, WithAWrongClockIsRefusedWhenItMoves)
{
    for (const double ago : {kClocksApart, -kClocksApart}) {
        const HeartbeatEdit heartbeat = crash(ago);
        {
            const std::jthread heartbeats([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    heartbeat.writeHeartbeat();
                    std::this_thread::sleep_for(std::chrono::milliseconds(100));
                }
            });
            EXPECT_THAT(messageOf<InUseError>([&] { look(); }), HasSubstr("sign of life just now")) << ago;
        }
        std::filesystem::remove(m_path);
    }
}

TEST_F(LivingWriter, WithoutASignOfLifeIsDead)
{
    crash(kClocksApart);
    EXPECT_NO_THROW(look());
}

TEST_F(LivingWriter, FromTheFutureIsDeadWhenItDoesNotMove)
{
    crash(-kClocksApart);
    EXPECT_NO_THROW(look());
}

TEST_F(LivingWriter, ThatHasFinishedIsNone)
{
    writeFinished(m_path, 3);
    EXPECT_NO_THROW(look());
}

TEST_F(LivingWriter, OfWhatIsNoRunIsNone)
{
    writeBytes(m_path, "some text");
    EXPECT_NO_THROW(look());
}

} // namespace

} // namespace h5pulse::test
