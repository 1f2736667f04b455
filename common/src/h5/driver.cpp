// SPDX-License-Identifier: MIT
#include "h5/driver.h"

#include "format/superblock.h"
#include "h5/block_placement.h"
#include "h5/gate/metadata_gate.h"
#include "h5/handle.h"

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstddef>
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
struct OpenFile
{
    H5FD_t base;
    DriverFile file; ///< what handleOf() gives
    bool writable;
    haddr_t endOfAllocation;
    haddr_t endOfFile;        ///< of a file that we write: nobody else does
    gate::MetadataGate* gate; ///< owned; of a file that we only read
    BlockPlacement placement;
    struct
    {
        haddr_t address = 0;
        const char* rows = nullptr;
        size_t size = 0;
    } gathered; ///< not written yet
};

OpenFile* of(H5FD_t* file)
{
    return reinterpret_cast<OpenFile*>(file);
}

const OpenFile* of(const H5FD_t* file)
{
    return reinterpret_cast<const OpenFile*>(file);
}

OpenFile& ownerOf(DriverFile& file)
{
    return *reinterpret_cast<OpenFile*>(reinterpret_cast<char*>(&file) - offsetof(OpenFile, file));
}

herr_t fail(hid_t minor, const char* reason)
{
    H5Epush2(H5E_DEFAULT, __FILE__, __func__, __LINE__, H5E_ERR_CLS, H5E_VFL, minor, "%s", reason);
    return -1;
}

/// HDF5 is not told: what it does after a failed write ends in crashes when the program exits (HDF5 1.10.8
/// closes a half-closed file again). WritableFile asks for writeError, and gives the file up.
void noteFailedWrite(DriverFile& file)
{
    file.writeError = errno;
    file.abandoned = true;
}

haddr_t sizeOf(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 ? static_cast<haddr_t>(status.st_size) : HADDR_UNDEF;
}

int openFlags(unsigned flags)
{
    // O_NONBLOCK: a named pipe must not hold us.
    int result = O_CLOEXEC | O_NONBLOCK;
    result |= (flags & H5F_ACC_RDWR) ? O_RDWR : O_RDONLY;
    result |= (flags & H5F_ACC_CREAT) ? O_CREAT : 0;
    result |= (flags & H5F_ACC_EXCL) ? O_EXCL : 0;
    result |= (flags & H5F_ACC_TRUNC) ? O_TRUNC : 0;
    return result;
}

herr_t closeFile(H5FD_t* file) noexcept
{
    if (int* error = of(file)->file.errorWhenClosed) {
        *error = of(file)->file.writeError;
    }
    ::close(of(file)->file.descriptor);
    delete of(file)->gate;
    delete of(file);
    return 0;
}

H5FD_t* openFile(const char* name, unsigned flags, hid_t, haddr_t) noexcept
{
    const int descriptor = ::open(name, openFlags(flags), 0666);
    if (descriptor < 0) {
        fail(H5E_CANTOPENFILE, std::strerror(errno));
        return nullptr;
    }
    auto* file = new (std::nothrow) OpenFile{};
    if (!file) {
        ::close(descriptor);
        return nullptr;
    }
    file->file.descriptor = descriptor;
    file->writable = (flags & H5F_ACC_RDWR) != 0;
    file->endOfFile = sizeOf(descriptor);
    if (!file->writable && !(file->gate = new (std::nothrow) gate::MetadataGate(descriptor))) {
        closeFile(&file->base);
        return nullptr;
    }
    return &file->base;
}

/// No two opens are the same file: HDF5 must not let them share its caches and access flags.
int compare(const H5FD_t* a, const H5FD_t* b) noexcept
{
    return a == b ? 0 : a < b ? -1 : 1;
}

herr_t query(const H5FD_t* file, unsigned long* flags) noexcept
{
    *flags = H5FD_FEAT_SUPPORTS_SWMR_IO;
    // HDF5 also asks without a file, for what the driver can do at all.
    if (!file || of(file)->writable) {
        // No pools of small blocks: where each lies is for allocate() to say.
        *flags |= H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    }
    return 0;
}

haddr_t allocate(H5FD_t* file, H5FD_mem_t type, hid_t, hsize_t size) noexcept
{
    OpenFile& open = *of(file);
    constexpr auto largest = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    if (open.endOfAllocation > largest / 2 || size > largest / 2) {
        fail(H5E_NOSPACE, "the file would be larger than files can be");
        return HADDR_UNDEF;
    }
    if (type == H5FD_MEM_DRAW && open.file.packed) {
        open.endOfAllocation += size;
        return open.endOfAllocation - size;
    }
    return open.placement.place(size, open.endOfAllocation);
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
    return of(file)->writable ? of(file)->endOfFile : sizeOf(of(file)->file.descriptor);
}

herr_t handleOf(H5FD_t* file, hid_t, void** handle) noexcept
{
    *handle = &of(file)->file;
    return 0;
}

