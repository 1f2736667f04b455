// SPDX-License-Identifier: MIT
#include <h5pulse/repack.h>

#include "catalog/catalog.h"
#include "h5/check.h"
#include "h5/driver.h"
#include "h5/filters.h"
#include "h5/writable_file.h"
#include "os/file_size_signal.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/open_files.h"
#include "os/paths.h"
#include "os/run_lock.h"
#include "repack/compare.h"
#include "repack/copy_objects.h"
#include "repack/copy_values.h"
#include "repack/job.h"
#include "repack/new_file.h"
#include "run/run_file.h"
#include "run/run_inspection.h"
#include "state/living_writer.h"

#include <cstring>
#include <string>

namespace h5pulse {

namespace {

using namespace repacking;

namespace fs = std::filesystem;

/// Throws unless no program writes the file and it was closed in order.
void requireAtRest(const fs::path& path, const RunLock& lock)
{
    const auto superblock = h5::readSuperblock(lock.descriptor());
    if (!superblock) {
        refuse(path, "it is not an HDF5 file");
    }
    if (const auto writer = findLastingWriter(lock.descriptor())) {
        throw InUseError(path, kCannotRepack,
                         "process " + std::to_string(*writer) + " on " + hostName() + " is writing it");
    }
    if (needsRepair(path, *superblock, lock.descriptor())) {
        refuse(path, "its writer is gone without having closed it: 'h5pulse recover' comes first");
    }
    if (superblock->offset != 0 || superblock->baseAddress != 0) {
        refuse(path, "it begins with a user block, which a copy would lack");
    }
    if (!lock.held()) {
        refuseLivingWriter(path, lock.descriptor());
    }
}

/// Number of steps of the run; 0 if the file contains none.
std::size_t countSteps(const fs::path& path)
{
    try {
        const RunInspection found = inspectRun(path);
        if (found.ours && !found.excess.empty()) {
            refuse(path, "a commit was cut short in it: 'h5pulse recover' comes first");
        }
        return found.steps;
    } catch (const NothingToFollow&) {
        return 0;
    }
}

unsigned attributeOrderOf(hid_t file, const fs::path& path)
{
    const h5::Handle root = h5::own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, kCannotRepack);
    const h5::Handle list = h5::own(H5Gget_create_plist(root.get()), H5Pclose, path, kCannotRepack);
    unsigned flags = 0;
    h5::check(H5Pget_attr_creation_order(list.get(), &flags), path, kCannotRepack);
    return flags;
}

/// One repacking, from an open original to a complete copy.
class Repacking
{
public:
    Repacking(const fs::path& path, const fs::path& output, const RepackOptions& options, const RunLock& lock)
        : m_path(path)
        , m_options(options)
        , m_from(path, {.nobodyWrites = true})
        , m_inventory(takeInventory(m_from.id(), path))
        , m_bytes(measure(m_from.id(), path, m_inventory))
        , m_new(path, lock, output)
        , m_progress(options.progress, 2 * m_bytes)
    {
    }

    void run()
    {
        copy();
        m_new.synchronise();
        const RunFile to(m_new.temporary(), {.nobodyWrites = true});
        compare({m_from.id(), to.id(), m_path, m_inventory}, m_progress);
        if (m_from.changed() || identify(m_path) != m_from.identity()) {
            throw Error(m_path, kCannotRepack,
                        "another program has changed it meanwhile; it was left untouched");
        }
        m_new.moveIn();
    }

    std::uintmax_t newSize() const { return m_new.size(); }

private:
    void copy()
    {
        m_new.create();
        h5::WritableFile file = h5::WritableFile::create(m_new.descriptor(), m_new.temporary(), 0,
                                                         attributeOrderOf(m_from.id(), m_path));
        {
            const Job job{m_from.id(), file.id(), m_path, m_inventory};
            const CommittedTypes types(job);
            createObjects(job, types, m_options.compression);
            const NewAddress newAddress =
                newAddresses(m_inventory, addressesIn(file.id(), m_path, m_inventory));
            copyAttributes(job, types, newAddress);
            file.requireWritten(kCannotRepack);
            // The heartbeat is within one page now. The other data is not overwritten if it is compressed.
            file.driver()->packed = m_options.compression.filter != Filter::None;
            copyValues(job, newAddress, m_progress, [&] { file.requireWritten(kCannotRepack); });
        }
        if (const int error = file.close()) {
            throw Error(m_path, kCannotRepack,
                        std::string("the new file cannot be closed: ") + std::strerror(error));
        }
    }

    const fs::path& m_path;
    const RepackOptions& m_options;
    RunFile m_from;
    Inventory m_inventory;
    std::uintmax_t m_bytes;
    NewFile m_new;
    Progress m_progress;
};

} // namespace

RepackReport repack(const std::filesystem::path& given, const RepackOptions& options)
{
    // The progress callback may change the working directory.
    const fs::path path = absolutePath(given);
    const fs::path output = absolutePath(options.output);
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    h5::requireUsable(options.compression, path, kCannotRepack);
    const RunLock lock = RunLock::take(path, options.withoutLock);
    requireAtRest(path, lock);
    RepackReport report;
    report.steps = countSteps(path);
    const auto identity = identify(lock.descriptor());
    report.bytesBefore = report.bytesAfter = identity ? identity->size : 0;
    try {
        Repacking repacking(path, output, options, lock);
        repacking.run();
        report.bytesAfter = repacking.newSize();
    } catch (const Cancelled&) {
        report.cancelled = true;
    } catch (const Error& error) {
        if (error.path() == path) {
            throw;
        }
        // An error of the new file, whose temporary name the user does not know.
        throw Error(path, kCannotRepack, "the new file " + error.tried() + ": " + error.reason());
    }
    return report;
}

} // namespace h5pulse
