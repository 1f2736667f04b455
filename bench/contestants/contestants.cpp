// SPDX-License-Identifier: MIT
#include "contestants/recorders.h"

namespace bench {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<Contestant> pulse(PulseMode mode)
{
    return recorderContestant([mode](const Workload& workload, const std::filesystem::path& file) {
        return pulseRecorder(workload, file, mode);
    });
}

std::unique_ptr<Contestant> swmr(SwmrMode mode)
{
    return recorderContestant([mode](const Workload& workload, const std::filesystem::path& file) {
        return swmrRecorder(workload, file, mode);
    });
}

void addPulse(std::vector<Entry>& all)
{
    all.push_back({"h5pulse", "Writer, background", pulse({})});
    all.push_back({"h5pulse-watched", "the same, four readers", watchedContestant(pulse({}))});
    all.push_back({"h5pulse-foreground", "Writer, in the caller", pulse({.background = false})});
    all.push_back({"h5pulse-foreground-watched", "the same, four readers",
                   watchedContestant(pulse({.background = false}))});
    all.push_back({"h5pulse-no-overview", "Writer, background", pulse({.overview = false})});
    all.push_back(
        {"h5pulse-synced", "on the disk at each commit", pulse({.background = false, .syncInterval = 0ms})});
    all.push_back(
        {"h5pulse-synced-1s", "on the disk each second", pulse({.background = false, .syncInterval = 1s})});
}

void addNetcdf(std::vector<Entry>& all)
{
    const std::string what = "netCDF-4 in C, sync a batch";
#ifdef H5PULSE_BENCH_NETCDF
    all.push_back({"netcdf4", what, recorderContestant(netcdfRecorder)});
#else
    all.push_back({"netcdf4", what, nullptr, "built without libnetcdf"});
#endif
}

void addPython(std::vector<Entry>& all, const std::string& python, const std::string& name,
               const std::string& description, const std::string& mode, const std::string& module)
{
    Entry entry{name, description, nullptr, {}};
    if (python.empty()) {
        entry.reason = "no python3 that imports h5py";
    } else if (!importsModule(python, module)) {
        entry.reason = python + " does not import " + module;
    } else {
        entry.contestant = pythonContestant(python, mode);
    }
    all.push_back(std::move(entry));
}

} // namespace

std::vector<Entry> contestants(const std::string& python)
{
    std::vector<Entry> all;
    all.push_back({"memcpy", "copy to a batch, no file", recorderContestant(memcpyRecorder)});
    all.push_back({"write", "write(2) of each batch", recorderContestant(rawRecorder)});
    addPulse(all);
    all.push_back({"hdf5-swmr-best", "HDF5 in C, whole chunks", swmr({.wholeChunks = true})});
    all.push_back({"hdf5-swmr", "HDF5 in C, H5Dwrite", swmr({})});
    all.push_back({"hdf5-reopen", "HDF5 in C, reopened a batch", recorderContestant(reopenRecorder)});
    all.push_back({"hdf5-rows", "HDF5 in C, row by row", recorderContestant(rowRecorder)});
    addNetcdf(all);
    addPython(all, python, "h5py-swmr", "h5py, SWMR batches", "swmr", "h5py");
    addPython(all, python, "h5py-databuffer", "notebook's DataBuffer", "databuffer", "h5py");
    addPython(all, python, "pytables", "PyTables, flush a batch", "pytables", "tables");
    addPython(all, python, "zarr", "zarr, append a batch", "zarr", "zarr");
    return all;
}

std::vector<std::string> contestantNames()
{
    std::vector<std::string> names;
    for (const Entry& entry : contestants("")) {
        names.push_back(entry.name);
    }
    return names;
}

} // namespace bench
