// SPDX-License-Identifier: MIT
#include "recorders.h"

namespace bench {

std::vector<Entry> contestants(const std::string& python)
{
    using namespace std::chrono_literals;
    const auto pulse = [](PulseMode mode) {
        return [mode](const Workload& workload, const std::filesystem::path& file) {
            return pulseRecorder(workload, file, mode);
        };
    };
    std::vector<Entry> all;
    all.push_back({"memcpy", "copy to a batch, no file", recorderContestant(memcpyRecorder)});
    all.push_back({"write", "write(2) of each batch", recorderContestant(rawRecorder)});
    all.push_back({"h5pulse", "Writer, background", recorderContestant(pulse({}))});
    all.push_back({"h5pulse-foreground", "Writer, in the caller", recorderContestant(pulse({.background = false}))});
    all.push_back({"h5pulse-synced", "on the disk at each commit",
                   recorderContestant(pulse({.background = false, .syncInterval = 0ms}))});
    all.push_back({"h5pulse-synced-1s", "on the disk each second",
                   recorderContestant(pulse({.background = false, .syncInterval = 1s}))});
    all.push_back({"hdf5-swmr", "HDF5 in C, SWMR batches", recorderContestant(swmrRecorder)});
    all.push_back({"hdf5-reopen", "HDF5 in C, reopened a batch", recorderContestant(reopenRecorder)});
    all.push_back({"hdf5-rows", "HDF5 in C, row by row", recorderContestant(rowRecorder)});
    if (!python.empty()) {
        all.push_back({"h5py-swmr", "h5py, SWMR batches", pythonContestant(python, "swmr")});
        all.push_back({"h5py-databuffer", "notebook's DataBuffer", pythonContestant(python, "databuffer")});
    }
    return all;
}

std::vector<std::string> contestantNames()
{
    std::vector<std::string> names;
    for (const Entry& entry : contestants("python3")) {
        names.push_back(entry.name);
    }
    return names;
}

} // namespace bench
