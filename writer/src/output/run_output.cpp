// SPDX-License-Identifier: MIT
#include "output/run_output.h"

#include "format/journal.h"
#include "h5/check.h"
#include "os/file_location.h"
#include "os/file_size_signal.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/paths.h"
#include "os/pause_point.h"
#include "output/create_run.h"
#include "output/resume_run.h"
#include "recover/repair.h"
#include "spec/validate.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace {

// Handing work to another thread costs about 10 us.
constexpr std::size_t kWorthAThread = std::size_t{256} << 10;

std::size_t bytesOfStep(const std::vector<FieldSpec>& fields)
{
    std::size_t bytes = sizeof(double);
    for (const FieldSpec& field : fields) {
        bytes += stepBytes(field);
    }
    return bytes;
}

} // namespace

RunOutput::RunOutput(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options)
    : m_path(path)
    , m_options(options)
    , m_fields(run.fields)
    , m_stepBytes(bytesOfStep(m_fields))
    , m_target(std::make_unique<TargetPath>(path, options))
    , m_overview(m_fields, options.overviewStepBytes, 0)
{
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    const ForkHeldBack whole;
    try {
        m_lock = RunLock::take(m_target->takeDescriptor(), m_target->temporary(), options.withoutLock);
        begin(createRun(m_lock->descriptor(), m_target->temporary(), run, options));
        if (!m_target->replaces()) {
            takeName();
        }
    } catch (const Error& error) {
        m_file.reset();
        // The caller does not know the temporary name.
        throw Error(path, error.tried(), error.reason());
    }
}

RunOutput::RunOutput(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options)
    : m_path(path)
    , m_options(options)
    , m_overview({}, 0, 0)
{
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    const ForkHeldBack whole;
    ResumedRun run = resumeRun(path, expected, options);
    m_lock = std::move(run.lock);
    m_fields = std::move(run.fields);
    m_heartbeat = run.lastHeartbeat;
    m_stepBytes = bytesOfStep(m_fields);
    m_heartbeat.commits = m_heartbeat.bytes = 0;
    noteWaits(0, 0.0, 0.0);
    // Follow the file's own setting: the overview covers all of a run or nothing.
    m_overview = OverviewBuilder(m_fields, overviewStepBytes(run.file.id()).value_or(0), m_heartbeat.steps);
    begin(std::move(run.file));
    // An earlier writer may not have synchronised the folder.
    if (m_options.syncInterval && !synchroniseFolderOf(withoutLinks(path))) {
        throw CommitFailure::of(m_path, errno, {});
    }
}

RunOutput::~RunOutput()
{
    giveUp();
}

void RunOutput::giveUp() noexcept
{
    if (m_file) {
        const h5::SuppressHdf5Errors silence;
        const ForkHeldBack whole;
        m_file.reset();
    }
    m_lock.reset();
}

void RunOutput::begin(h5::WritableFile file)
{
    openFile(std::move(file), Opened::AtOnce);
    m_file->restoreOverview(m_overview, m_fields);
    m_heartbeatAddress = m_file->heartbeatAddress();
    m_journal = m_file->findJournal();
    m_file->useJournal(m_journal, m_options.syncInterval.has_value());
    if (m_journal && !forgetJournal(m_lock->descriptor(), *m_journal)) {
        throw CommitFailure::of(m_path, errno, {});
    }
    m_heartbeat.processId = ::getpid();
    m_heartbeat.setHost(hostName());
    m_heartbeat.setBoot(bootText());
    if (m_options.syncInterval && m_heartbeat.steps > 0) {
        sync(); // an earlier writer may not have synchronised the existing steps
    }
    m_heartbeat.synced = m_options.syncInterval ? m_heartbeat.steps : Heartbeat::kNotSynced;
    m_heartbeat.startTime = wallClock();
    m_heartbeat.state = Heartbeat::Running;
    m_heartbeat.setReason({});
    m_heartbeat.time = m_heartbeat.startTime;
    if (!h5pulse::writeHeartbeat(m_lock->descriptor(), m_heartbeatAddress, m_heartbeat)) {
        throw CommitFailure::of(m_path, errno, {});
    }
    m_allocated = m_file->allocationEnd();
    if (m_options.syncInterval) {
        sync(); // the heartbeat, which counts the committed steps, must reach the disk before any extent
    }
}

