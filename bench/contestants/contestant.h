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

/// How long the caller was held by single steps, in seconds.
struct StepTimes
{
    double p50 = 0.0;
    double p999 =
        0.0; ///< below it are 99.9 % of the steps: with a commit each 1,000 steps just those without one
    double p9999 = 0.0; ///< 99.99 %: nine of ten commits
    double max = 0.0;
};

/// One recording, from creating the file to having closed it.
struct Measurement
{
    double wallSeconds = 0.0;
    double cpuSeconds = 0.0;   ///< of all threads, user and system
    std::uint64_t commits = 0; ///< how often steps were made safe in the file; 0: there is no file
    WrittenBytes written{};
    StepTimes stepTimes{}; ///< only of runs that time each step; their wallSeconds include the timing
};

/// Somebody who records a workload to a file.
class Contestant
{
public:
    virtual ~Contestant() = default;

    /// Records all steps to a file that is not there yet.
    virtual Measurement run(const Workload& workload, const std::filesystem::path& file, bool timeSteps) = 0;

    /// Throws std::runtime_error where the last run() did not record the workload.
    virtual void verify(const Workload& workload, const std::filesystem::path& file) const;
};

/// Receives the steps of one recording one by one, as a simulation gives them.
class Recorder
{
public:
    virtual ~Recorder() = default;
    /// Row `step` of the workload; the recorder copies what it keeps.
    virtual void append(std::size_t step, double t, std::span<const double> y) = 0;
    virtual void close() = 0;
    /// See Measurement; called after close().
    virtual std::uint64_t commits() const = 0;
    /// See Contestant::verify(); called after close().
    virtual void verify(const Workload& workload, const std::filesystem::path& file) const;
};

using MakeRecorder = std::function<std::unique_ptr<Recorder>(const Workload&, const std::filesystem::path&)>;

/// The loop that all contestants in C++ share: makes the recorder, gives it all steps, closes it.
std::unique_ptr<Contestant> recorderContestant(MakeRecorder make);

struct Entry
{
    std::string name;                       ///< for --only and JSON
    std::string description;                ///< for people
    std::unique_ptr<Contestant> contestant; ///< null: it cannot run here
    std::string reason{};                   ///< why it cannot
};

/// Everybody, in the order of the table. `python` is a python3 that imports h5py; empty: without Python.
std::vector<Entry> contestants(const std::string& python);

/// The names of all there are, also of those that cannot run here.
std::vector<std::string> contestantNames();

} // namespace bench
