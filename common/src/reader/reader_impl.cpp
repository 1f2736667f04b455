// SPDX-License-Identifier: MIT
#include "reader/reader_impl.h"

#include "format/segments.h"
#include "os/duration.h"
#include "os/paths.h"
#include "os/pause_point.h"
#include "run/committed_prefix.h"
#include "state/state_text.h"

#include <algorithm>
#include <stdexcept>

namespace h5pulse {

namespace {

/// The options with durations that do not overflow.
ReaderOptions validated(ReaderOptions options)
{
    if (options.stallAfter.count() < 0) {
        throw std::invalid_argument("stallAfter is negative");
    }
    if (options.callLimit.count() < 0) {
        throw std::invalid_argument("callLimit is negative");
    }
    options.stallAfter = clampedDuration(options.stallAfter);
    options.callLimit = clampedDuration(options.callLimit);
    return options;
}

std::string quotedNames(const std::vector<FieldInfo>& fields)
{
    constexpr std::size_t shown = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(fields.size(), shown); ++i) {
        names += (i ? ", '" : "'") + fields[i].name + "'";
    }
    return names + (fields.size() > shown ? ", ..." : "");
}

WriterStatus statusOf(const Heartbeat& heartbeat)
{
    return {.processId = heartbeat.processId,
            .host = heartbeat.hostText(),
            .commits = heartbeat.commits,
            .committedSteps = heartbeat.steps,
            .startTime = heartbeat.startTime,
            .lastCommitTime = heartbeat.commitTime,
            .heartbeatTime = heartbeat.time,
            .bytes = heartbeat.bytes,
            .waits = heartbeat.waits,
            .waitSeconds = heartbeat.waitSeconds,
            .longestCommit = heartbeat.longestCommit,
            .writeProblem = heartbeat.writeProblem == 1   ? WriteProblem::NoSpace
                            : heartbeat.writeProblem == 2 ? WriteProblem::WriteError
                                                          : WriteProblem::None,
            .reason = heartbeat.reasonText()};
}

} // namespace

Reader::Impl::Impl(const std::filesystem::path& path, ReaderOptions options)
    : m_path(path)
    , m_absolute(absolutePath(path))
    , m_options(validated(std::move(options)))
    , m_liveness(m_options.stallAfter)
{
    m_opened = std::make_unique<OpenedRun>(m_path, m_options, Opening{.place = m_absolute});
    // A commit may have been made while the file was opened.
    readExtents();
    catchUp();
    judge();
    remember();
}

Reader::Impl::~Impl()
{
    if (m_opened->file.ofThisLibrary()) {
        const h5::SuppressHdf5Errors silence;
        m_opened.reset();
    }
}

/// Reopens the file and keeps the catalog, so that references to it stay valid.
void Reader::Impl::openAgain() const
{
    const h5::SuppressHdf5Errors silence;
    OpenedRun again(m_path, m_options, {.place = pathOfOpenFile(m_opened->file.descriptor())});
    if (!m_known.continuesIn(again, m_steps)) {
        throw ChangedError(m_path, "cannot be read", "it has changed; refresh and try again");
    }
    again.catalog = std::move(m_opened->catalog);
    *m_opened = std::move(again);
}

Refresh Reader::Impl::refresh()
{
    // Before any call of HDF5: a file system that does not answer blocks here, outside of HDF5's lock.
    const RunFile& file = m_opened->file;
    file.revalidate(isLive(m_openState) ? CachedData::Drop : CachedData::Compare);
    m_where = locate(m_absolute, file.descriptor(), file.identity());
    m_opened->file.startClock(m_options.callLimit);
    try {
        const Refresh found = look();
        m_readable = true;
        return found;
    } catch (const Error&) {
        m_readable = false;
        if (m_where.reachable()) {
            throw;
        }
    }
    return Refresh::Unchanged; // only the state has changed: Unreachable
}

