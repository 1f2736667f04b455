// SPDX-License-Identifier: MIT
#include "h5/read_driver.h"

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iterator>
#include <limits>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse::h5 {

namespace {

/// HDF5 hands out and takes back the address of `base`, which must be the first member.
struct DriverFile
{
    H5FD_t base;
    ReadDriverFile common;
    haddr_t endOfAllocation;
};

DriverFile* of(H5FD_t* file)
{
    return reinterpret_cast<DriverFile*>(file);
}

const DriverFile* of(const H5FD_t* file)
{
    return reinterpret_cast<const DriverFile*>(file);
}

herr_t fail(hid_t minor, const char* reason)
{
    H5Epush2(H5E_DEFAULT, __FILE__, __func__, __LINE__, H5E_ERR_CLS, H5E_VFL, minor, "%s", reason);
    return -1;
}

H5FD_t* openFile(const char* name, unsigned, hid_t, haddr_t) noexcept
{
    const int descriptor = ::open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        fail(H5E_CANTOPENFILE, std::strerror(errno));
        return nullptr;
    }
    auto* file = new (std::nothrow) DriverFile{};
    if (!file) {
        ::close(descriptor);
        return nullptr;
    }
    file->common.descriptor = descriptor;
    return &file->base;
}

herr_t closeFile(H5FD_t* file) noexcept
{
    ::close(of(file)->common.descriptor);
    delete of(file);
    return 0;
}

/// No two opens are the same file: HDF5 must not let them share its caches and access flags.
int compare(const H5FD_t* a, const H5FD_t* b) noexcept
{
    return a == b ? 0 : a < b ? -1 : 1;
}

herr_t query(const H5FD_t*, unsigned long* flags) noexcept
{
    *flags = H5FD_FEAT_SUPPORTS_SWMR_IO;
    return 0;
}

haddr_t endOfAllocation(const H5FD_t* file, H5FD_mem_t) noexcept
{
    return of(file)->endOfAllocation;
}

herr_t setEndOfAllocation(H5FD_t* file, H5FD_mem_t, haddr_t address) noexcept
{
    of(file)->endOfAllocation = address;
    return 0;
}

haddr_t endOfFile(const H5FD_t* file, H5FD_mem_t) noexcept
{
    struct stat status = {};
    return ::fstat(of(file)->common.descriptor, &status) == 0 ? static_cast<haddr_t>(status.st_size) : HADDR_UNDEF;
}

herr_t handleOf(H5FD_t* file, hid_t, void** handle) noexcept
{
    *handle = &of(file)->common;
    return 0;
}

herr_t read(H5FD_t* file, H5FD_mem_t type, hid_t, haddr_t address, size_t size, void* buffer) noexcept
{
    const ReadDriverFile& common = of(file)->common;
    auto* to = static_cast<char*>(buffer);
    while (size > 0) {
        if (std::chrono::steady_clock::now() > common.deadline) {
            return fail(H5E_READERROR, "it takes too long: the file is damaged or its disk is very slow");
        }
        const ssize_t got = ::pread(common.descriptor, to, size, static_cast<off_t>(address));
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fail(H5E_READERROR, std::strerror(errno));
        }
        if (got == 0) {
            // HDF5 reads metadata ahead, past the end of a growing file; but rows that are not there are not zero.
            if (type == H5FD_MEM_DRAW) {
                return fail(H5E_READERROR, "the data lies past the end of the file: it has been cut short");
            }
            std::memset(to, 0, size);
            return 0;
        }
        to += got;
        address += static_cast<haddr_t>(got);
        size -= static_cast<size_t>(got);
    }
    return 0;
}

herr_t refuseWrite(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, size_t, const void*) noexcept
{
    return fail(H5E_WRITEERROR, "opened for reading only");
}

H5FD_class_t makeClass()
{
    H5FD_class_t driver = {};
#if H5_VERSION_GE(1, 13, 2)
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(600); // 512 and up: drivers outside HDF5
#endif
    driver.name = "h5pulse_read";
    driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.open = openFile;
    driver.close = closeFile;
    driver.cmp = compare;
    driver.query = query;
    driver.get_eoa = endOfAllocation;
    driver.set_eoa = setEndOfAllocation;
    driver.get_eof = endOfFile;
    driver.get_handle = handleOf;
    driver.read = read;
    driver.write = refuseWrite;
    constexpr H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(map), std::end(map), std::begin(driver.fl_map));
    return driver;
}

} // namespace

herr_t useReadDriver(hid_t accessList)
{
    static const H5FD_class_t driver = makeClass();
    static const hid_t id = H5FDregister(&driver);
    return id < 0 ? -1 : H5Pset_driver(accessList, id, nullptr);
}

ReadDriverFile* readDriverFile(hid_t file)
{
    void* handle = nullptr;
    return H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 ? nullptr : static_cast<ReadDriverFile*>(handle);
}

} // namespace h5pulse::h5
