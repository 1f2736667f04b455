// SPDX-License-Identifier: MIT
#include <h5pulse/reader.h>

#include "committed_prefix.h"
#include "format/segments.h"
#include "h5/check.h"
#include "known_run.h"
#include "liveness.h"
#include "opened_run.h"
#include "path_watch.h"
#include "state_text.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace h5pulse {

namespace {

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
            .trouble = heartbeat.trouble == 1   ? WriterTrouble::NoSpace
                       : heartbeat.trouble == 2 ? WriterTrouble::WriteError
                                                : WriterTrouble::None,
            .reason = heartbeat.reasonText()};
}

} // namespace

class Reader::Impl
{
public:
    Impl(const std::filesystem::path& path, ReaderOptions options)
        : m_path(path)
        , m_options(std::move(options))
        , m_liveness(m_options.stallAfter)
    {
        m_opened = std::make_unique<OpenedRun>(m_path, m_options);
        // What was opened a moment ago may be older than the commit that came since.
        readExtents();
        catchUp();
        judge();
        remember();
    }

    ~Impl()
    {
        const h5::Silence silence;
        m_opened.reset();
    }

    Refresh refresh()
    {
        // Before anything of HDF5: a file system that does not answer holds us here, outside of HDF5's lock.
        const RunFile& file = m_opened->file;
        m_where = locate(m_path, file.descriptor(), file.identity());
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
        return Refresh::Unchanged; // that the file is out of reach is all there is to say
    }

    RunState state() const { return m_where.reachable() ? m_openState : RunState::Unreachable; }

    bool needsRepair() const { return state() == RunState::Crashed && m_opened->file.swmr(); }

    std::string text() const
    {
        const RunFile& file = m_opened->file;
        return h5pulse::stateText({.run = m_openState,
                                   .writer = m_status,
                                   .path = m_path,
                                   .steps = m_steps,
                                   .marked = file.swmr(),
                                   .where = m_where,
                                   .descriptor = file.descriptor(),
                                   .readable = m_readable});
    }

    OpenedRun& opened() const { return *m_opened; }

    std::size_t indexOf(std::string_view name) const
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

    std::size_t stepsOf(std::size_t field) const { return std::min(m_steps, opened().fields[field].rows()); }

    void requireSteps(std::string_view what, std::size_t available, std::size_t first,
                      std::size_t count) const
    {
        if (first > available || count > available - first) {
            const std::size_t last = count > 0 ? first + count - 1 : first;
            throw std::out_of_range(m_path.string() + ": " + std::string(what) + " has no step " +
                                    std::to_string(std::max(first, last)) + "; it has " +
                                    std::to_string(available) + (available == 1 ? " step" : " steps"));
        }
    }

    void requireSize(std::size_t elements, std::size_t elementSize) const
    {
        if (elements > m_options.maximumReadBytes / elementSize) {
            throw Error(m_path, "cannot read so much at once",
                        std::to_string(elements) + " elements need more than the limit of " +
                            std::to_string(m_options.maximumReadBytes) +
                            " bytes; read fewer steps at a time");
        }
    }

    /// Runs `read`, and makes sure that what it read belongs to the state of the file that was refreshed.
    template <typename Read>
    void guarded(const Read& read)
    {
        const h5::Silence silence;
        RunFile& file = opened().file;
        // Asked for its answer's sake: see refresh().
        static_cast<void>(identify(file.descriptor()));
        file.startClock(m_options.callLimit);
        opened().requireUnchanged();
        try {
            read();
        } catch (const Error&) {
            opened().requireUnchanged();
            throw;
        }
        opened().requireUnchanged();
    }

    std::vector<double> readTimes(std::size_t first, std::size_t count)
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

