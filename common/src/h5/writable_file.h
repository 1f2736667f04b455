// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"

#include <cstddef>
#include <filesystem>

namespace h5pulse::h5 {

/// A file open for writing with h5pulse's driver. What a failed write leaves in HDF5's caches never reaches
/// it: unless close() is called, whatever HDF5 still has to write goes nowhere.
class WritableFile
{
public:
    /// Makes an HDF5 file of an empty one. Not yet open for SWMR.
    /// @param descriptor          of the empty file, open for reading and writing; it stays the caller's
    /// @param path                for errors
    /// @param metadataCacheBytes  0: HDF5's own choice
    /// @param attributeOrder      of the root group, as H5Pset_attr_creation_order() takes it
    static WritableFile create(int descriptor, const std::filesystem::path& path,
                               std::size_t metadataCacheBytes, unsigned attributeOrder = 0);
    /// Opens a file that nobody writes, for SWMR writing.
    static WritableFile openSwmr(const std::filesystem::path& path, std::size_t metadataCacheBytes);

    ~WritableFile() { abandon(); }
    WritableFile(WritableFile&&) noexcept = default;
    WritableFile& operator=(WritableFile&& other) noexcept;

    hid_t id() const noexcept { return m_file.get(); }
    /// The driver's part of it; null where it is closed.
    DriverFile* driver() const noexcept { return isOpen() ? m_driver.get() : nullptr; }
    /// Whether HDF5 has it open still: a host may close all that there is.
    bool isOpen() const noexcept
    {
        return m_file && m_driver && !m_driver->closed.load(std::memory_order_acquire);
    }
    /// Closes in order: all is in the file, and its marks are off. Throws Error. Gives 0, or errno where all
    /// was done but close(2) reports that what was written may be lost.
    [[nodiscard]] int close();
    /// From now on nothing reaches the file. What is open of it can be closed.
    void abandonWrites() noexcept;
    /// Closes without writing anything more.
    void abandon() noexcept;
    /// errno of the first write that failed; 0: none has.
    int writeError() const noexcept;
    /// HDF5 itself does not notice failed writes: throws Error where there was one.
    void requireWritten(const char* tried) const;

private:
    WritableFile(std::filesystem::path path, Handle file)
        : m_path(std::move(path))
        , m_file(std::move(file))
        , m_driver(m_file ? driverFile(m_file.get()) : DriverRef())
    {
    }

    std::filesystem::path m_path;
    Handle m_file;
    DriverRef m_driver; ///< kept, since looking it up takes HDF5 some microseconds
};

} // namespace h5pulse::h5
