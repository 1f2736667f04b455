// SPDX-License-Identifier: MIT
#include "suites/suite.h"

namespace bench {

std::span<const Suite> suites()
{
    static constexpr Suite kSuites[] = {
        {"recording", "throughput beside write(2), HDF5 in C, netCDF-4, h5py, PyTables, zarr", runRecording},
        {"append", "what recording costs the simulation's own thread", runAppend},
        {"commits", "small and frequent commits, and many of them", runCommits},
        {"visibility", "from commit() to another process, from append() to a pixel of the viewer",
         runVisibility},
        {"reader", "opening, polling and reading runs of 1e3, 1e6 and 1e8 steps", runReader},
        {"overview", "reductions of whole runs, and what overviews cost", runOverview},
        {"languages", "C, Fortran and Python beside C++, and Python beside h5py", runLanguages},
        {"viewer", "frames per second, time per event, idle load, start and memory of the viewer", runViewer},
        {"remote", "a run on another machine, over a line with 25 ms of delay each way", runRemote},
        {"pieces", "single calls, by Google Benchmark", runPieces},
    };
    return kSuites;
}

} // namespace bench
