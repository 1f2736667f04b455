// SPDX-License-Identifier: MIT
#pragma once

#include "os/fork_safety.h"
#include "os/process_mark.h"

#include <filesystem>
#include <optional>

namespace h5pulse {

/// The writer's lock on a file: an open-file-description lock on one byte at offset 2^62. It does not
/// interact with HDF5's locks, which use flock. It ends with the process, so that it is never stale, and
/// closing other descriptors of the file does not release it. Children of a fork do not inherit it.
class RunLock
{
public:
    /// Takes the lock of the file that has this name now. Throws InUseError with the name of the holder if
    /// another process has the lock, and Error if it cannot be taken.
    /// @param withoutLock  continue if the file system has no locks; held() is false then
    static RunLock take(const std::filesystem::path& path, bool withoutLock = false);
    /// The same for a file that this process has just created and that is open for reading and writing.
    static RunLock take(Descriptor created, const std::filesystem::path& path, bool withoutLock);

    ~RunLock() { release(); }
    RunLock(RunLock&&) noexcept = default;
    RunLock& operator=(RunLock&& other) noexcept;

    /// The file, open for reading and writing.
    int descriptor() const noexcept { return m_descriptor.get(); }
    /// False if the file system has no locks and `withoutLock` was set.
    bool held() const noexcept { return m_held; }
    /// Lets the file system report the errors now that it would report on closing; 0 or errno.
    int tellErrors() const noexcept;
    /// Releases the lock and closes the file; 0 or errno of closing. Does nothing in a process other than
    /// the one that took the lock.
    int release() noexcept;

private:
    RunLock(Descriptor descriptor, bool held)
        : m_descriptor(std::move(descriptor))
        , m_held(held)
    {
    }
    ProcessMark m_owner;
    OwnDescriptor m_descriptor;
    bool m_held;
};

/// Whether a process holds the lock of this file; nothing if the file system does not report it.
std::optional<bool> isLocked(int descriptor);

} // namespace h5pulse
