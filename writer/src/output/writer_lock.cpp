// SPDX-License-Identifier: MIT
#include "output/writer_lock.h"

#include "os/machine.h"
#include "os/open_files.h"
#include "state/living_writer.h"

#include <h5pulse/reader.h>

#include <string>

namespace h5pulse {

namespace {

/// The live writer of the file according to its heartbeat; empty without a heartbeat or after its end.
std::string namedByHeartbeat(const std::filesystem::path& path)
{
    try {
        const Reader reader(path);
        const WriterStatus& status = reader.writerStatus();
        return status.processId == 0 || !isLive(reader.state())
                   ? std::string{}
                   : "process " + std::to_string(status.processId) + " on " + status.host;
    } catch (const std::exception&) {
        return {};
    }
}

RunLock takeAndName(const std::filesystem::path& path, bool withoutLock)
{
    try {
        RunLock lock = RunLock::take(path, withoutLock);
        if (const auto process = findLastingWriter(lock.descriptor())) {
            throw InUseError(path, "cannot be opened for writing",
                             "process " + std::to_string(*process) + " on " + hostName() + " is writing it");
        }
        return lock;
    } catch (const InUseError& error) {
        // This machine knows its own processes for certain; a writer on another machine is known only by its
        // heartbeat.
        const std::string writer =
            error.reason().find("process ") == std::string::npos ? namedByHeartbeat(path) : std::string{};
        if (writer.empty()) {
            throw;
        }
        throw InUseError(path, error.tried(), "another writer is at work on it: " + writer);
    }
}

} // namespace

RunLock takeWriterLock(const std::filesystem::path& path, bool withoutLock)
{
    RunLock lock = takeAndName(path, withoutLock);
    if (!lock.held()) {
        refuseLivingWriter(path, lock.descriptor());
    }
    return lock;
}

} // namespace h5pulse
