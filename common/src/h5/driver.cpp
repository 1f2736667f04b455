// SPDX-License-Identifier: MIT
#include "h5/driver.h"

#include "h5/at_exit.h"
#include "h5/block_placement.h"
#include "h5/handle.h"
#include "h5/new_blocks.h"
#include "h5/superblock.h"
#include "h5/validation/metadata_validator.h"
#include "os/descriptor.h"

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse::h5 {

namespace {

/// State of an open file.
struct State : DriverFile, std::enable_shared_from_this<State>
{
    State() { allFiles().add(this); }
    ~State() override
    {
        allFiles().remove(this);
        delete validator;
    }

    bool writable = false;
    haddr_t endOfAllocation = 0;
    haddr_t endOfFile = 0;                              ///< only for a file that we write
    validation::MetadataValidator* validator = nullptr; ///< owned; only for a file that we read
    BlockPlacement placement;
    NewBlocks newBlocks; ///< where they are to be first
    struct
    {
        haddr_t address = 0;
        const char* rows = nullptr;
        size_t size = 0;
    } gathered; ///< not written yet

    /// All open files of this driver. A handle that HDF5 returns may belong to any driver; only the
    /// handles in this list are ours.
    class All
    {
    public:
        void add(State* state)
        {
            const TableLock lock;
            m_states.insert(state);
        }
        void remove(State* state)
        {
            const TableLock lock;
            m_states.erase(state);
        }
        DriverRef find(void* handle)
        {
            const TableLock lock;
            const auto found = m_states.find(static_cast<State*>(handle));
            return found == m_states.end() ? nullptr : (*found)->weak_from_this().lock();
        }
        void abandon() noexcept
        {
            const bool locked = TableLock::tryLock();
            for (State* state : m_states) {
                state->abandoned.store(true, std::memory_order_relaxed);
            }
            if (locked) {
                TableLock::unlock();
            }
        }

        bool isEmpty()
        {
            const TableLock lock;
            return m_states.empty();
        }

    private:
        std::set<State*> m_states;
    };

    static All& allFiles()
    {
        static All& all = *new All; // HDF5 closes open files after the program's static objects are destroyed
        return all;
    }
};

/// HDF5 passes the address of `base`, which must be the first member.
struct OpenFile
{
    H5FD_t base;
    std::shared_ptr<State> state;
};

State& of(H5FD_t* file)
{
    return *reinterpret_cast<OpenFile*>(file)->state;
}

const State& of(const H5FD_t* file)
{
    return *reinterpret_cast<const OpenFile*>(file)->state;
}

State& stateOf(DriverFile& file)
{
    return static_cast<State&>(file);
}

thread_local int openInstead = -1; ///< see OpenInstead

herr_t fail(hid_t minor, const char* reason)
{
    H5Epush2(H5E_DEFAULT, __FILE__, __func__, __LINE__, H5E_ERR_CLS, H5E_VFL, minor, "%s", reason);
    return -1;
}

/// The failure is not reported to HDF5, because HDF5's error handling leads to crashes when the program
/// exits (HDF5 1.10.8 closes a half-closed file again). WritableFile checks writeError and abandons the
/// file.
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
    // O_NONBLOCK: opening a named pipe must not block.
    int result = O_NONBLOCK;
    result |= (flags & H5F_ACC_RDWR) ? O_RDWR : O_RDONLY;
    result |= (flags & H5F_ACC_CREAT) ? O_CREAT : 0;
    result |= (flags & H5F_ACC_EXCL) ? O_EXCL : 0;
    result |= (flags & H5F_ACC_TRUNC) ? O_TRUNC : 0;
    return result;
}

Descriptor openDescriptor(const char* name, unsigned flags)
{
    constexpr int firstOwn = 3; // standard streams may be closed
    return openInstead >= 0 ? Descriptor(::fcntl(openInstead, F_DUPFD_CLOEXEC, firstOwn))
                            : h5pulse::openFile(name, openFlags(flags), 0666);
}

/// Code that holds the state also has its descriptor until then.
herr_t closeFile(H5FD_t* file) noexcept
{
    of(file).closed.store(true, std::memory_order_release);
    delete reinterpret_cast<OpenFile*>(file);
    return 0;
}

H5FD_t* openFile(const char* name, unsigned flags, hid_t, haddr_t) noexcept
{
    try {
        Descriptor descriptor = openDescriptor(name, flags);
        if (!descriptor) {
            fail(H5E_CANTOPENFILE, std::strerror(errno));
            return nullptr;
        }
        auto file = std::make_unique<OpenFile>(OpenFile{{}, std::make_shared<State>()});
        State& state = *file->state;
        state.writable = (flags & H5F_ACC_RDWR) != 0;
        state.endOfFile = sizeOf(descriptor.get());
        if (state.writable) {
            state.written = OwnDescriptor(std::move(descriptor));
        } else {
            state.validator = new validation::MetadataValidator(descriptor.get());
            state.read = std::move(descriptor);
        }
        return &file.release()->base;
    } catch (const std::bad_alloc&) {
        fail(H5E_NOSPACE, "there is not enough memory");
        return nullptr;
    }
}

/// Two opens never count as the same file: HDF5 must not share caches and access flags between them.
int compare(const H5FD_t* a, const H5FD_t* b) noexcept
{
    return a == b ? 0 : a < b ? -1 : 1;
}

herr_t query(const H5FD_t* file, unsigned long* flags) noexcept
{
    *flags = H5FD_FEAT_SUPPORTS_SWMR_IO;
    // HDF5 also calls this without a file, for the general features of the driver.
    if (!file || of(file).writable) {
        // No pools of small blocks: allocate() chooses the address of each block.
        *flags |= H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    }
    return 0;
}

haddr_t allocate(H5FD_t* file, H5FD_mem_t type, hid_t, hsize_t size) noexcept
{
    State& open = of(file);
    constexpr auto largest = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    if (open.endOfAllocation > largest / 2 || size > largest / 2) {
        fail(H5E_NOSPACE, "the file would be larger than files can be");
        return HADDR_UNDEF;
    }
    if (type == H5FD_MEM_DRAW && open.packed) {
        open.endOfAllocation += size;
        return open.endOfAllocation - size;
    }
    const haddr_t address = open.placement.place(size, open.endOfAllocation);
    if (type != H5FD_MEM_DRAW && open.newBlocksFirst && !open.newBlocks.add(address, size)) {
        fail(H5E_NOSPACE, std::strerror(ENOMEM));
        return HADDR_UNDEF;
    }
    return address;
}

haddr_t endOfAllocation(const H5FD_t* file, H5FD_mem_t) noexcept
{
    return of(file).endOfAllocation;
}

herr_t setEndOfAllocation(H5FD_t* file, H5FD_mem_t, haddr_t address) noexcept
{
    of(file).endOfAllocation = address;
    return 0;
}

haddr_t endOfFile(const H5FD_t* file, H5FD_mem_t) noexcept
{
    return of(file).writable ? of(file).endOfFile : sizeOf(of(file).descriptor());
}

herr_t handleOf(H5FD_t* file, hid_t, void** handle) noexcept
{
    *handle = &of(file);
    return 0;
}

herr_t readBytes(H5FD_t* file, H5FD_mem_t type, haddr_t address, size_t size, void* buffer) noexcept
{
    DriverFile& common = of(file);
    auto* to = static_cast<char*>(buffer);
    while (size > 0) {
        if (std::chrono::steady_clock::now() > common.deadline) {
            return fail(H5E_READERROR, "it takes too long: the file is damaged or its disk is very slow");
        }
        const ssize_t got = ::pread(common.descriptor(), to, size, static_cast<off_t>(address));
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            common.readFailed = true;
            return fail(H5E_READERROR, std::strerror(errno));
        }
        if (got == 0) {
            // HDF5 reads metadata ahead, beyond the end of a growing file. But missing rows must not
            // become zeros, and a block that is missing completely will not appear: a writer extends the
            // file first.
            const bool nothing = to == buffer;
            if ((type == H5FD_MEM_DRAW || nothing) && !of(file).writable) {
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
    // With a user block, the user's bytes are there: no data either.
    if (type == H5FD_MEM_DRAW && address < kSuperblockBytes && !of(file).writable) {
        return fail(H5E_READERROR, "the data lies where the superblock is: the file is damaged");
    }
    if (DriverFile::NotedRead* noted = of(file).notedRead; noted && type == H5FD_MEM_DRAW) {
        *noted = {address, size};
        return 0;
    }
    if (readBytes(file, type, address, size, buffer) < 0) {
        return -1;
    }
    if (validation::MetadataValidator* validator = of(file).validator) {
        using Use = validation::MetadataValidator::Use;
        const Use use = type == H5FD_MEM_OHDR   ? Use::ObjectHeader
                        : type == H5FD_MEM_DRAW ? Use::Raw
                                                : Use::OtherMetadata;
        if (const char* problem =
                validator->check(use, address, {static_cast<unsigned char*>(buffer), size})) {
            of(file).refused = problem;
            return fail(H5E_READERROR, problem);
        }
    }
    return 0;
}

void writeBytes(State& open, haddr_t address, const char* from, size_t size) noexcept
{
    open.endOfFile = std::max(open.endOfFile, address + size);
    while (size > 0 && open.mayWrite()) {
        const ssize_t put = ::pwrite(open.descriptor(), from, size, static_cast<off_t>(address));
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            noteFailedWrite(open);
            break;
        }
        from += put;
        address += static_cast<haddr_t>(put);
        size -= static_cast<size_t>(put);
    }
}

void writeGathered(State& open) noexcept
{
    writeBytes(open, open.gathered.address, open.gathered.rows, open.gathered.size);
    open.gathered = {};
}

void gather(State& open, haddr_t address, const char* rows, size_t size) noexcept
{
    auto& gathered = open.gathered;
    if (gathered.address + gathered.size != address || gathered.rows + gathered.size != rows) {
        writeGathered(open);
        gathered = {address, rows, 0};
    }
    gathered.size += size;
}

/// Must be called before a block of metadata is written.
void syncNewBlocks(State& open, haddr_t address, size_t size) noexcept
{
    if (open.mayWrite() && open.newBlocks.mustPrecede(address, size)) {
        if (::fdatasync(open.descriptor()) != 0) {
            noteFailedWrite(open);
            open.syncFailed = true;
            return;
        }
        open.newBlocks.noteSynced();
    }
    open.newBlocks.noteWritten(address, size);
}

herr_t write(H5FD_t* file, H5FD_mem_t type, hid_t, haddr_t address, size_t size, const void* buffer) noexcept
{
    State& open = of(file);
    const auto* bytes = static_cast<const char*>(buffer);
    if (type == H5FD_MEM_DRAW) {
        open.rowsAddress = address;
        open.rowsSize = size;
    }
    if (type == H5FD_MEM_DRAW && open.gatherRows) {
        gather(open, address, bytes, size);
        return 0;
    }
    if (type != H5FD_MEM_DRAW && open.newBlocksFirst) {
        syncNewBlocks(open, address, size);
    }
    if (type != H5FD_MEM_DRAW && open.beforeMetadata && open.mayWrite() &&
        !open.beforeMetadata(open, address, buffer, size)) {
        noteFailedWrite(open);
    }
    writeBytes(open, address, bytes, size);
    return 0;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) noexcept
{
    State& open = of(file);
    if (open.endOfFile != open.endOfAllocation && open.mayWrite() &&
        ::ftruncate(open.descriptor(), static_cast<off_t>(open.endOfAllocation)) != 0) {
        noteFailedWrite(open);
    }
    open.endOfFile = open.endOfAllocation;
    return 0;
}

/// HDF5 marks a file as being written only if the driver has lock functions.
herr_t lock(H5FD_t*, hbool_t) noexcept
{
    return 0;
}

herr_t unlock(H5FD_t*) noexcept
{
    return 0;
}

/// HDF5 unregisters the driver when it is closed, by the host program or at the end of the program, and
/// closes all identifiers.
herr_t terminate() noexcept;

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
    driver.terminate = terminate;
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

std::atomic<hid_t> registered{H5I_INVALID_HID};

herr_t terminate() noexcept
{
    registered.store(H5I_INVALID_HID);
    libraryGeneration.fetch_add(1);
    return 0;
}

/// This code may be in a shared library that is unloaded before HDF5 is. A file that is still open needs
/// its driver: HDF5 1.10 reads the driver's class once more after the last file has let go of it.
void unregister() noexcept
{
    if (!State::allFiles().isEmpty()) {
        return;
    }
    const hid_t id = registered.exchange(H5I_INVALID_HID);
    if (id >= 0 && ProcessMark().isCurrent()) {
        H5FDunregister(id);
    }
}

hid_t driverId()
{
    static const H5FD_class_t driver = makeClass();
    hid_t id = registered.load();
    if (id < 0) {
        const hid_t mine = H5FDregister(&driver);
        if (!registered.compare_exchange_strong(id, mine)) {
            return id; // another thread was faster; one more registration does no harm
        }
        static const bool once = (runBeforeHdf5Ends(unregister), true);
        static_cast<void>(once);
        id = mine;
    }
    return id;
}

} // namespace

herr_t useDriver(hid_t accessList)
{
    return driverId() < 0 ? -1 : H5Pset_driver(accessList, driverId(), nullptr);
}

void growToAllocation(DriverFile& file) noexcept
{
    State& open = stateOf(file);
    if (open.endOfFile >= open.endOfAllocation || !open.mayWrite()) {
        return;
    }
    if (::ftruncate(open.descriptor(), static_cast<off_t>(open.endOfAllocation)) != 0) {
        noteFailedWrite(open);
    }
    open.endOfFile = open.endOfAllocation;
}

void flushRows(DriverFile& file) noexcept
{
    writeGathered(stateOf(file));
    file.gatherRows = false;
}

size_t readPastHdf5(DriverFile& file, haddr_t address, size_t size, void* to) noexcept
{
    size_t done = 0;
    while (done < size && std::chrono::steady_clock::now() <= file.deadline) {
        const ssize_t got = ::pread(file.descriptor(), static_cast<char*>(to) + done, size - done,
                                    static_cast<off_t>(address + done));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            file.readFailed = file.readFailed || got < 0;
            return got < 0 ? 0 : done;
        }
        done += got > 0 ? static_cast<size_t>(got) : 0;
    }
    return done;
}

