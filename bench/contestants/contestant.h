// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/workload.h"
#include "process_io.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bench {

/// How long single steps blocked the caller, in seconds.
struct StepTimes
{
    double p50 = 0.0;
    double p999 =
        0.0; ///< 99.9 % of the steps are below; with one commit per 1,000 steps, those without a commit
    double p9999 = 0.0; ///< 99.99 % of the steps are below, including nine of ten commits
    double max = 0.0;
};

/// One recording, from creating the file until it is closed.
struct Measurement
{
    double wallSeconds = 0.0;
    double cpuSeconds = 0.0;   ///< of all threads, user and system time
    std::uint64_t commits = 0; ///< number of commits; 0: no file
    WrittenBytes written{};
    StepTimes stepTimes{}; ///< only of runs that time each step; their wallSeconds include the timing
};

/// A way to record a workload to a file.
class Contestant
{
public:
    virtual ~Contestant() = default;

    /// Records all steps to a new file.
    virtual Measurement run(const Workload& workload, const std::filesystem::path& file, bool timeSteps) = 0;

    /// Throws std::runtime_error if the last run() did not record the workload.
    virtual void verify(const Workload& workload, const std::filesystem::path& file) const;
};

/// Receives the steps of one recording one by one, as from a simulation.
class Recorder
{
public:
    virtual ~Recorder() = default;
    /// Takes row `step` of the workload, and copies what it keeps.
    virtual void append(std::size_t step, double t, std::span<const double> y) = 0;
    virtual void close() = 0;
    /// See Measurement; call after close().
    virtual std::uint64_t commits() const = 0;
    /// See Contestant::verify(); call after close().
    virtual void verify(const Workload& workload, const std::filesystem::path& file) const;
};

using MakeRecorder = std::function<std::unique_ptr<Recorder>(const Workload&, const std::filesystem::path&)>;

/// The loop that all C++ contestants share: creates the recorder, passes it all steps, closes it.
std::unique_ptr<Contestant> recorderContestant(MakeRecorder make);

struct Entry
{
    std::string name;                       ///< name for --only and JSON
    std::string description;                ///< description for people
    std::unique_ptr<Contestant> contestant; ///< null: it cannot run here
    std::string reason{};                   ///< why it cannot run
};

/// All contestants in the order of the table. `python` is a python3 that imports h5py; empty: no Python.
std::vector<Entry> contestants(const std::string& python);

/// Names of all contestants, including those that cannot run here.
std::vector<std::string> contestantNames();

} // namespace bench
