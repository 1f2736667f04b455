// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"
#include "h5/superblock.h"
#include "os/file_system.h"
#include "os/revalidate.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace h5pulse {

/// How to open a file.
struct Opening
{
    std::filesystem::path place{}; ///< path to open instead of the path that errors name; empty: the same
    bool nobodyWrites = false;     ///< the caller has the writer's lock, and no other program writes the file
};

/// A file opened for reading, in the mode that its state requires.
///
/// - If its writer uses SWMR (or has died or paused while using it), the file is opened for SWMR reading:
///   HDF5 keeps reads consistent.
/// - If no program writes it, the file is opened normally. Programs without SWMR may still reopen and
///   change it. Then HDF5's caches are invalid, and changed() is true.
class RunFile
{
public:
    /// Throws Error if the file cannot be opened now.
    explicit RunFile(const std::filesystem::path& path, const Opening& how = {});

    hid_t id() const noexcept { return m_file.get(); }
    int descriptor() const noexcept { return m_driver->descriptor(); }
    const h5::DriverRef& driver() const noexcept { return m_driver; }
    /// Whether the addresses in HDF5's metadata are positions in the file.
    bool hasPlainAddresses() const noexcept { return m_plainAddresses; }
    const std::filesystem::path& path() const noexcept { return m_path; }
    const FileIdentity& identity() const noexcept { return m_identity; }
    bool swmr() const noexcept { return m_swmr; }
    /// Whether the writer's marks are missing and the end of the file is wrong although the heartbeat is
    /// that of a running writer. Another program has caused this, for example a child of a fork that
    /// closed HDF5. The file is read as if it had the marks.
    bool marksLost() const noexcept { return m_marksLost; }
    /// Whether HDF5 has not been closed since the file was opened.
    bool ofThisLibrary() const noexcept { return m_file.isCurrent(); }
    /// Whether HDF5 still has the file open: the host program may close all files of HDF5.
    bool isOpen() const noexcept { return !m_driver->closed.load(std::memory_order_acquire); }
    const FileSystem& fileSystem() const noexcept { return m_fileSystem; }

    /// Whether the file must be reopened because its superblock now requires another mode. A paused writer
    /// requires the same mode as a running one.
    bool modeChanged() const;

    /// For files opened normally: whether the content has changed since the file was opened.
    bool changed() const;
    /// The same, and also true in two other cases. First, if the system could not read the file: the path
    /// may lead to another file now, which cached attributes hide. Second, once for a file that had just
    /// been written when it was opened: another write within the same tick of the file system's clock
    /// leaves no trace.
    bool mayHaveChanged() const;

    /// Asks the file system for the file, without HDF5. A file system that does not answer blocks here, and
    /// not while HDF5's lock is held.
    void touch() const noexcept { static_cast<void>(identify(descriptor())); }

    /// Reads that follow see the file at least as it is now. Does nothing unless its file system trusts its own
    /// copies for some time (FileSystem::closeToOpen).
    void revalidate(CachedData data = CachedData::Drop) const;

    /// Sets the deadline of all following reads to this time from now.
    void startClock(std::chrono::milliseconds limit) noexcept;
    /// Throws Error after that deadline, for work without reads.
    void requireTime() const;

private:
    std::string open(const std::filesystem::path& at);

    std::filesystem::path m_path;
    h5::Handle m_file;
    h5::DriverRef m_driver;
    FileIdentity m_identity;
    bool m_swmr = false;
    bool m_marksLost = false;
    bool m_plainAddresses = false;
    FileSystem m_fileSystem; ///< determined once, because a network file system asks its server each time
    bool m_settled = true;   ///< its last change was long enough ago to distinguish the next one from it
};

} // namespace h5pulse
