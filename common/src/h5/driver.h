// SPDX-License-Identifier: MIT
#pragma once

#include "os/fork_safety.h"
#include "os/process_mark.h"

#include <hdf5.h>

#include <atomic>
#include <chrono>
#include <memory>

namespace h5pulse::h5 {

/// Shared state of h5pulse and its driver for one open file. It lives until its last DriverRef is
/// destroyed, even if the host program has closed the file or all of HDF5.
struct DriverFile
{
    virtual ~DriverFile() = default;
    DriverFile(const DriverFile&) = delete;
    DriverFile& operator=(const DriverFile&) = delete;

    /// Descriptor of the open file; -1 in children of a fork if the parent writes the file.
    int descriptor() const noexcept { return written ? written.get() : read.get(); }
    /// Closes the descriptor; 0 or errno.
    int closeDescriptor() noexcept { return written.close(); }
    /// Whether writes may reach the file: not after a failed write, and not from another process.
    bool mayWrite() const noexcept { return !abandoned.load(std::memory_order_relaxed) && owner.isCurrent(); }

    OwnDescriptor written; ///< set for a file that we write
    Descriptor read;       ///< set for a file that we read
    const ProcessMark owner{};
    std::atomic<bool> closed{false}; ///< HDF5 has closed the file, for us or for the host program
    /// Reads after this moment fail, so that a broken file cannot hold the caller.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    /// Why the last refused block of metadata was refused; null: no block was refused. The code that asks
    /// resets it.
    const char* refused = nullptr;
    /// From now on writes are discarded and reported as successful, so that a file with a failed write can
    /// be closed.
    std::atomic<bool> abandoned{false};
    /// Called before a block of metadata is overwritten, to store a copy; false on failure, with errno.
    bool (*beforeMetadata)(const DriverFile& file, haddr_t address, const void* block,
                           size_t size) noexcept = nullptr;
    haddr_t journal = 0;         ///< address of the journal that holds these copies
    bool journalDurable = false; ///< the copies must be on the disk before the blocks are overwritten
    /// New blocks of metadata are synchronised to the disk before a block that leads to them is
    /// overwritten.
    bool newBlocksFirst = false;
    /// Whether this synchronisation has failed; writeError is the reason.
    bool syncFailed = false;
    /// Raw data is placed end to end, also across page borders, because it is written once and not
    /// overwritten.
    bool packed = false;
    /// Whether the system failed to read: the file system is gone, or its disk is broken.
    bool readFailed = false;
    /// errno of the first failed write. It is not reported to HDF5; the file is abandoned from then on.
    int writeError = 0;
    /// Rows that are consecutive in memory and in the file are written together, at the latest by
    /// flushRows(); their memory must stay valid until then. HDF5 passes one chunk at a time, and one
    /// large write costs less than many small ones.
    bool gatherRows = false;
    /// Address and size of the rows that HDF5 wrote last. With these, further rows of that chunk can be
    /// written without HDF5.
    haddr_t rowsAddress = HADDR_UNDEF;
    size_t rowsSize = 0;
    /// While this is set, raw data is not read: findChunk() learns from it where a chunk is.
    struct NotedRead
    {
        haddr_t address = HADDR_UNDEF;
        size_t size = 0;
    }* notedRead = nullptr;

protected:
    DriverFile() = default;
};

/// Keeps a DriverFile alive.
using DriverRef = std::shared_ptr<DriverFile>;

/// Makes files opened with this access list use h5pulse's own driver. Differences to HDF5's default driver
/// (sec2):
/// - It takes no locks, whatever the value of HDF5_USE_FILE_LOCKING.
/// - For readers, raw data beyond the end of the file is an error; the default driver returns zeros.
/// - Reads can have a deadline.
/// - A file with a failed write can be closed without publishing the contents of HDF5's caches.
/// - HDF5 treats each open as a separate file, so that a Reader can be in the process of the writer, and
///   two Readers refresh independently.
herr_t useDriver(hid_t accessList);

/// During its lifetime, every file that this thread opens through the driver is this open file, whatever
/// its path. So a new file is not looked up again by a name that another program might take.
class OpenInstead
{
public:
    explicit OpenInstead(int descriptor) noexcept;
    ~OpenInstead();
    OpenInstead(const OpenInstead&) = delete;
    OpenInstead& operator=(const OpenInstead&) = delete;
};

/// Discards all writes of HDF5 to open files of this process from now on. Called before the program ends.
void abandonOpenFiles() noexcept;

/// Extends a file that is written to its allocated length, so that its last chunks can be read whole
/// although they are only partly written. Costs nothing if the file has this length already.
void growToAllocation(DriverFile& file) noexcept;

/// Writes the gathered rows and ends gathering.
void flushRows(DriverFile& file) noexcept;

/// Reads bytes past HDF5, with the deadline of the file. Returns their number, which is smaller than `size` at
/// the end of the file, and 0 if they cannot be read.
size_t readPastHdf5(DriverFile& file, haddr_t address, size_t size, void* to) noexcept;

/// Address of a chunk of `size` bytes that begins at this element. HADDR_UNDEF if it has none yet, or if it is
/// stored in another size. Reads the index of the chunks, but not the chunk. (H5Dget_chunk_info_by_coord() of
/// HDF5 1.10 walks through all chunks of the dataset.)
haddr_t findChunk(DriverFile& file, hid_t dataset, const hsize_t* firstElement, size_t size) noexcept;

/// Writes rows into a chunk that HDF5 has already allocated.
void writeRows(DriverFile& file, haddr_t address, const void* rows, size_t size) noexcept;

/// End of the space that HDF5 has allocated in a file: the address of its next data.
haddr_t allocationEnd(DriverFile& file) noexcept;

/// The driver's part of an open file; null if the file uses another driver.
DriverRef driverFile(hid_t file);

} // namespace h5pulse::h5