std::string Reader::Impl::text() const
{
    const RunFile& file = m_opened->file;
    return h5pulse::stateText({.run = m_openState,
                               .writer = m_status,
                               .path = m_path,
                               .steps = m_steps,
                               .marked = file.swmr(),
                               .where = m_where,
                               .descriptor = file.descriptor(),
                               .fileSystem = file.fileSystem(),
                               .readable = m_readable});
}

std::size_t Reader::Impl::indexOf(std::string_view name) const
{
    const auto& fields = opened().catalog.fields;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.name == name; });
    if (found == fields.end()) {
        throw std::invalid_argument(m_path.string() + ": there is no field '" + std::string(name) +
                                    "'; its fields are " + quotedNames(fields));
    }
    return static_cast<std::size_t>(found - fields.begin());
}

Reader::Impl::Selection Reader::Impl::select(std::string_view name, std::size_t firstComponent,
                                             std::size_t components, Part part) const
{
    Selection found{.steps = m_steps};
    FieldInfo info{.name = "t"};
    if (!name.empty()) {
        found.field = indexOf(name);
        found.dataset = &opened().fields[*found.field];
        found.steps = stepsOf(*found.field);
        info = found.dataset->info();
    } else if (opened().time) {
        found.dataset = &*opened().time;
        info = found.dataset->info();
    }
    requireComponents(info, firstComponent, components);
    if (part == Part::Imaginary && !isComplex(info.type)) {
        throw std::invalid_argument(m_path.string() + ": field '" + info.name +
                                    "' has real numbers: there is no imaginary part");
    }
    return found;
}

void Reader::Impl::requireSteps(std::string_view what, std::size_t available, std::size_t first,
                                std::size_t count) const
{
    if (first > available || count > available - first) {
        const std::size_t last = count > 0 ? first + count - 1 : first;
        throw std::out_of_range(m_path.string() + ": " + std::string(what) + " has no step " +
                                std::to_string(std::max(first, last)) + "; it has " +
                                std::to_string(available) + (available == 1 ? " step" : " steps"));
    }
}

void Reader::Impl::requireComponents(const FieldInfo& field, std::size_t first, std::size_t count) const
{
    const std::size_t components = field.components();
    if (first > components || count > components - first) {
        const std::size_t last = count > 0 ? first + count - 1 : first;
        throw std::out_of_range(m_path.string() + ": field '" + field.name + "' has no component " +
                                std::to_string(std::max(first, last)) + "; it has " +
                                std::to_string(components));
    }
}

void Reader::Impl::requireSize(std::size_t elements, std::size_t elementSize) const
{
    if (elements > m_options.maximumReadBytes / elementSize) {
        throw Error(m_path, "cannot read so much at once",
                    std::to_string(elements) + " elements need more than the limit of " +
                        std::to_string(m_options.maximumReadBytes) + " bytes; read fewer steps at a time");
    }
}

std::vector<double> Reader::Impl::readTimes(std::size_t first, std::size_t count)
{
    requireSteps("the run", m_steps, first, count);
    requireSize(count, sizeof(double));
    std::vector<double> times(count);
    if (const auto& time = opened().time) {
        guarded([&] { time->readRows(first, count, ElementType::Float64, times.data()); });
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            times[i] = static_cast<double>(first + i);
        }
    }
    return times;
}

Refresh Reader::Impl::look()
{
    const ForkHeldBack whole; // a child would find HDF5 locked
    if (mustReopen()) {
        m_reopened = true; // even if the following calls fail
        // While another program writes the file without SWMR it cannot be opened: keep the open one.
        m_opened = std::make_unique<OpenedRun>(m_path, m_options, Opening{.place = place()});
        m_dead = false;
        m_heartbeat.reset();
    }
    readExtents();
    catchUp();
    const bool restarted = m_reopened ? !m_known.continuesIn(*m_opened, m_steps)
                                      : hasGrown() && !m_known.hasSameHistory(*m_opened, m_steps);
    if (restarted) {
        m_liveness = Liveness(m_options.stallAfter);
    }
    judge();
    const bool grew = hasGrown();
    if (m_reopened || grew) {
        remember();
    }
    return restarted ? Refresh::Restarted : grew ? Refresh::Grew : Refresh::Unchanged;
}

