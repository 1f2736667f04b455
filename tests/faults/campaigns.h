// SPDX-License-Identifier: MIT
#pragma once

#include "bench.h"

#include <chrono>
#include <cstddef>
#include <vector>

/// What is done to runs. Each campaign says in its counts what it did and what it found afterwards.
namespace h5pulse::faults {

/// kill -9 at random moments of a writer's life: opening, committing, closing, resuming; every element type,
/// foreground and background, with readers attached all the time.
Counts killAtRandom(Bench& bench, std::size_t rounds);

/// The same to h5py's SWMR writer: what it flushed is there after recover().
Counts killOthers(Bench& bench, std::size_t rounds);

/// kill -9 before, in the middle of and after every call that changes a file: of creating a run, of
/// recover(), of Writer::resume, of Existing::Replace.
/// @param stride  every so many calls only
Counts killInCreate(Bench& bench, std::size_t stride);
Counts killInRecover(Bench& bench, std::size_t stride);
Counts killInResume(Bench& bench, std::size_t stride);
Counts killInReplace(Bench& bench, std::size_t stride);

/// A write that overwrites a large block of a dataset's index is cut in its middle, in turns: by kill -9, and
/// the run is recovered; by kill -9, and it is resumed; by an error, and its writer goes on.
Counts killInIndex(Bench& bench, std::size_t kills);

/// ENOSPC, EDQUOT, EIO, EINTR and short writes at the N-th write for every N of a short run, once and five
/// times on end: the run ends with all its steps, or, where it could not be created, with an error.
/// @param stride  every so many writes only
Counts failWrites(Bench& bench, std::size_t stride);

enum class DiskKind { Tmpfs, Ext4 };
/// A writer on a disk that fills up and gets room again, under WhenFull::Wait and WhenFull::Throw.
Counts fillDisk(Bench& bench, DiskKind kind);
/// The same with a limit on the size of files, and SIGXFSZ as it is by default.
Counts limitFileSize(Bench& bench);

/// What a power loss leaves of a run while it is written, idle, closed, recovered, resumed, repacked or
/// replaced: everything up to some call ("prefix"); or all that was synced, and any part of what came after
/// ("reordered"). What is there is recovered and compared, and some of it continued.
/// @param stride  every so many calls only
Counts losePowerInOrder(Bench& bench, std::size_t stride);
Counts losePowerReordered(Bench& bench, std::size_t stride);

/// 16 readers at once, some stopped, some killed, some slow: rows right, and the writer's rate as without
/// them.
/// @param pairs  runs without and with readers, in turns; with one alone the rate is not judged
Counts manyReaders(Bench& bench, std::size_t pairs);

/// The ordinary life of programs that record: forks, closed streams, other folders, H5close(), pauses, jumps
/// of the clock, refused threads, closing that fails; ended in order, by exit(), by an exception, or killed.
Counts liveOn(Bench& bench, std::size_t rounds);

/// A writer that is killed, resumed and starved of space again and again, readers and, where it was built,
/// viewers, for so long; memory of each must stay.
Counts soak(Bench& bench, std::chrono::seconds duration);

} // namespace h5pulse::faults
