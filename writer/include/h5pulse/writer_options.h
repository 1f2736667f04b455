// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/compression.h>
#include <h5pulse/require_cxx20.h>

#include <chrono>
#include <cstddef>
#include <optional>

namespace h5pulse {

/// What to do when the file is there already.
enum class Existing {
    Refuse, ///< throw
    Replace ///< replace it at the first commit, unless a writer is alive on it; until then it stays as it is
};

/// What append() does when its buffer is full because the disk is.
enum class WhenFull {
    Wait, ///< wait until there is room
    Throw ///< throw Error; the step is not taken, all earlier ones stay in memory, and it can be tried again
};

/// How a Writer works. Steps become visible to readers at commits; a full buffer, commit(), close() and the
/// destructor commit too, whatever the policies say.
struct WriterOptions
{
    /// Commit when the oldest step waits for this long, by wall time. 0: not by wall time.
    /// milliseconds::max(), here and in the other times: for ever. Negative ones are refused.
    std::chrono::milliseconds commitInterval{100};
    /// Commit every so many steps. 0: not by count. In the background a commit takes what has gathered by
    /// then, which is more where the simulation is faster than the disk.
    std::size_t commitSteps = 0;
    /// Commit when this much simulated time has passed since the last commit by this policy. 0: not by it.
    double commitTime = 0.0;
    /// Commits run on a thread of the writer's own, also while the simulation is inside a long step. False:
    /// they run inside append(), and wall time is looked at only there. Where HDF5 is not built thread-safe
    /// it is false whatever is given, since the simulation might call HDF5 itself.
    bool background = true;
    Existing existing = Existing::Refuse;
    /// Memory for steps that wait to be committed. When it is half full they are, whatever the policies say;
    /// when it is full, append() waits; it never drops. More than the processor's cache holds makes commits
    /// slower, and bridges longer stalls of the disk. Two steps always fit.
    std::size_t bufferBytes = std::size_t{16} << 20;
    /// Size of HDF5's metadata cache, in bytes. 0: HDF5's own, adaptive choice.
    std::size_t metadataCacheBytes = 0;

    /// On a full disk (or at a quota or limit) steps wait in the buffer and are written when there is room.
    /// This says what append() does when the buffer is full too, and commit(), close(), fail() and stop() at
    /// once.
    WhenFull whenFull = WhenFull::Wait;
    /// After any other write error the file is opened anew and the steps are written again, for so long;
    /// then the writer stays failed.
    std::chrono::milliseconds retryFor{30'000};
    /// Commits are made to survive a power loss (fdatasync) when so much time has passed since the last that
    /// was; 0: each of them. Nothing: the kernel writes them when it likes, and they survive the end of the
    /// program, but not of the machine.
    std::optional<std::chrono::milliseconds> syncInterval{};
    /// Fields whose steps have at most so many bytes get an overview: minimum, maximum and mean over blocks
    /// of steps, for plots of the whole run. About 5 % of the data. 0: none do. SIZE_MAX: all do.
    std::size_t overviewStepBytes = std::size_t{1} << 20;
    /// Chunks that are whole when they are written are compressed; others stay as they are, and so does
    /// all that a commit of few steps writes. For slow runs see repack(). Nothing: none is.
    std::optional<Compression> compression{};
    /// Asked every 50 ms by a call that waits for room, for the disk, or for a commit; false ends the wait as
    /// Writer::interrupt() does, but for that call alone. For languages whose signals wait for their
    /// interpreter. Called in the thread of the call; it must not throw, nor use the writer. Null: waits go
    /// on.
    bool (*keepWaiting)() = nullptr;
    /// Go on where the file system has no locks. A second writer is then not kept away.
    bool withoutLock = false;
};

} // namespace h5pulse
