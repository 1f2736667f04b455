// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"

#include <cstddef>
#include <filesystem>

namespace h5pulse::h5 {

/// A file open for writing with h5pulse's driver. Data that a failed write leaves in HDF5's caches never
/// reaches the file: unless close() is called, HDF5's remaining writes are discarded.
class WritableFile
{
public:
    /// Creates an HDF5 file in an empty file. It is not yet open for SWMR.
    /// @param descriptor          of the empty file, open for reading and writing; the caller keeps it
    /// @param path                for errors
    /// @param metadataCacheBytes  0: HDF5's default
    /// @param attributeOrder      of the root group, as H5Pset_attr_creation_order() takes it
    static WritableFile create(int descriptor, const std::filesystem::path& path,
                               std::size_t metadataCacheBytes, unsigned attributeOrder = 0);
    /// Opens a file for SWMR writing. No other program may write it.
    static WritableFile openSwmr(const std::filesystem::path& path, std::size_t metadataCacheBytes);

    ~WritableFile() { abandon(); }
    WritableFile(WritableFile&&) noexcept = default;
    WritableFile& operator=(WritableFile&& other) noexcept;

    hid_t id() const noexcept { return m_file.get(); }
    /// The driver's part of the file; null if it is closed.
    DriverFile* driver() const noexcept { return isOpen() ? m_driver.get() : nullptr; }
    /// Whether HDF5 still has the file open: the host program may close all files of HDF5.
    bool isOpen() const noexcept
    {
        return m_file && m_driver && !m_driver->closed.load(std::memory_order_acquire);
    }
    /// Closes in order: writes everything and clears the file's writer marks. Throws Error. Returns 0, or
    /// errno if all of this succeeded but close(2) reports that written data may be lost.
    [[nodiscard]] int close();
    /// From now on no write reaches the file. Its open objects can still be closed.
    void abandonWrites() noexcept;
    /// Closes without writing anything more.
    void abandon() noexcept;
    /// errno of the first failed write; 0: no write has failed.
    int writeError() const noexcept;
    /// Throws Error if a write has failed: HDF5 itself does not notice failed writes.
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
    DriverRef m_driver; ///< kept, because looking it up takes some microseconds
};

} // namespace h5pulse::h5
