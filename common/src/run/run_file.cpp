// SPDX-License-Identifier: MIT
#include "run/run_file.h"

#include "format/heartbeat.h"
#include "format/layout.h"
#include "h5/check.h"
#include "os/descriptor.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/open_files.h"
#include "os/pause_point.h"
#include "os/run_lock.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <thread>

namespace h5pulse {

namespace {

constexpr const char* kCannotOpen = "cannot be opened";

// Metadata that is being written is read again with doubling pauses, about 2^attempts ns in total: 5 ms
// for 22. With HDF5's default number, reading a broken block practically never ends.
constexpr unsigned kMetadataReadAttempts = 22;

Descriptor openPlain(const std::filesystem::path& path, const std::filesystem::path& place)
{
    // O_NONBLOCK: opening a named pipe must not block.
    Descriptor descriptor = openFile(place, O_RDONLY | O_NONBLOCK);
    if (!descriptor) {
        const int error = errno;
        if (saysMissing(error)) {
            throw MissingError(path, kCannotOpen,
                               error == ENOENT ? "there is no such file" : std::strerror(error));
        }
        throw Error(path, kCannotOpen, std::strerror(error));
    }
    std::error_code error;
    if (std::filesystem::is_directory(place, error)) {
        throw Error(path, kCannotOpen, "it is a directory, not an HDF5 file");
    }
    if (!std::filesystem::is_regular_file(place, error)) {
        throw Error(path, kCannotOpen, "it is not a regular file");
    }
    return descriptor;
}

/// The file of a writer without SWMR can be read safely only while it is closed. A process that holds
/// h5pulse's lock writes with SWMR or not at all: it replaces, resumes or repairs the file.
void refuseWhileWritten(const std::filesystem::path& path, int descriptor)
{
    if (isLocked(descriptor).value_or(false)) {
        return;
    }
    if (const auto writer = findWriter(descriptor)) {
        throw ChangedError(path, kCannotOpen,
                           "process " + std::to_string(*writer) +
                               " has it open for writing without SWMR; it can be read when that closes it");
    }
}

h5::Superblock requireSuperblock(const std::filesystem::path& path, int descriptor)
{
    const auto superblock = h5::readSuperblock(descriptor);
    if (!superblock) {
        if (const auto writer = findWriter(descriptor)) { // HDF5 may write the superblock last
            throw ChangedError(path, kCannotOpen,
                               "it is not an HDF5 file; perhaps it becomes one, as process " +
                                   std::to_string(*writer) + " has it open for writing");
        }
        const auto identity = identify(descriptor);
        throw Error(path, kCannotOpen,
                    identity && identity->size == 0 ? "the file is empty" : "it is not an HDF5 file");
    }
    return *superblock;
}

void refuseUnfinished(const std::filesystem::path& path, const h5::Superblock& superblock)
{
    if (superblock.openForWriting()) {
        throw Error(
            path, kCannotOpen,
            "a program that wrote it without SWMR ended without closing it, or writes it from another "
            "machine; without SWMR nothing in it can be trusted");
    }
}

// Before Linux 6.13 files get the time of the last tick of the kernel's clock; ticks are at most 10 ms
// apart.
bool isSettled(const FileIdentity& identity)
{
    constexpr double ticks = 0.02;
    return wallClock() - static_cast<double>(identity.modifiedNs) * 1e-9 > ticks;
}

std::string explain(std::string reason)
{
    if (reason.find("truncated file") != std::string::npos) {
        return "the file has been cut short or was not copied whole (" + reason + ")";
    }
    return reason;
}

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kMoment{1};
constexpr std::chrono::milliseconds kMaxClosing{200};
// An h5pulse writer that pauses after each batch closes and opens its file about once per millisecond.
constexpr std::chrono::seconds kMaxOpening{2};

/// Whether an h5pulse writer holds the lock of a file that is closed in order, because it pauses or has
/// finished.
bool isHeldClosed(int descriptor, const h5::Superblock& superblock)
{
    return !superblock.openForWriting() && isLocked(descriptor).value_or(false);
}

/// Waits for an h5pulse writer that ends its run: it clears its marks and releases the lock a moment later.
void awaitRelease(int descriptor, const h5::Superblock& superblock)
{
    const auto deadline = Clock::now() + kMaxClosing;
    while (isHeldClosed(descriptor, superblock) && Clock::now() < deadline) {
        std::this_thread::sleep_for(kMoment);
    }
}

/// Whether the heartbeat of a file of h5pulse is that of a running writer.
bool saysThatItRuns(hid_t file)
{
    if (H5Lexists(file, layout::kServiceGroup, H5P_DEFAULT) <= 0 ||
        H5Lexists(file, layout::kHeartbeat, H5P_DEFAULT) <= 0) {
        return false;
    }
    const h5::Handle dataset(H5Dopen2(file, layout::kHeartbeat, H5P_DEFAULT), H5Dclose);
    const auto heartbeat = dataset ? readHeartbeat(dataset.get(), false) : std::nullopt;
    return heartbeat && heartbeat->state == Heartbeat::Running;
}

h5::Handle accessList(const std::filesystem::path& path)
{
    h5::Handle access = h5::own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, kCannotOpen);
    h5::check(h5::useDriver(access.get()), path, kCannotOpen);
    h5::check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG), path, kCannotOpen);
    h5::check(H5Pset_metadata_read_attempts(access.get(), kMetadataReadAttempts), path, kCannotOpen);
    return access;
}

} // namespace

