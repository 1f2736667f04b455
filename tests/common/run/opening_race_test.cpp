// SPDX-License-Identifier: MIT
// A program without SWMR rewrites the file while Reader opens it. Reader reports a change and not damage, and
// never reads a mixture of two states.
#include "os/descriptor.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"

#include <h5pulse/reader.h>

#include <array>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <thread>

namespace h5pulse::test {

namespace {

/// Counts openings of a file after this object was made.
class OpeningWatch
{
public:
    explicit OpeningWatch(const std::filesystem::path& path)
        : m_inotify(::inotify_init1(IN_CLOEXEC))
    {
        // inotify merges equal events in a row. Read events between them keep openings apart.
        ::inotify_add_watch(m_inotify.get(), path.c_str(), IN_OPEN | IN_ACCESS);
    }

    /// Waits for this many openings. False: they did not come.
    bool wait(int openings) const
    {
        pollfd polled{m_inotify.get(), POLLIN, 0};
        while (openings > 0 && ::poll(&polled, 1, 500) > 0) {
            std::array<inotify_event, 64> events;
            const ssize_t bytes = ::read(m_inotify.get(), events.data(), sizeof events);
            for (std::size_t i = 0; i < static_cast<std::size_t>(bytes) / sizeof(inotify_event); ++i) {
                openings -= (events[i].mask & IN_OPEN) != 0;
            }
        }
        return openings <= 0;
    }

private:
    Descriptor m_inotify;
};

class OpeningRace : public RunFolder
{
protected:
    static constexpr std::size_t kShort = 10;
    static constexpr std::size_t kLong = 1000;

    /// The bytes of a complete file whose `y` has this many rows, with that number in each row.
    std::string fileOf(std::size_t rows) const
    {
        runPython(
            m_path,
            "n = " + std::to_string(rows) +
                "\nwith h5py.File(path, 'w') as f:\n"
                "    for i in range(n // 100): f['before%d' % i] = np.arange(50.0)\n"
                "    f.create_dataset('y', data=np.full(n, float(n)), maxshape=(None,), chunks=(50,))\n");
        return readBytes(m_path);
    }

    void rewrite(const std::string& bytes) const
    {
        const Descriptor file(::open(m_path.c_str(), O_RDWR | O_CLOEXEC));
        ASSERT_EQ(::pwrite(file.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
        ASSERT_EQ(::ftruncate(file.get(), static_cast<off_t>(bytes.size())), 0);
    }

    /// Opens and reads the file. False: Reader reported a change.
    bool readWhole() const
    {
        try {
            Reader reader(m_path);
            const std::size_t steps = reader.steps();
            EXPECT_TRUE(steps == kShort || steps == kLong) << steps;
            std::vector<double> y(steps);
            reader.readSteps("y", 0, steps, y);
            EXPECT_THAT(y, ::testing::Each(static_cast<double>(steps)));
            return true;
        } catch (const ChangedError&) {
            return false;
        } catch (const Error& error) {
            ADD_FAILURE() << "another error: " << error.what();
            return false;
        }
    }
};

TEST_F(OpeningRace, IsToldAsAChange)
{
    const std::array<std::string, 2> states{fileOf(kLong), fileOf(kShort)};
    int changes = 0;
    for (int i = 0; i < 150 && !HasFailure(); ++i) {
        const std::string& next = states[static_cast<std::size_t>(i) % 2];
        const OpeningWatch watch(m_path);
        // The second opening is the one by HDF5, after Reader has found no writer. The rest of the opening
        // takes some hundred us.
        const std::chrono::microseconds phase(i % 30 * 10);
        std::thread other([&] {
            if (watch.wait(2)) {
                std::this_thread::sleep_for(phase);
                rewrite(next);
            }
        });
        changes += !readWhole();
        other.join();
        EXPECT_TRUE(readWhole()) << "nobody changes it any more";
    }
    EXPECT_GT(changes, 0);
}

} // namespace

} // namespace h5pulse::test