void RunOutput::openFile(h5::WritableFile file, Opened overview)
{
    m_file = std::make_unique<LiveFile>(std::move(file), m_path, m_fields, m_heartbeat.steps);
    try {
        m_file->openOverview(m_overview.layout(), overview);
    } catch (const Error&) {
        goOnWithoutOverview();
        m_file->openOverview(m_overview.layout(), overview);
    }
}

/// Another program may have changed the overview; the run continues, and readers do without it from here on.
void RunOutput::goOnWithoutOverview()
{
    m_overview = OverviewBuilder({}, 0, 0);
}

void RunOutput::noteWaits(std::uint64_t waits, double seconds, double longestCommit) noexcept
{
    m_heartbeat.waits = waits;
    m_heartbeat.waitSeconds = seconds;
    m_heartbeat.longestCommit = longestCommit;
}

void RunOutput::commit(const BatchParts& steps)
{
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    if (m_syncError != 0) {
        throwSyncError();
    }
    requireFile();
    reserve(stepsIn(steps));
    try {
        write(steps);
    } catch (const Error& error) {
        giveUpHandles(error);
    }
    if (m_target) {
        takeName();
    }
}

/// With synchronisation, rows reach the disk before the metadata that counts them, and the heartbeat reports
/// steps as synchronised only when they are.
void RunOutput::write(const BatchParts& steps)
{
    // The old run may be replaced only by a run that is on the disk.
    const bool syncNow = syncIsDue() || (m_target && m_options.syncInterval);
    append(steps);
    if (syncNow) {
        sync();
    }
    pausePoint("writer: rows are written");
    publish();
    if (syncNow) {
        sync();
    }
    pausePoint("writer: times are published");
    const Heartbeat before = m_heartbeat;
    m_heartbeat.steps += stepsIn(steps);
    m_heartbeat.bytes += stepsIn(steps) * m_stepBytes;
    ++m_heartbeat.commits;
    m_heartbeat.commitTime = wallClock();
    try {
        if (syncNow) {
            tellSynced();
        } else {
            m_unsynced = m_options.syncInterval.has_value();
            writeHeartbeat();
        }
    } catch (const Error&) {
        const std::uint64_t sequence = m_heartbeat.sequence;
        m_heartbeat = before;
        m_heartbeat.sequence = sequence;
        throw;
    }
    m_overview.forget(m_heartbeat.steps);
}

/// From here on the file may refer to space that this commit allocated.
void RunOutput::publish()
{
    const ForkHeldBack whole;
    m_allocated = m_file->allocationEnd();
    m_file->publish();
    m_allocated = std::max(m_allocated, m_file->allocationEnd());
}

