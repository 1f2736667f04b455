// SPDX-License-Identifier: MIT
#include "h5/writable_file.h"

#include "h5/check.h"

#include <cstring>

namespace h5pulse::h5 {

namespace {

constexpr const char* kCreating = "cannot be created";
constexpr const char* kOpening = "cannot be opened for writing";

Handle accessList(const std::filesystem::path& path, std::size_t metadataCacheBytes, const char* tried)
{
    Handle list = own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, tried);
    // Every HDF5 1.10 can read the file.
    check(H5Pset_libver_bounds(list.get(), H5F_LIBVER_V110, H5F_LIBVER_V110), path, tried);
    check(H5Pset_fclose_degree(list.get(), H5F_CLOSE_STRONG), path, tried);
    check(useDriver(list.get()), path, tried);
    // No other program writes the file, so that a broken block stays broken; HDF5's default number of
    // attempts would practically never end.
    check(H5Pset_metadata_read_attempts(list.get(), 1), path, tried);
    if (metadataCacheBytes > 0) {
        H5AC_cache_config_t config = {};
        config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
        check(H5Pget_mdc_config(list.get(), &config), path, tried);
        config.set_initial_size = true;
        config.initial_size = config.min_size = config.max_size = metadataCacheBytes;
        config.incr_mode = H5C_incr__off;
        config.flash_incr_mode = H5C_flash_incr__off;
        config.decr_mode = H5C_decr__off;
        check(H5Pset_mdc_config(list.get(), &config), path, tried);
    }
    return list;
}

Handle creationList(const std::filesystem::path& path, unsigned attributeOrder)
{
    Handle list = own(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path, kCreating);
    // Readers list the fields in the order of RunSpec.
    check(H5Pset_link_creation_order(list.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), path,
          kCreating);
    check(H5Pset_attr_creation_order(list.get(), attributeOrder), path, kCreating);
    return list;
}

} // namespace

WritableFile WritableFile::create(int descriptor, const std::filesystem::path& path,
                                  std::size_t metadataCacheBytes, unsigned attributeOrder)
{
    const Handle creation = creationList(path, attributeOrder);
    const Handle access = accessList(path, metadataCacheBytes, kCreating);
    const OpenInstead it(descriptor);
    return {path, own(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, path,
                      kCreating)};
}

WritableFile WritableFile::openSwmr(const std::filesystem::path& path, std::size_t metadataCacheBytes)
{
    const Handle access = accessList(path, metadataCacheBytes, kOpening);
    WritableFile file(path, own(H5Fopen(path.c_str(), H5F_ACC_RDWR | H5F_ACC_SWMR_WRITE, access.get()),
                                H5Fclose, path, kOpening));
    file.requireWritten(kOpening);
    return file;
}

WritableFile& WritableFile::operator=(WritableFile&& other) noexcept
{
    if (this != &other) {
        abandon();
        m_path = std::move(other.m_path);
        m_file = std::move(other.m_file);
        m_driver = std::move(other.m_driver);
    }
    return *this;
}

int WritableFile::close()
{
    // The identifier is invalid even if closing fails, and unwritten data is lost with it. So do
    // everything that can fail first.
    constexpr const char* tried = "cannot be closed";
    if (m_file && (!isOpen() || H5Fflush(m_file.get(), H5F_SCOPE_LOCAL) < 0)) {
        raise(m_path, tried);
    }
    requireWritten(tried);
    if (m_file.reset() < 0) {
        raise(m_path, tried);
    }
    const DriverRef driver = std::move(m_driver);
    if (driver && driver->writeError != 0) {
        throw Error(m_path, tried, std::strerror(driver->writeError));
    }
    return driver ? driver->closeDescriptor() : 0;
}

void WritableFile::requireWritten(const char* tried) const
{
    if (const int error = writeError()) {
        throw Error(m_path, tried, std::strerror(error));
    }
}

void WritableFile::abandonWrites() noexcept
{
    if (DriverFile* file = driver()) {
        file->abandoned.store(true, std::memory_order_relaxed);
    }
}

void WritableFile::abandon() noexcept
{
    abandonWrites();
    const ForkHeldBack whole;
    m_file.reset();
    m_driver.reset();
}

int WritableFile::writeError() const noexcept
{
    return m_driver ? m_driver->writeError : 0;
}

} // namespace h5pulse::h5