/// True if the path leads to another file, if a program without SWMR has changed the file, if a writer has
/// opened or closed it, or if HDF5 has failed in it.
bool Reader::Impl::mustReopen()
{
    const RunFile& file = m_opened->file;
    if (m_dead || !file.isOpen() || m_where.kind == FileLocation::Kind::Another || file.mayHaveChanged()) {
        return true;
    }
    if (file.modeChanged()) {
        return true;
    }
    // A dataset whose refresh has failed is unusable for HDF5 from then on, while the others may still
    // work.
    m_dead = file.swmr() && !m_opened->refresh(m_steps);
    return m_dead || (file.swmr() && m_known.hasShrunk(*m_opened));
}

/// The path to reopen: the path of the file, or that of the open descriptor if the former does not exist.
std::filesystem::path Reader::Impl::place() const
{
    return m_where.reachable() ? m_absolute : pathOfOpenFile(m_opened->file.descriptor());
}

void Reader::Impl::remember()
{
    m_known.remember(*m_opened, m_steps, m_reopened);
    m_reopened = false;
}

void Reader::Impl::readExtents()
{
    OpenedRun& opened = *m_opened;
    pausePoint("reader: extents are read");
    if (opened.heartbeatDataset) {
        if (const auto heartbeat = opened.readHeartbeat()) {
            if (!m_heartbeat || m_heartbeat->startTime != heartbeat->startTime) {
                opened.forgetChunks();
            }
            m_heartbeat = heartbeat;
        } else {
            m_dead = true; // reports nothing new now, and perhaps never again
        }
    } else {
        m_heartbeat.reset();
    }
    m_steps = committedPrefix(opened, m_heartbeat);
}

/// Reads the extents again if the heartbeat has more steps: a user who sees that the run has ended must
/// also see its last step.
void Reader::Impl::catchUp()
{
    if (m_heartbeat && m_heartbeat->steps > m_steps && m_opened->file.swmr()) {
        m_opened->file.revalidate();
        if (m_opened->refresh(m_steps)) {
            readExtents();
        } else {
            m_dead = true;
        }
    }
}

void Reader::Impl::judge()
{
    const RunFile& file = m_opened->file;
    pausePoint("reader: heartbeat is read");
    m_openState = m_liveness.judge(file, m_heartbeat, m_steps);
    if (m_openState == RunState::Crashed && m_opened->heartbeatDataset) {
        pausePoint("reader: lock is free");
        // The writer ends its heartbeat before it releases the lock: it may have finished in between.
        m_heartbeat = m_opened->readHeartbeat();
        catchUp();
        m_openState = m_liveness.judge(file, m_heartbeat, m_steps);
    }
    const auto identity = identify(file.descriptor());
    m_fileSize = identity ? identity->size : 0;
    readSegments();
    if (m_heartbeat) {
        m_status = statusOf(*m_heartbeat);
    } else {
        m_status = {};
        m_status.lastCommitTime = identity ? static_cast<double>(identity->modifiedNs) * 1e-9 : 0.0;
        m_status.committedSteps = m_steps;
    }
    m_status.presumedDeadSince = m_liveness.presumedDeadSince();
}

/// Reads the segments only if there is a new writer.
void Reader::Impl::readSegments()
{
    if (!m_heartbeat) {
        m_segments.clear();
        return;
    }
    const bool otherWriter = m_segments.empty() || m_segments.back().startTime != m_heartbeat->startTime;
    if (otherWriter && m_opened->file.swmr() && !m_opened->refreshEndTime()) {
        m_dead = true;
    }
    if (m_reopened || otherWriter) {
        m_segments = segmentsOf(h5pulse::readSegments(m_opened->segmentsDataset.get(), m_opened->file.swmr()),
                                *m_heartbeat);
    }
    Segment& present = m_segments.back();
    present.state = m_openState;
    present.endStep = std::max(m_steps, present.firstStep);
    present.endTime = m_heartbeat->time;
    present.reason = m_heartbeat->end() ? m_heartbeat->reasonText() : std::string{};
}

} // namespace h5pulse
