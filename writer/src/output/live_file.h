// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/batch.h"
#include "dataset/append_dataset.h"
#include "h5/writable_file.h"
#include "overview/overview_datasets.h"

#include <h5pulse/run_spec.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace h5pulse {

/// All that HDF5 has of a run that is being written: the file, open for SWMR writing, and its datasets. What
/// is not closed is abandoned. Calls by one thread at a time; they throw Error, after which nothing but
/// abandon() and destruction makes sense.
class LiveFile
{
public:
    /// @param file   open for SWMR writing
    /// @param steps  that count; the next ones come after them
    LiveFile(h5::WritableFile file, const std::filesystem::path& path, const std::vector<FieldSpec>& fields,
             std::size_t steps);
    ~LiveFile() { abandon(); }
    LiveFile(const LiveFile&) = delete;
    LiveFile& operator=(const LiveFile&) = delete;

    /// Opens the overview's datasets. Throws Error where they do not fit; the file can then be written
    /// without.
    void openOverview(const OverviewLayout& layout, Opened opened);
    /// Brings the builder to where it was after the steps that are there.
    void restoreOverview(OverviewBuilder& builder, const std::vector<FieldSpec>& fields) const;

    /// Writes the steps; nobody sees them yet.
    void append(const BatchParts& parts);
    /// Writes the blocks of the overview that the steps complete, and gives the file its length. False: what
    /// there is of the overview does not fit; it is left alone from here on.
    [[nodiscard]] bool finishAppending(const OverviewBuilder& overview);
    /// Makes visible what was appended: fields first, then the overview, times last.
    void publish();
    /// Ends the file with the last step, and closes it. Gives 0, or errno where all was done but close(2)
    /// reports that what was written may be lost.
    [[nodiscard]] int close();
    void abandon() noexcept;

    /// Whether HDF5 has the file open still: a host may close all that there is.
    bool isOpen() const noexcept { return m_file.isOpen(); }
    /// Where in the file HDF5 will put new data, and how much of it for as many more steps.
    std::uint64_t allocationEnd() const;
    std::uint64_t bytesFor(std::size_t steps) const noexcept;
    /// Where the journal lies; nothing in files that have none.
    std::optional<std::uint64_t> findJournal() const;
    /// From now on blocks are noted in the journal, where there is one.
    /// @param durable  metadata survives a power loss: the journal and new blocks are on the disk before
    ///                 blocks are overwritten
    void useJournal(std::optional<std::uint64_t> journal, bool durable);
    /// Where the heartbeat lies. Throws Error.
    std::uint64_t heartbeatAddress() const;
    /// errno of the last write that failed; 0: none has.
    int writeError() const noexcept { return m_file.writeError(); }
    /// Whether that was a synchronisation: earlier commits may be missing on the disk.
    bool syncFailed() const noexcept { return m_file.driver() && m_file.driver()->syncFailed; }

private:
    h5::DriverFile& driver() const;

    std::filesystem::path m_path;
    h5::WritableFile m_file;
    std::vector<AppendDataset> m_datasets; ///< the fields, and the times last
    std::optional<OverviewDatasets> m_overview;
    std::size_t m_steps;
};

} // namespace h5pulse
