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

/// What a Reader does: follows the file through its states, and makes sure that what is read from it belongs
/// to the state that was refreshed.
class Reader::Impl
{
public:
    Impl(const std::filesystem::path& path, ReaderOptions options);
    ~Impl();

    Refresh refresh();
    RunState state() const { return m_where.reachable() ? m_openState : RunState::Unreachable; }
    bool needsRepair() const { return state() == RunState::Crashed && m_opened->file.swmr(); }
    std::string text() const;
    /// What is open, opened again where the host has closed HDF5. Throws Error.
    OpenedRun& opened() const
    {
        if (!m_opened->file.isOpen()) {
            openAgain();
        }
        return *m_opened;
    }

    /// Throws std::invalid_argument that lists the fields there are.
    std::size_t indexOf(std::string_view name) const;
    std::size_t stepsOf(std::size_t field) const { return std::min(m_steps, opened().fields[field].rows()); }

    /// What reductions are made of.
    struct Selection
    {
        const FieldDataset* dataset = nullptr; ///< null: there are no times, and steps have their numbers
        std::optional<std::size_t> field{};    ///< nothing: the times
        std::size_t steps = 0;
    };
    /// A field, or the times where the name is empty. Throws as Reader::reduce() says.
    Selection select(std::string_view name, std::size_t firstComponent, std::size_t components,
                     Part part) const;

    /// Throw std::out_of_range.
    void requireSteps(std::string_view what, std::size_t available, std::size_t first,
                      std::size_t count) const;
    void requireComponents(const FieldInfo& field, std::size_t first, std::size_t count) const;
    /// Throws Error where the result would be larger than the user wants.
    void requireSize(std::size_t elements, std::size_t elementSize) const;

    /// Runs `read`, and makes sure that what it read belongs to the state of the file that was refreshed.
    template <typename Read>
    void guarded(const Read& read)
    {
        const h5::SuppressHdf5Errors silence;
        const ForkHeldBack whole; // a child would find HDF5 locked
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

    std::vector<double> readTimes(std::size_t first, std::size_t count);

    std::filesystem::path m_path;     ///< as it was given
    std::filesystem::path m_absolute; ///< the same, wherever the program goes
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
    bool mustOpenAnew();
    std::filesystem::path place() const;
    void remember();
    void readExtents();
    void catchUp();
    bool hasGrown() const { return m_known.isOther(*m_opened, m_steps); }
    void judge();
    void readSegments();

    LastSeenRun m_known;
    FileLocation m_where;   ///< of the open file, as of the last refresh
    bool m_anew = true;     ///< the file was opened, and the user does not know yet
    bool m_dead = false;    ///< HDF5 has failed in the open file
    bool m_readable = true; ///< whether the last refresh could read it
};

} // namespace h5pulse