/// A side thread summarises large commits for the overview while they are written.
void RunOutput::append(const BatchParts& steps)
{
    const ForkHeldBack whole;
    const std::size_t first = m_heartbeat.steps;
    const bool beside = m_options.background && stepsIn(steps) * m_stepBytes >= kWorthAThread &&
                        !m_overview.layout().tables.empty() && hasSideThread();
    if (beside) {
        m_side->begin([this, &steps, first] { m_overview.add(steps, first); });
    } else {
        m_overview.add(steps, first);
    }
    std::exception_ptr failure;
    try {
        m_file->append(steps);
    } catch (...) {
        failure = std::current_exception();
    }
    if (beside) {
        m_side->wait();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (!m_file->finishAppending(m_overview)) {
        goOnWithoutOverview();
    }
}

/// Starts the thread at first use. If the system refuses one, the run continues without it.
bool RunOutput::hasSideThread() noexcept
{
    if (!m_side && !m_noSideThread) {
        try {
            m_side = std::make_unique<SideThread>();
        } catch (const std::exception&) {
            m_noSideThread = true;
        }
    }
    return m_side != nullptr;
}

/// Records in the heartbeat that all committed steps are on the disk, and synchronises the heartbeat.
void RunOutput::tellSynced()
{
    m_unsynced = false;
    m_heartbeat.synced = m_heartbeat.steps;
    writeHeartbeat();
    sync();
    m_lastSync = Clock::now();
    m_synced.store(m_heartbeat.synced, std::memory_order_release);
}

/// Reserves space first, so that HDF5 rarely meets a full disk.
void RunOutput::reserve(std::size_t steps)
{
    const int error = m_space.ensure(m_lock->descriptor(), m_file->allocationEnd(), m_file->bytesFor(steps));
    if (error != 0) {
        throw CommitFailure::of(m_path, error, {});
    }
}

void RunOutput::takeName()
{
    try {
        m_target->moveIn();
    } catch (const Error& error) {
        if (m_heartbeat.steps > 0) {
            keepUnderAnotherName(error);
        }
        throw;
    }
    m_target.reset();
}

/// If the old file can no longer be replaced, the rows of the new one are kept under its temporary name.
void RunOutput::keepUnderAnotherName(const Error& error)
{
    const std::filesystem::path kept = m_target->keep();
    m_target.reset();
    m_heartbeat.state = Heartbeat::Failed;
    m_heartbeat.setReason("the file could not get the run's name: " + error.reason());
    std::string advice;
    try {
        writeHeartbeat();
        closeFile();
    } catch (const Error&) {
        closeHandles();
        advice = " ('h5pulse recover' makes it readable for all programs)";
    }
    throw Error(m_path, error.tried(),
                error.reason() + "; its " + std::to_string(m_heartbeat.steps) + " committed steps are in " +
                    kept.string() + advice);
}

/// After a failed write, HDF5's caches hold data that the file does not: continuing would lose rows silently,
/// and closing would publish rows that were never written.
void RunOutput::giveUpHandles(const Error& error)
{
    const int number = m_file ? m_file->writeError() : 0;
    if (m_unsynced && m_file && m_file->syncFailed()) {
        m_syncError = number;
    }
    closeHandles();
    if (m_syncError != 0) {
        throwSyncError();
    }
    const auto* failure = dynamic_cast<const CommitFailure*>(&error);
    throw failure ? *failure : CommitFailure::of(m_path, number, error.reason());
}

void RunOutput::closeHandles() noexcept
{
    const ForkHeldBack whole;
    m_file.reset();
}

/// During a pause another program can open the file and overwrite it, as h5py.File(path, "w") does.
bool RunOutput::isStillOurs() const noexcept
{
    return readSequence(m_lock->descriptor(), m_heartbeatAddress) == m_told;
}

/// A host may have closed the file, or all of HDF5, between two commits.
void RunOutput::requireFile()
{
    if (m_paused && !isStillOurs()) {
        throw Error(m_path, "cannot be written",
                    "another program replaced its contents while the writer was paused; the new contents "
                    "are left untouched");
    }
    if (m_file && !m_file->isOpen()) {
        closeHandles();
    }
    if (!m_file) {
        reopen();
    }
    m_paused = false;
}

/// The file is now like that of a killed writer, except that this writer still holds the lock.
void RunOutput::reopen()
{
    const ForkHeldBack whole;
    try {
        const auto superblock = h5::readSuperblock(m_lock->descriptor());
        if (superblock && superblock->openForWriting()) {
            if (m_journal && !replayJournal(m_lock->descriptor(), *m_journal)) {
                throw CommitFailure::of(m_path, errno, {});
            }
            repairSuperblock(m_path, m_lock->descriptor(),
                             m_options.syncInterval ? Durable::Yes : Durable::No, m_allocated);
        }
        openFile(h5::WritableFile::openSwmr(pathOfLock(), m_options.metadataCacheBytes), Opened::WhenWritten);
        m_file->useJournal(m_journal, m_options.syncInterval.has_value());
    } catch (const Error& error) {
        giveUpHandles(error);
    }
}

/// A current name of the file, even if it was renamed.
std::filesystem::path RunOutput::pathOfLock() const
{
    const auto mine = identify(m_lock->descriptor());
    const auto& given = m_target ? m_target->temporary() : m_path;
    const auto named = identify(given);
    return mine && named && mine->sameFile(*named) ? given : pathOfOpenFile(m_lock->descriptor());
}

bool RunOutput::syncIsDue() const noexcept
{
    return m_options.syncInterval && Clock::now() - m_lastSync >= *m_options.syncInterval;
}

void RunOutput::throwSyncError() const
{
    throw Error(m_path, "cannot be synchronised",
                std::string(std::strerror(m_syncError)) + "; of its " + std::to_string(m_heartbeat.steps) +
                    " steps, those after the first " + std::to_string(m_heartbeat.synced) +
                    " may be missing on the disk");
}

/// After an error the kernel may have dropped data that it could not write. The steps of this commit are
/// still in memory; those of earlier commits are not.
void RunOutput::sync()
{
    if (::fdatasync(m_lock->descriptor()) == 0) {
        return;
    }
    if (!m_unsynced) {
        throw CommitFailure::of(m_path, errno, {});
    }
    noteLoss(errno);
}

/// Written data may be missing in the file, and is no longer in memory.
void RunOutput::noteLoss(int error)
{
    m_syncError = error;
    throwSyncError();
}

void RunOutput::writeHeartbeat() noexcept
{
    m_heartbeat.writeProblem = 0;
    m_heartbeat.time = wallClock();
    if (m_heartbeat.state == Heartbeat::Running) {
        m_heartbeat.setReason({});
    }
    // If the heartbeat cannot be written, readers miss it; the next commit reports the error.
    if (h5pulse::writeHeartbeat(m_lock->descriptor(), m_heartbeatAddress, m_heartbeat)) {
        m_told = m_heartbeat.sequence;
    }
}

void RunOutput::writeHeartbeatWhenIdle() noexcept
{
    if (m_paused && !isStillOurs()) {
        return; // another program's file
    }
    writeHeartbeat();
    if (m_unsynced && syncIsDue()) {
        try {
            sync();
            tellSynced();
        } catch (const Error&) {
            // The next commit reports it.
        }
    }
}

void RunOutput::writeHeartbeat(const CommitFailure& failure) noexcept
{
    if (m_paused && !isStillOurs()) {
        return;
    }
    const FileSizeSignalBlocked noSignal;
    m_heartbeat.writeProblem = failure.writeProblem() == WriteProblem::NoSpace ? 1 : 2;
    m_heartbeat.setReason(failure.reason());
    m_heartbeat.time = wallClock();
    if (h5pulse::writeHeartbeat(m_lock->descriptor(), m_heartbeatAddress, m_heartbeat)) {
        m_told = m_heartbeat.sequence;
    }
}

/// Makes sure that the file can be completed and has the run's name.
void RunOutput::prepareToClose()
{
    if (m_syncError != 0) {
        throwSyncError();
    }
    requireFile();
    if (m_target) {
        takeName();
    }
}

void RunOutput::syncIfAsked()
{
    if (m_options.syncInterval) {
        sync();
        tellSynced();
    }
}

void RunOutput::pause()
{
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    if (m_paused) {
        return;
    }
    prepareToClose();
    try {
        syncIfAsked();
        writeHeartbeat();
        closeInOrder();
    } catch (const Error& error) {
        giveUpHandles(error);
    }
    m_paused = true;
}

void RunOutput::finish(Heartbeat::State state, std::string_view reason)
{
    const h5::SuppressHdf5Errors silence;
    const FileSizeSignalBlocked noSignal;
    prepareToClose();
    try {
        syncIfAsked();
        m_heartbeat.state = state;
        m_heartbeat.setReason(reason);
        writeHeartbeat();
        pausePoint("writer: end is told");
        closeFile();
    } catch (const Error& error) {
        m_heartbeat.state = Heartbeat::Running; // the run has not ended yet
        if (m_syncError != 0) {
            writeHeartbeat(
                CommitFailure::of(m_path, m_syncError, {})); // it cannot end any more, and the heartbeat
                                                             // must not claim so
        }
        giveUpHandles(error);
    }
    if (const int error = m_lock->release()) {
        m_lock.reset();
        noteLoss(error);
    }
    m_lock.reset();
    pausePoint("writer: lock is free");
}

/// Closes the HDF5 objects.
void RunOutput::closeInOrder()
{
    {
        const ForkHeldBack whole;
        m_allocated = m_file->allocationEnd();
        const int error = m_file->close();
        m_file.reset();
        if (error != 0) {
            noteLoss(error); // network file systems report failed writes only now
        }
    }
    pausePoint("writer: file is closed");
    if (m_journal) {
        static_cast<void>(forgetJournal(m_lock->descriptor(), *m_journal)); // otherwise the next writer does
                                                                            // it
    }
}

/// Closes the file, releases reserved space, and synchronises if requested.
void RunOutput::closeFile()
{
    closeInOrder();
    m_space.release(m_lock->descriptor());
    if (m_options.syncInterval) {
        sync();
    }
    if (const int error = m_lock->tellErrors()) {
        noteLoss(error);
    }
}

} // namespace h5pulse
