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

/// The HDF5 objects of a run that is being written: the file, open for SWMR writing, and its datasets.
/// Destruction without close() abandons them. One thread at a time may call it. Functions throw Error; after
/// that only abandon() and destruction are allowed.
class LiveFile
{
public:
    /// @param file   open for SWMR writing
    /// @param steps  number of committed steps; new steps follow them
    LiveFile(h5::WritableFile file, const std::filesystem::path& path, const std::vector<FieldSpec>& fields,
             std::size_t steps);
    ~LiveFile() { abandon(); }
    LiveFile(const LiveFile&) = delete;
    LiveFile& operator=(const LiveFile&) = delete;

    /// Opens the overview's datasets. Throws Error if they do not fit; the file can then be written without
    /// an overview.
    void openOverview(const OverviewLayout& layout, Opened opened);
    /// Restores the builder's state after the steps in the file.
    void restoreOverview(OverviewBuilder& builder, const std::vector<FieldSpec>& fields) const;

    /// Writes the steps; readers do not see them yet.
    void append(const BatchParts& parts);
    /// Writes the overview blocks that the steps complete, and sets the file's length. Returns false if the
    /// overview in the file does not fit; it is not touched again.
    [[nodiscard]] bool finishAppending(const OverviewBuilder& overview);
    /// Makes appended steps visible: fields first, then the overview, times last.
    void publish();
    /// Cuts the file after the last step and closes it. Returns 0, or errno if everything succeeded but
    /// close(2) reports that written data may be lost.
    [[nodiscard]] int close();
    void abandon() noexcept;

    /// Whether HDF5 still has the file open; a host may close all HDF5 objects.
    bool isOpen() const noexcept { return m_file.isOpen(); }
    /// Offset at which HDF5 will allocate next, and bytes that it allocates for this many more steps.
    std::uint64_t allocationEnd() const;
    std::uint64_t bytesFor(std::size_t steps) const noexcept;
    /// Offset of the journal; empty for files without one.
    std::optional<std::uint64_t> findJournal() const;
    /// From now on, records blocks in the journal, if there is one.
    /// @param durable  metadata survives a power loss: the journal and new blocks are on the disk before
    ///         blocks are overwritten
    void useJournal(std::optional<std::uint64_t> journal, bool durable);
    /// Offset of the heartbeat. Throws Error.
    std::uint64_t heartbeatAddress() const;
    /// errno of the last failed write; 0: no write failed.
    int writeError() const noexcept { return m_file.writeError(); }
    /// Whether that failure was a synchronisation: earlier commits may be missing on the disk.
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