    std::filesystem::path m_path;
    ReaderOptions m_options;
    std::unique_ptr<OpenedRun> m_opened;
    Liveness m_liveness;
    std::optional<Heartbeat> m_heartbeat;
    WriterStatus m_status;
    std::vector<Segment> m_segments;
    RunState m_openState = RunState::Finished;
    std::size_t m_steps = 0;
    std::uintmax_t m_fileSize = 0;

private:
    Refresh look()
    {
        if (mustOpenAnew()) {
            m_anew = true; // also where what follows fails
            // While another program writes it without SWMR there is no moment to open it: what we have goes
            // on.
            m_opened = std::make_unique<OpenedRun>(m_path, m_options, Opening{.place = place()});
            m_dead = false;
            m_heartbeat.reset();
        }
        readExtents();
        catchUp();
        const bool restarted = m_anew ? !m_known.continuesIn(*m_opened, m_steps)
                                      : hasGrown() && !m_known.hasSameHistory(*m_opened, m_steps);
        if (restarted) {
            m_liveness = Liveness(m_options.stallAfter);
        }
        judge();
        const bool grew = hasGrown();
        if (m_anew || grew) {
            remember();
        }
        return restarted ? Refresh::Restarted : grew ? Refresh::Grew : Refresh::Unchanged;
    }

    /// Another file, or one that programs without SWMR changed, or to which a writer came or from which it
    /// went, or in which HDF5 has failed.
    bool mustOpenAnew()
    {
        const RunFile& file = m_opened->file;
        if (m_dead || m_where.kind == Whereabouts::Kind::Another || file.mayHaveChanged()) {
            return true;
        }
        const auto superblock = file.superblock();
        if (!superblock || superblock->openForSwmr() != file.swmr()) {
            return true;
        }
        // A dataset whose refresh fails is dead to HDF5, for good, and the others may go on.
        m_dead = file.swmr() && !m_opened->refresh(m_steps);
        return m_dead || (file.swmr() && m_known.hasShrunk(*m_opened));
    }

    /// Where to open the file anew: by its path, or what is open itself where the path leads nowhere.
    /// Nothing: by its path.
    std::filesystem::path place() const
    {
        return m_where.reachable() ? std::filesystem::path() : pathOfOpenFile(m_opened->file.descriptor());
    }

    void remember()
    {
        m_known.remember(*m_opened, m_steps, m_anew);
        m_anew = false;
    }

    void readExtents()
    {
        OpenedRun& opened = *m_opened;
        if (opened.heartbeatDataset) {
            if (const auto heartbeat = readHeartbeat(opened.heartbeatDataset.get(), opened.file.swmr())) {
                m_heartbeat = heartbeat;
            } else {
                m_dead = true; // says nothing new now, and may never again
            }
        } else {
            m_heartbeat.reset();
        }
        m_steps = committedPrefix(opened, m_heartbeat);
    }

    /// A heartbeat that knows of more steps than were seen came after them: who learns from it that the run
    /// has ended must see its last step.
    void catchUp()
    {
        if (m_heartbeat && m_heartbeat->steps > m_steps && m_opened->file.swmr()) {
            if (m_opened->refresh(m_steps)) {
                readExtents();
            } else {
                m_dead = true;
            }
        }
    }

    bool hasGrown() const { return m_known.isOther(*m_opened, m_steps); }

