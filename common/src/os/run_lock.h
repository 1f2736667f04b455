// SPDX-License-Identifier: MIT
#pragma once

#include "os/fork_safety.h"
#include "os/process_mark.h"

#include <filesystem>
#include <optional>

namespace h5pulse {

/// The writer's lock on a file: one byte at offset 2^62, by an open-file-description lock. HDF5 uses flock,
/// which it does not meet; it ends with the process, so that it is never stale; closing other descriptors of
/// the file does not lose it. Children of a fork do not inherit it.
class RunLock
{
public:
    /// Takes the lock of the file that has this name now. Throws InUseError naming the holder where somebody
    /// has it, Error where it cannot be had.
    /// @param withoutLock  go on where the file system has no locks; held() tells
    static RunLock take(const std::filesystem::path& path, bool withoutLock = false);
    /// The same of an open file, for reading and writing, that this process has just created.
    static RunLock take(Descriptor created, const std::filesystem::path& path, bool withoutLock);

    ~RunLock() { release(); }
    RunLock(RunLock&&) noexcept = default;
    RunLock& operator=(RunLock&& other) noexcept;

    /// The file, open for reading and writing.
    int descriptor() const noexcept { return m_descriptor.get(); }
    /// False where the file system has no locks and that was allowed.
    bool held() const noexcept { return m_held; }
    /// Asks the file system to report now what closing would; 0 or errno.
    int tellErrors() const noexcept;
    /// Lets go of the lock and of the file; 0 or errno of closing it. In other processes than the one that
    /// took it nothing happens.
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

/// Whether somebody holds the lock of this file; nothing where the file system does not say.
std::optional<bool> isLocked(int descriptor);

} // namespace h5pulse
