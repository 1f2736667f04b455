// SPDX-License-Identifier: MIT
#include "state/living_writer.h"

#include "format/heartbeat.h"
#include "format/layout.h"
#include "h5/check.h"
#include "os/descriptor.h"
#include "os/file_location.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "run/run_file.h"

#include <chrono>
#include <cstdint>
#include <fcntl.h>
#include <optional>
#include <string>
#include <thread>

namespace h5pulse {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kRecentSeconds = 10.0;
constexpr std::chrono::seconds kWatch{3}; // a writer writes a heartbeat each second
constexpr std::chrono::milliseconds kPause{50};

/// Address and contents of the heartbeat of a running writer.
struct Unfinished
{
    std::uint64_t address = 0;
    Heartbeat heartbeat{};
};

std::optional<Unfinished> findUnfinished(const std::filesystem::path& path)
{
    const h5::SuppressHdf5Errors silence;
    try {
        const RunFile file(path, {.nobodyWrites = true});
        const h5::Handle dataset(H5Dopen2(file.id(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose);
        const auto address = heartbeatAddress(dataset.get());
        const auto heartbeat = readHeartbeat(dataset.get(), file.swmr());
        if (address && heartbeat && heartbeat->state == Heartbeat::Running) {
            return Unfinished{*address, *heartbeat};
        }
    } catch (const Error&) {
        // The next inspection of the file reports why it cannot be read.
    }
    return std::nullopt;
}

/// Whether the heartbeat changes. Reopens the file for each check, so that a network file system asks its
/// server.
bool progresses(int descriptor, const Unfinished& found)
{
    const std::filesystem::path path = pathOfOpenFile(descriptor);
    const auto deadline = Clock::now() + kWatch;
    while (Clock::now() < deadline) {
        std::this_thread::sleep_for(kPause);
        const Descriptor file = openFile(path, O_RDONLY);
        const auto sequence = readSequence(file.get(), found.address);
        if (sequence && *sequence != found.heartbeat.sequence) {
            return true;
        }
    }
    return false;
}

} // namespace

void refuseLivingWriter(const std::filesystem::path& path, int descriptor)
{
    const auto found = findUnfinished(path);
    if (!found) {
        return;
    }
    // The two clocks may differ: an old heartbeat, or one in the future, proves nothing.
    const double age = wallClock() - found->heartbeat.time;
    const bool recent = age >= 0.0 && age < kRecentSeconds;
    if (recent || progresses(descriptor, *found)) {
        throw InUseError(path, "cannot be opened for writing",
                         std::string("its writer gave a sign of life ") +
                             (recent ? "less than 10 s ago" : "just now") +
                             ", and there is no lock to tell whether it lives; try again in a moment");
    }
}

} // namespace h5pulse
