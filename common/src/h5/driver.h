// SPDX-License-Identifier: MIT
#pragma once

#include "os/fork_safety.h"
#include "os/process_mark.h"

#include <hdf5.h>

#include <atomic>
#include <chrono>
#include <memory>

namespace h5pulse::h5 {

/// What h5pulse can say to its driver about one open file. It lives as long as somebody holds it, also when a
/// host has closed the file or the whole of HDF5.
struct DriverFile
{
    virtual ~DriverFile() = default;
    DriverFile(const DriverFile&) = delete;
    DriverFile& operator=(const DriverFile&) = delete;

    /// Of the open file; -1 in children of a fork, where it is one that the parent writes.
    int descriptor() const noexcept { return written ? written.get() : read.get(); }
    /// Closes the descriptor; 0 or errno.
    int closeDescriptor() noexcept { return written.close(); }
    /// Whether what is to be written may reach the file: not after a failed write, nor from another process.
    bool mayWrite() const noexcept { return !abandoned.load(std::memory_order_relaxed) && owner.isCurrent(); }

    OwnDescriptor written; ///< of a file that we write
    Descriptor read;       ///< of one that we read
    const ProcessMark owner{};
    std::atomic<bool> closed{false}; ///< HDF5 has closed the file, whoever asked it to
    /// Reads after this moment fail, so that a broken file cannot hold the caller.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    /// Why the last block of metadata that was refused was so; null: none has been. Reset by whoever wants to
    /// know.
    const char* refused = nullptr;
    /// Writes go nowhere from now on, and succeed: the way to close a file in which a write has failed.
    std::atomic<bool> abandoned{false};
    /// Called before a block of metadata is overwritten, to note it elsewhere; false on failure, with errno.
    bool (*beforeMetadata)(const DriverFile& file, haddr_t address, const void* block,
                           size_t size) noexcept = nullptr;
    haddr_t journal = 0;         ///< where it notes blocks
    bool journalDurable = false; ///< they must be on the disk before they are overwritten
    /// New blocks of metadata are brought to the disk before a block that leads to them is overwritten.
    bool newBlocksFirst = false;
    /// Whether bringing them there has failed; writeError tells why.
    bool syncFailed = false;
    /// Raw data is laid end to end, also across borders of pages: it is written once and not overwritten.
    bool packed = false;
    /// Whether the system could not read: the file system has gone, or its disk is broken.
    bool readFailed = false;
    /// errno of the first write that failed. HDF5 does not hear of it; the file is abandoned from then on.
    int writeError = 0;
    /// Rows that follow each other in memory and in the file are written as one, by flushRows() at the
    /// latest: their memory must stay until then. HDF5 hands over one chunk at a time, and a large write
    /// costs less than many.
    bool gatherRows = false;
    /// Where HDF5 last put rows, and how many bytes: who knows this can write further rows of that chunk
    /// without it.
    haddr_t rowsAddress = HADDR_UNDEF;
    size_t rowsSize = 0;

protected:
    DriverFile() = default;
};

/// Keeps a DriverFile.
using DriverRef = std::shared_ptr<DriverFile>;

/// Makes files opened with this access list use h5pulse's own driver. Unlike HDF5's default one (sec2)
/// - it takes no locks, whatever HDF5_USE_FILE_LOCKING says: readers and writers never meet one of HDF5's;
/// - for readers raw data past the end of the file is an error, where the default gives zeros;
/// - reads can have a deadline;
/// - a file in which a write has failed can be closed without publishing what HDF5 still has in its caches;
/// - each open is a file of its own to HDF5, so that a Reader can live in the writer's process, and two
/// Readers
///   refresh independently.
herr_t useDriver(hid_t accessList);

/// While it lives, files that this thread opens through the driver are this open one, whatever their path: a
/// file that was created is not looked up again by a name that others might take.
class OpenInstead
{
public:
    explicit OpenInstead(int descriptor) noexcept;
    ~OpenInstead();
    OpenInstead(const OpenInstead&) = delete;
    OpenInstead& operator=(const OpenInstead&) = delete;
};

/// Nothing that HDF5 still has to write to files of this process reaches them from now on: before the program
/// ends.
void abandonOpenFiles() noexcept;

/// Gives a file that is written its full length, so that its last chunks can be read whole although only some
/// of their rows are there. Costs nothing where it has it.
void growToAllocation(DriverFile& file) noexcept;

/// Writes what was gathered, and ends gathering.
void flushRows(DriverFile& file) noexcept;

/// Writes rows into a chunk that HDF5 has given a place.
void writeRows(DriverFile& file, haddr_t address, const void* rows, size_t size) noexcept;

/// The end of what HDF5 has given out in a file: where its next data will lie.
haddr_t allocationEnd(DriverFile& file) noexcept;

/// The driver's part of an open file. Null where another driver is used.
DriverRef driverFile(hid_t file);

} // namespace h5pulse::h5
