// SPDX-License-Identifier: MIT
#include <h5pulse/recover.h>

#include "catalog/catalog.h"
#include "format/journal.h"
#include "h5/check.h"
#include "os/copy_file.h"
#include "os/file_size_signal.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/open_files.h"
#include "os/paths.h"
#include "os/run_lock.h"
#include "recover/clear_unsynced.h"
#include "recover/cut_rows.h"
#include "recover/repair.h"
#include "recover/torn_block.h"
#include "run/run_inspection.h"
#include "state/living_writer.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace {

h5::Superblock superblockToRecover(const std::filesystem::path& path, int descriptor)
{
    const auto superblock = h5::readSuperblock(descriptor);
    if (!superblock) {
        throw Error(path, kCannotRecover, "it is not an HDF5 file; it was left untouched");
    }
    return *superblock;
}

/// Inspects the file and fills in the report. A file that HDF5 cannot read is not changed.
RunInspection look(const std::filesystem::path& path, RecoverReport& report)
{
    try {
        RunInspection found = inspectRun(path);
        report.steps = found.steps;
        report.ours = found.ours;
        report.lastCommitTime = found.lastCommitTime;
        report.excess = found.excess;
        report.afterRestart = found.afterRestart;
        return found;
    } catch (const NothingToFollow& error) {
        report.notFollowed = error.reason();
        return {};
    } catch (const Error& error) {
        throw Error(path, kCannotRecover, error.reason() + "; it was left untouched");
    }
}

void requireNoWriter(const std::filesystem::path& path, const RunLock& lock)
{
    if (const auto writer = findLastingWriter(lock.descriptor())) {
        throw InUseError(path, kCannotRecover,
                         "process " + std::to_string(*writer) + " on " + hostName() + " is writing it");
    }
}

} // namespace

RecoverReport recover(const std::filesystem::path& where, const RecoverOptions& options)
{
    const std::filesystem::path path = absolutePath(where);
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    const RunLock lock = RunLock::take(path, options.withoutLock);
    const h5::Superblock superblock = superblockToRecover(path, lock.descriptor());
    requireNoWriter(path, lock);
    const auto identity = identify(lock.descriptor());
    RecoverReport report;
    report.locked = lock.held();
    report.bytesBefore = report.bytesAfter = identity ? identity->size : 0;
    const bool marked = needsRepair(path, superblock, lock.descriptor());
    const std::string problem = marked ? repairProblem(superblock) : std::string{};
    if (!problem.empty()) {
        throw Error(path, kCannotRecover, problem + "; it was left untouched");
    }
    if (!lock.held()) {
        refuseLivingWriter(path, lock.descriptor());
    }
    const auto backUp = [&] {
        if (options.backup && report.backup.empty()) {
            report.backup = copyBeside(path, lock.descriptor(), options.progress);
        }
    };
    if (const auto torn = marked && !options.dryRun ? findTornBlock(path, lock) : std::nullopt) {
        backUp();
        mendBlock(path, lock, *torn);
    }
    const RunInspection found = look(path, report);
    // A healthy file of h5pulse has excess rows if an earlier recovery was killed between its two parts.
    report.neededRepair = marked || (report.ours && !report.excess.empty());
    if (!report.neededRepair || options.dryRun) {
        return report;
    }
    backUp();
    if (marked) {
        if (found.journal && !forgetJournal(lock.descriptor(), *found.journal)) {
            throw Error(path, kCannotRecover, std::strerror(errno));
        }
        repairSuperblock(path, lock.descriptor(), Durable::Yes);
    }
    if (found.afterRestart) {
        clearUnsynced(path, found);
    }
    if (report.ours) {
        cutRows(path, report.excess, report.steps);
    }
    const auto after = identify(lock.descriptor());
    report.bytesAfter = after ? after->size : 0;
    // Frees blocks that the writer had reserved beyond the end, if the file system supports it.
    [[maybe_unused]] const int given = ::ftruncate(lock.descriptor(), static_cast<off_t>(report.bytesAfter));
    return report;
}

} // namespace h5pulse