haddr_t findChunk(DriverFile& file, hid_t dataset, const hsize_t* firstElement, size_t size) noexcept
{
    // HDF5 only passes it to the driver, so that its pages are never touched.
    const std::unique_ptr<char[]> room(new (std::nothrow) char[size]);
    if (!room) {
        return HADDR_UNDEF;
    }
    DriverFile::NotedRead found;
    file.notedRead = &found;
    std::uint32_t filterMask = 0;
    const herr_t result = H5Dread_chunk(dataset, H5P_DEFAULT, firstElement, &filterMask, room.get());
    file.notedRead = nullptr;
    return result >= 0 && found.size == size ? found.address : HADDR_UNDEF;
}

void writeRows(DriverFile& file, haddr_t address, const void* rows, size_t size) noexcept
{
    writeBytes(stateOf(file), address, static_cast<const char*>(rows), size);
}

haddr_t allocationEnd(DriverFile& file) noexcept
{
    return stateOf(file).endOfAllocation;
}

DriverRef driverFile(hid_t file)
{
    void* handle = nullptr;
    return H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 ? nullptr : State::allFiles().find(handle);
}

OpenInstead::OpenInstead(int descriptor) noexcept
{
    openInstead = descriptor;
}

OpenInstead::~OpenInstead()
{
    openInstead = -1;
}

void abandonOpenFiles() noexcept
{
    State::allFiles().abandon();
}

} // namespace h5pulse::h5