herr_t readBytes(H5FD_t* file, H5FD_mem_t type, haddr_t address, size_t size, void* buffer) noexcept
{
    DriverFile& common = of(file)->file;
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
            common.readFailed = true;
            return fail(H5E_READERROR, std::strerror(errno));
        }
        if (got == 0) {
            // HDF5 reads metadata ahead, past the end of a growing file; but rows that are not there are not
            // zero, and a block of which nothing is there will not come: who writes it extends the file
            // first.
            const bool nothing = to == buffer;
            if ((type == H5FD_MEM_DRAW || nothing) && !of(file)->writable) {
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

herr_t read(H5FD_t* file, H5FD_mem_t type, hid_t, haddr_t address, size_t size, void* buffer) noexcept
{
    // With a user block it is the user's bytes that lie there: no data either.
    if (type == H5FD_MEM_DRAW && address < kSuperblockBytes && !of(file)->writable) {
        return fail(H5E_READERROR, "the data lies where the superblock is: the file is damaged");
    }
    if (readBytes(file, type, address, size, buffer) < 0) {
        return -1;
    }
    if (gate::MetadataGate* gate = of(file)->gate) {
        using Use = gate::MetadataGate::Use;
        const Use use = type == H5FD_MEM_OHDR   ? Use::ObjectHeader
                        : type == H5FD_MEM_DRAW ? Use::Raw
                                                : Use::OtherMetadata;
        if (const char* problem = gate->check(use, address, {static_cast<unsigned char*>(buffer), size})) {
            of(file)->file.refused = problem;
            return fail(H5E_READERROR, problem);
        }
    }
    return 0;
}

void writeBytes(OpenFile& open, haddr_t address, const char* from, size_t size) noexcept
{
    open.endOfFile = std::max(open.endOfFile, address + size);
    while (size > 0 && !open.file.abandoned) {
        const ssize_t put = ::pwrite(open.file.descriptor, from, size, static_cast<off_t>(address));
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            noteFailedWrite(open.file);
            break;
        }
        from += put;
        address += static_cast<haddr_t>(put);
        size -= static_cast<size_t>(put);
    }
}

void writeGathered(OpenFile& open) noexcept
{
    writeBytes(open, open.gathered.address, open.gathered.rows, open.gathered.size);
    open.gathered = {};
}

void gather(OpenFile& open, haddr_t address, const char* rows, size_t size) noexcept
{
    auto& gathered = open.gathered;
    if (gathered.address + gathered.size != address || gathered.rows + gathered.size != rows) {
        writeGathered(open);
        gathered = {address, rows, 0};
    }
    gathered.size += size;
}

herr_t write(H5FD_t* file, H5FD_mem_t type, hid_t, haddr_t address, size_t size, const void* buffer) noexcept
{
    OpenFile& open = *of(file);
    const auto* bytes = static_cast<const char*>(buffer);
    if (type == H5FD_MEM_DRAW) {
        open.file.rowsAddress = address;
        open.file.rowsSize = size;
    }
    if (type == H5FD_MEM_DRAW && open.file.gatherRows) {
        gather(open, address, bytes, size);
        return 0;
    }
    if (type != H5FD_MEM_DRAW && !open.file.abandoned && open.file.beforeMetadata &&
        !open.file.beforeMetadata(open.file, address, buffer, size)) {
        noteFailedWrite(open.file);
    }
    writeBytes(open, address, bytes, size);
    return 0;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) noexcept
{
    OpenFile& open = *of(file);
    if (!open.file.abandoned && open.endOfFile != open.endOfAllocation &&
        ::ftruncate(open.file.descriptor, static_cast<off_t>(open.endOfAllocation)) != 0) {
        noteFailedWrite(open.file);
    }
    open.endOfFile = open.endOfAllocation;
    return 0;
}

/// HDF5 marks a file as being written only for drivers that have locks.
herr_t lock(H5FD_t*, hbool_t) noexcept
{
    return 0;
}

herr_t unlock(H5FD_t*) noexcept
{
    return 0;
}

H5FD_class_t makeClass()
{
    H5FD_class_t driver = {};
#if H5_VERSION_GE(1, 13, 2)
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(600); // 512 and up: drivers outside HDF5
#endif
    driver.name = "h5pulse";
    driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.open = openFile;
    driver.close = closeFile;
    driver.cmp = compare;
    driver.query = query;
    driver.alloc = allocate;
    driver.get_eoa = endOfAllocation;
    driver.set_eoa = setEndOfAllocation;
    driver.get_eof = endOfFile;
    driver.get_handle = handleOf;
    driver.read = read;
    driver.write = write;
    driver.truncate = truncate;
    driver.lock = lock;
    driver.unlock = unlock;
    constexpr H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(map), std::end(map), std::begin(driver.fl_map));
    return driver;
}

hid_t driverId()
{
    static const H5FD_class_t driver = makeClass();
    static const hid_t id = H5FDregister(&driver);
    return id;
}

} // namespace

herr_t useDriver(hid_t accessList)
{
    return driverId() < 0 ? -1 : H5Pset_driver(accessList, driverId(), nullptr);
}

void growToAllocation(DriverFile& file) noexcept
{
    OpenFile& open = ownerOf(file);
    if (open.file.abandoned || open.endOfFile >= open.endOfAllocation) {
        return;
    }
    if (::ftruncate(open.file.descriptor, static_cast<off_t>(open.endOfAllocation)) != 0) {
        noteFailedWrite(open.file);
    }
    open.endOfFile = open.endOfAllocation;
}

void flushRows(DriverFile& file) noexcept
{
    writeGathered(ownerOf(file));
    file.gatherRows = false;
}

void writeRows(DriverFile& file, haddr_t address, const void* rows, size_t size) noexcept
{
    writeBytes(ownerOf(file), address, static_cast<const char*>(rows), size);
}

haddr_t allocationEnd(DriverFile& file) noexcept
{
    return ownerOf(file).endOfAllocation;
}

DriverFile* driverFile(hid_t file)
{
    const Handle access(H5Fget_access_plist(file), H5Pclose);
    if (!access || H5Pget_driver(access.get()) != driverId()) {
        return nullptr;
    }
    void* handle = nullptr;
    return H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 ? nullptr : static_cast<DriverFile*>(handle);
}

} // namespace h5pulse::h5