    void judge()
    {
        const RunFile& file = m_opened->file;
        m_openState = m_liveness.judge(file, m_heartbeat, m_steps);
        if (m_openState == RunState::Crashed && m_opened->heartbeatDataset) {
            // The writer closes its heartbeat before it lets go of the lock: it may have finished in between.
            m_heartbeat = readHeartbeat(m_opened->heartbeatDataset.get(), file.swmr());
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
    }

    /// Earlier writers are looked at only when there is another writer than before.
    void readSegments()
    {
        if (!m_heartbeat) {
            m_segments.clear();
            return;
        }
        if (m_anew || m_segments.empty() || m_segments.back().startTime != m_heartbeat->startTime) {
            m_segments = segmentsOf(
                h5pulse::readSegments(m_opened->segmentsDataset.get(), m_opened->file.swmr()), *m_heartbeat);
        }
        Segment& present = m_segments.back();
        present.state = m_openState;
        present.endStep = std::max(m_steps, present.firstStep);
        present.endTime = m_heartbeat->time;
    }

    KnownRun m_known;
    Whereabouts m_where;    ///< of the open file, as of the last refresh
    bool m_anew = true;     ///< the file was opened, and the user does not know yet
    bool m_dead = false;    ///< HDF5 has failed in the open file
    bool m_readable = true; ///< whether the last refresh could read it
};

Reader::Reader(const std::filesystem::path& path, ReaderOptions options)
{
    const h5::Silence silence;
    m_impl = std::make_unique<Impl>(path, std::move(options));
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Refresh Reader::refresh()
{
    const h5::Silence silence;
    return m_impl->refresh();
}

const std::filesystem::path& Reader::path() const noexcept
{
    return m_impl->m_path;
}

std::size_t Reader::steps() const noexcept
{
    return m_impl->m_steps;
}

std::size_t Reader::steps(std::string_view field) const
{
    return m_impl->stepsOf(m_impl->indexOf(field));
}

RunState Reader::state() const noexcept
{
    return m_impl->state();
}

std::string Reader::stateText() const
{
    return m_impl->text();
}

RunState Reader::openState() const noexcept
{
    return m_impl->m_openState;
}

bool Reader::needsRepair() const noexcept
{
    return m_impl->needsRepair();
}

const WriterStatus& Reader::writerStatus() const noexcept
{
    return m_impl->m_status;
}

const std::vector<Segment>& Reader::segments() const noexcept
{
    return m_impl->m_segments;
}

const RunInfo& Reader::info() const noexcept
{
    return m_impl->m_opened->catalog.info;
}

const std::vector<FieldInfo>& Reader::fields() const noexcept
{
    return m_impl->m_opened->catalog.fields;
}

const FieldInfo& Reader::field(std::string_view name) const
{
    return m_impl->opened().catalog.fields[m_impl->indexOf(name)];
}

std::optional<AxisInfo> Reader::axis(std::string_view field, std::size_t dimension) const
{
    const auto& axes = m_impl->opened().catalog.axes[m_impl->indexOf(field)];
    return dimension < axes.size() ? axes[dimension] : std::nullopt;
}

std::uintmax_t Reader::fileSize() const noexcept
{
    return m_impl->m_fileSize;
}

std::vector<double> Reader::readTimes(std::size_t first, std::size_t count)
{
    return m_impl->readTimes(first, count);
}

std::size_t Reader::stepAt(double time)
{
    std::size_t low = 0;
    std::size_t high = m_impl->m_steps;
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (m_impl->readTimes(middle, 1).front() <= time ? low : high) = middle;
    }
    return low;
}

void Reader::readRows(std::string_view name, std::size_t first, std::size_t count, const Target& target)
{
    const std::size_t index = m_impl->indexOf(name);
    const FieldDataset& field = m_impl->opened().fields[index];
    const std::size_t components = field.info().components();
    m_impl->requireSteps("field '" + field.info().name + "'", m_impl->stepsOf(index), first, count);
    m_impl->requireSize(count, components * sizeOf(target.type));
    requireTarget(field.info(), count * components, target);
    m_impl->guarded([&] { field.readRows(first, count, target.type, target.data); });
}

void Reader::readColumn(std::string_view name, std::size_t component, std::size_t first, std::size_t count,
                        const Target& target)
{
    const std::size_t index = m_impl->indexOf(name);
    const FieldDataset& field = m_impl->opened().fields[index];
    m_impl->requireSteps("field '" + field.info().name + "'", m_impl->stepsOf(index), first, count);
    m_impl->requireSize(count, sizeOf(target.type));
    if (component >= field.info().components()) {
        throw std::out_of_range(m_impl->m_path.string() + ": field '" + field.info().name +
                                "' has no component " + std::to_string(component) + "; it has " +
                                std::to_string(field.info().components()));
    }
    requireTarget(field.info(), count, target);
    m_impl->guarded([&] { field.readColumn(component, first, count, target.type, target.data); });
}

void Reader::requireTarget(const FieldInfo& field, std::size_t count, const Target& target)
{
    const bool converts = target.type == ElementType::Float64 && !isComplex(field.type);
    if (target.type != field.type && !converts) {
        throw std::invalid_argument("field '" + field.name + "' has elements of " +
                                    std::string(toString(field.type)) + ": it cannot be read into " +
                                    std::string(toString(target.type)));
    }
    if (target.count != count) {
        throw std::invalid_argument("field '" + field.name + "' gives " + std::to_string(count) +
                                    " elements here, not " + std::to_string(target.count));
    }
}

} // namespace h5pulse