RunFile::RunFile(const std::filesystem::path& path, const Opening& how)
    : m_path(path)
{
    const std::filesystem::path& at = how.place.empty() ? path : how.place;
    const Descriptor probe = openPlain(path, at);
    m_fileSystem = fileSystemOf(probe.get());
    const auto deadline = Clock::now() + kMaxOpening;
    for (bool awaited = how.nobodyWrites;; std::this_thread::sleep_for(kMoment)) {
        // Before any check: the results of the checks must still be valid when the file is open.
        const auto before = identify(probe.get());
        const h5::Superblock superblock = requireSuperblock(path, probe.get());
        m_swmr = superblock.openForSwmr();
        m_plainAddresses = superblock.version >= 2 && superblock.offset == 0 && superblock.baseAddress == 0;
        if (!m_swmr && !how.nobodyWrites) {
            refuseWhileWritten(path, probe.get());
            refuseUnfinished(path, superblock);
        }
        pausePoint("reader: opens");
        const bool heldClosed = !how.nobodyWrites && isHeldClosed(probe.get(), superblock);
        std::string reason = open(at);
        m_marksLost = false;
        if (m_file && !m_swmr && saysThatItRuns(m_file.get())) {
            m_marksLost = superblock.endsBefore(before ? before->size : 0);
            m_swmr = m_marksLost || heldClosed;
            if (m_swmr) {
                reason = open(at);
            }
        }
        if (m_file && heldClosed && !m_swmr && !awaited) { // its run has just ended or will go on
            m_file.reset();
            awaitRelease(probe.get(), superblock);
            awaited = true;
            continue;
        }
        m_driver = m_file ? h5::driverFile(m_file.get()) : h5::DriverRef();
        const auto after = m_driver ? identify(descriptor()) : identify(at);
        const bool same = before && after && before->sameFile(*after);
        const bool trusted = same && (m_swmr || *before == *after);
        if (m_driver && trusted) {
            m_identity = *after;
            m_settled = isSettled(m_identity);
            return;
        }
        const auto marks = h5::readSuperblock(probe.get());
        const bool changedMeanwhile =
            same && (*before != *after || !marks || marks->flags != superblock.flags);
        if (changedMeanwhile && isLocked(probe.get()).value_or(false) && Clock::now() < deadline) {
            continue; // an h5pulse writer continues after a pause, or pauses
        }
        if (trusted) {
            throw Error(path, kCannotOpen, reason);
        }
        throw ChangedError(path, kCannotOpen, "it changed while it was opened");
    }
}

/// Returns the reason on failure, because HDF5 clears it with the next call.
std::string RunFile::open(const std::filesystem::path& at)
{
    const h5::Handle access = accessList(m_path);
    const unsigned flags = m_swmr ? H5F_ACC_RDONLY | H5F_ACC_SWMR_READ : H5F_ACC_RDONLY;
    m_file = {H5Fopen(at.c_str(), flags, access.get()), H5Fclose};
    return m_file ? std::string{} : explain(h5::lastReason());
}

bool RunFile::modeChanged() const
{
    const auto superblock = h5::readSuperblock(descriptor());
    if (!superblock) {
        return true;
    }
    if (superblock->openForSwmr()) {
        return !m_swmr;
    }
    const auto identity = m_marksLost ? identify(descriptor()) : std::nullopt;
    if (identity && superblock->endsBefore(identity->size)) {
        return !m_swmr;
    }
    return m_swmr && !isHeldClosed(descriptor(), *superblock); // otherwise it is paused and will continue
}

bool RunFile::changed() const
{
    return !m_swmr && identify(descriptor()) != m_identity;
}

bool RunFile::mayHaveChanged() const
{
    return m_driver->readFailed || changed() || (!m_swmr && !m_settled && isSettled(m_identity));
}

void RunFile::revalidate(CachedData data) const
{
    if (m_fileSystem.closeToOpen) {
        static_cast<void>(h5pulse::revalidate(descriptor(), data)); // otherwise changes are seen later
    }
}

void RunFile::startClock(std::chrono::milliseconds limit) noexcept
{
    m_driver->deadline = std::chrono::steady_clock::now() + limit;
    pausePoint("reader: clock has started");
}

void RunFile::requireTime() const
{
    if (std::chrono::steady_clock::now() > m_driver->deadline) {
        throw Error(m_path, "cannot be read in the time for one call", "ask for fewer steps at a time");
    }
}

} // namespace h5pulse
