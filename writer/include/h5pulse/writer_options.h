// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>
#include <h5pulse/require_cxx20.h>

#include <chrono>
#include <cstddef>
#include <optional>

namespace h5pulse {

/// What the constructor does if the file exists.
enum class Existing {
    Refuse, ///< throw Error
    Replace ///< replace it at the first commit; it stays unchanged until then, and a live run is never
            ///< replaced
};

/// What append() does if the disk is full and its buffer too.
enum class WhenFull {
    Wait, ///< wait for space
    Throw ///< throw Error and drop this step; earlier steps stay in memory, and the call can be repeated
};

/// Options of a Writer. Steps become visible to readers at commits. A full buffer, commit(), close() and the
/// destructor commit too, whatever the policies.
struct WriterOptions
{
    /// Commit when the oldest step has waited this long, in wall time. 0 disables this policy.
    /// milliseconds::max(), here and in the other durations, means for ever. Negative values are refused.
    std::chrono::milliseconds commitInterval{100};
    /// Commit after this many steps. 0 disables this policy. A background commit takes all steps that are in
    /// the buffer, which can be more if the simulation is faster than the disk.
    std::size_t commitSteps = 0;
    /// Commit after this much simulated time since the last commit of this policy. 0 disables this policy.
    double commitTime = 0.0;
    /// Commit on a thread of the writer, even while the simulation computes a long step. False: commit inside
    /// append(), where alone wall time is checked. If HDF5 is not built thread-safe, the writer uses false,
    /// because the simulation might call HDF5 itself.
    bool background = true;
    Existing existing = Existing::Refuse;
    /// Memory for steps that wait to be committed, in bytes. The writer commits when it is half full,
    /// whatever the policies; append() waits when it is full, and never drops a step. More memory than the
    /// processor's cache makes commits slower, but bridges longer stalls of the disk. It holds at least two
    /// steps.
    std::size_t bufferBytes = std::size_t{16} << 20;
    /// Size of HDF5's metadata cache, in bytes. 0: HDF5 adapts the size itself.
    std::size_t metadataCacheBytes = 0;

    /// On a full disk, quota or limit, steps wait in the buffer and are written once there is space. This
    /// option sets what append() does when the buffer is full as well, and what commit(), close(), fail() and
    /// stop() do at once.
    WhenFull whenFull = WhenFull::Wait;
    /// After any other write error, reopen the file and write the steps again for this long. Then the writer
    /// stays failed.
    std::chrono::milliseconds retryFor{30'000};
    /// Make commits survive a power loss (fdatasync) once this much time has passed since the last
    /// synchronisation. 0: synchronise every commit. Empty: the kernel decides when to write; commits then
    /// survive the end of the program, but not of the machine.
    std::optional<std::chrono::milliseconds> syncInterval{};
    /// Fields with at most this many bytes per step get an overview: minimum, maximum and mean over blocks of
    /// steps, for plots of the whole run. It adds about 5 % to the data. 0: no field. SIZE_MAX: all fields.
    std::size_t overviewStepBytes = std::size_t{1} << 20;
    /// Compress chunks that are complete when they are written. Other chunks stay uncompressed, and so does
    /// everything that commits of few steps write; for slow runs see repack(). Empty: no compression.
    std::optional<Compression> compression{};
    /// Called every 50 ms while a call waits for space, the disk or a commit. False ends this wait as
    /// Writer::interrupt() does, but only for this call. It serves languages whose interpreter delays signal
    /// handlers. It runs in the thread of the waiting call, and must neither throw nor use the writer. Null:
    /// waits continue.
    bool (*keepWaiting)() = nullptr;
    /// Continue on file systems without locks. Nothing then keeps a second writer away.
    bool withoutLock = false;
};

} // namespace h5pulse
