// SPDX-License-Identifier: MIT
#pragma once

#include "h5/check.h"
#include "os/file_location.h"
#include "os/fork_safety.h"
#include "reader/last_seen_run.h"
#include "run/opened_run.h"
#include "state/liveness.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse {

/// Implementation of Reader: follows the file through its states, and ensures that all reads belong to the
/// state of the last refresh.
class Reader::Impl
{
public:
    Impl(const std::filesystem::path& path, ReaderOptions options);
    ~Impl();

    Refresh refresh();
    RunState state() const { return m_where.reachable() ? m_openState : RunState::Unreachable; }
    bool needsRepair() const { return state() == RunState::Crashed && m_opened->file.swmr(); }
    std::string text() const;
    /// The open file, reopened if the host program has closed HDF5. Throws Error.
    OpenedRun& opened() const
    {
        if (!m_opened->file.isOpen()) {
            openAgain();
        }
        return *m_opened;
    }

    /// Throws std::invalid_argument with the names of all fields if there is no such field.
    std::size_t indexOf(std::string_view name) const;
    std::size_t stepsOf(std::size_t field) const { return std::min(m_steps, opened().fields[field].rows()); }

    /// Source of a reduction.
    struct Selection
    {
        const FieldDataset* dataset = nullptr; ///< null: the file has no times, and step numbers replace them
        std::optional<std::size_t> field{};    ///< nothing: the times
        std::size_t steps = 0;
    };
    /// A field, or the times if the name is empty. Throws as Reader::reduce().
    Selection select(std::string_view name, std::size_t firstComponent, std::size_t components,
                     Part part) const;

    /// Throw std::out_of_range.
    void requireSteps(std::string_view what, std::size_t available, std::size_t first,
                      std::size_t count) const;
    void requireComponents(const FieldInfo& field, std::size_t first, std::size_t count) const;
    /// Throws Error if the result would need more than ReaderOptions::maximumReadBytes.
    void requireSize(std::size_t elements, std::size_t elementSize) const;

    /// Runs `read` and ensures that it read the state of the last refresh.
    template <typename Read>
    void guarded(const Read& read)
    {
        const h5::SuppressHdf5Errors silence;
        const ForkHeldBack whole; // a child would find HDF5 locked
        RunFile& file = opened().file;
        // A file system that does not answer blocks here or in RunFile::touch(), outside of HDF5's lock.
        opened().requireUnchanged();
        file.startClock(m_options.callLimit);
        try {
            read();
        } catch (const Error&) {
            opened().requireUnchanged();
            throw;
        }
        opened().requireUnchanged();
    }

    std::vector<double> readTimes(std::size_t first, std::size_t count);

    std::filesystem::path m_path;     ///< as given by the user
    std::filesystem::path m_absolute; ///< the absolute path, valid after chdir()
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
    void openAgain() const;
    Refresh look();
    bool mustReopen();
    std::filesystem::path place() const;
    void remember();
    void readExtents();
    void catchUp();
    bool hasGrown() const { return m_known.isOther(*m_opened, m_steps); }
    void judge();
    void readSegments();

    LastSeenRun m_known;
    FileLocation m_where;   ///< of the open file, as of the last refresh
    bool m_reopened = true; ///< the file was reopened, and refresh() has not reported it yet
    bool m_dead = false;    ///< HDF5 has failed in the open file, which must be reopened
    bool m_readable = true; ///< whether the last refresh could read it
};

} // namespace h5pulse
