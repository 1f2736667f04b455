// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"
#include "h5/superblock.h"
#include "os/file_system.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace h5pulse {

/// What is known of a file that is to be opened.
struct Opening
{
    std::filesystem::path place{}; ///< where it is found, if not by its path, which errors name all the same
    bool nobodyWrites = false;     ///< the caller has the writer's lock, and no other program writes it
};

/// A file opened for reading, in the way that its state asks for.
///
/// - Its writer uses SWMR (or died doing so, or has paused): opened SWMR-read, where HDF5 keeps what we see
///   consistent.
/// - Nobody writes: opened plainly. Programs without SWMR may still reopen and change it; then what HDF5 has
///   cached is worthless, which changed() tells.
class RunFile
{
public:
    /// Throws Error where the file cannot be opened now.
    explicit RunFile(const std::filesystem::path& path, const Opening& how = {});

    hid_t id() const noexcept { return m_file.get(); }
    int descriptor() const noexcept { return m_driver->descriptor(); }
    const std::filesystem::path& path() const noexcept { return m_path; }
    const FileIdentity& identity() const noexcept { return m_identity; }
    bool swmr() const noexcept { return m_swmr; }
    /// Whether its writer's marks are off, and its end is not what it should be, although its heartbeat says
    /// that it runs: another program has done that, such as a child of a fork that closed HDF5. Then it is
    /// read as with marks.
    bool marksLost() const noexcept { return m_marksLost; }
    /// Whether HDF5 itself has not been closed since.
    bool ofThisLibrary() const noexcept { return m_file.isCurrent(); }
    /// Whether HDF5 has it open still: a host may close all that there is.
    bool isOpen() const noexcept { return !m_driver->closed.load(std::memory_order_acquire); }
    /// Whether it lies on a local file system (isOnLocalFileSystem()).
    bool isLocal() const noexcept { return m_isLocal; }

    /// Whether it must be reopened because its superblock asks for another mode now. A paused writer asks for
    /// the same mode as a running one.
    bool modeChanged() const;

    /// For files opened plainly: whether the content is no longer what was opened.
    bool changed() const;
    /// The same; true where the system could not read from it (it may be another one behind the same path by
    /// now, which cached attributes hide); and once true for a file that had just been written when it was
    /// opened: another writing within the same tick of the file system's clock leaves no trace.
    bool mayHaveChanged() const;

    /// Limits all reads until further notice to this much time from now.
    void startClock(std::chrono::milliseconds limit) noexcept;
    /// Throws Error when that time is over: for what goes on without reading.
    void requireTime() const;

private:
    std::string open(const std::filesystem::path& at);

    std::filesystem::path m_path;
    h5::Handle m_file;
    h5::DriverRef m_driver;
    FileIdentity m_identity;
    bool m_swmr = false;
    bool m_marksLost = false;
    bool m_isLocal = false; ///< asked once, since a network file system asks its server each time
    bool m_settled = true;  ///< its last change was long enough ago to tell the next one from it
};

} // namespace h5pulse
