// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace bench {

/// Copies each row into a batch in memory and forgets the batch: what a caller pays at least. No file.
std::unique_ptr<Recorder> memcpyRecorder(const Workload& workload, const std::filesystem::path& file);

/// write(2) of each batch, times and then rows, from where they are: the machine's limit.
std::unique_ptr<Recorder> rawRecorder(const Workload& workload, const std::filesystem::path& file);

/// How h5pulse::Writer records.
struct PulseMode
{
    bool background = true;
    std::optional<std::chrono::milliseconds> syncInterval{}; ///< as in WriterOptions
    bool overview = true;
};

/// h5pulse::Writer, a commit each batch, on its own thread or in the caller's.
std::unique_ptr<Recorder> pulseRecorder(const Workload& workload, const std::filesystem::path& file,
                                        const PulseMode& mode);

/// How the HDF5 library is used in SWMR mode.
struct SwmrMode
{
    bool wholeChunks = false;  ///< H5Dwrite_chunk, its best form; else H5Dwrite, its usual one
    std::size_t chunkRows = 0; ///< rows of a chunk; 0: a batch. With wholeChunks none but that
};

/// The HDF5 library by hand in SWMR mode: rows copied to a batch, one write and one H5Dflush a dataset and
/// batch.
std::unique_ptr<Recorder> swmrRecorder(const Workload& workload, const std::filesystem::path& file,
                                       const SwmrMode& mode = {});

/// Open once, H5Dset_extent and H5Dwrite for each row, H5Fflush each batch: the notebook's section 1.3.4.
std::unique_ptr<Recorder> rowRecorder(const Workload& workload, const std::filesystem::path& file);

/// Rows copied to a batch; at each batch the file is opened for each dataset, appended to and closed: the
/// notebook's DataBuffer in C.
std::unique_ptr<Recorder> reopenRecorder(const Workload& workload, const std::filesystem::path& file);

#ifdef H5PULSE_BENCH_NETCDF
/// netCDF-4: nc_put_vara of each batch, and nc_sync.
std::unique_ptr<Recorder> netcdfRecorder(const Workload& workload, const std::filesystem::path& file);
#endif

/// A contestant of bench/python/recording.py, by the name of its module without "_recorder". One field alone.
std::unique_ptr<Contestant> pythonContestant(const std::string& python, const std::string& mode);

/// A program that takes the arguments of recording.py and answers as that does.
std::unique_ptr<Contestant> programContestant(const std::string& program, const std::string& mode);

/// How that python3 is started, for the shell: the package h5pulse of this build is there where it was built.
std::string pythonCommand(const std::string& python);

/// What a command of the shell prints. Throws std::runtime_error where it fails.
std::string outputOf(const std::string& command);

/// Path of a python3 that imports h5py, or an empty string: `wish` if that does, else the first on PATH.
std::string findPythonWithH5py(const std::string& wish);

bool importsModule(const std::string& python, const std::string& module);

/// Runs the contestant with four readers of its file beside it; see programs/poller.cpp.
std::unique_ptr<Contestant> watchedContestant(std::unique_ptr<Contestant> contestant);

} // namespace bench
