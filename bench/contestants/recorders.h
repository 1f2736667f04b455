// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace bench {

/// Copies each row into a batch in memory and discards the batch: the minimum cost for a caller. No file.
std::unique_ptr<Recorder> memcpyRecorder(const Workload& workload, const std::filesystem::path& file);

/// Writes each batch by write(2), times and then rows, without a copy: the machine's limit.
std::unique_ptr<Recorder> rawRecorder(const Workload& workload, const std::filesystem::path& file);

/// Options of h5pulse::Writer.
struct PulseMode
{
    bool background = true;
    std::optional<std::chrono::milliseconds> syncInterval{}; ///< see WriterOptions
    bool overview = true;
};

/// h5pulse::Writer with one commit per batch, on its own thread or in the caller's.
std::unique_ptr<Recorder> pulseRecorder(const Workload& workload, const std::filesystem::path& file,
                                        const PulseMode& mode);

/// Use of the HDF5 library in SWMR mode.
struct SwmrMode
{
    bool wholeChunks = false;  ///< H5Dwrite_chunk, the fastest call; otherwise H5Dwrite, the usual one
    std::size_t chunkRows = 0; ///< rows per chunk; 0: one batch, the only choice with wholeChunks
};

/// The HDF5 library in SWMR mode: copies rows to a batch; one write and one H5Dflush per dataset and batch.
std::unique_ptr<Recorder> swmrRecorder(const Workload& workload, const std::filesystem::path& file,
                                       const SwmrMode& mode = {});

/// Open once, H5Dset_extent and H5Dwrite for each row, H5Fflush per batch: section 1.3.4 of the notebook.
std::unique_ptr<Recorder> rowRecorder(const Workload& workload, const std::filesystem::path& file);

/// Copies rows to a batch. For each batch and dataset it opens the file, appends and closes it: the
/// notebook's DataBuffer in C.
std::unique_ptr<Recorder> reopenRecorder(const Workload& workload, const std::filesystem::path& file);

#ifdef H5PULSE_BENCH_NETCDF
/// netCDF-4: nc_put_vara and nc_sync per batch.
std::unique_ptr<Recorder> netcdfRecorder(const Workload& workload, const std::filesystem::path& file);
#endif

/// A contestant of bench/python/recording.py, by the name of its module without "_recorder". One field only.
std::unique_ptr<Contestant> pythonContestant(const std::string& python, const std::string& mode);

/// A program with the arguments and the answer of recording.py.
std::unique_ptr<Contestant> programContestant(const std::string& program, const std::string& mode);

/// Shell command that starts this python3, with the package h5pulse of this build if it was built.
std::string pythonCommand(const std::string& python);

/// Output of a shell command. Throws std::runtime_error if it fails.
std::string outputOf(const std::string& command);

/// Path of a python3 that imports h5py: `wish` if that does, else the first on PATH, else empty.
std::string findPythonWithH5py(const std::string& wish);

bool importsModule(const std::string& python, const std::string& module);

/// Runs the contestant while four readers poll its file; see programs/poller.cpp.
std::unique_ptr<Contestant> watchedContestant(std::unique_ptr<Contestant> contestant);

} // namespace bench
