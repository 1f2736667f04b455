// SPDX-License-Identifier: MIT
// Reading the writer's heartbeat, as each poll does.
#include "format/heartbeat.h"
#include "format/layout.h"
#include "pieces/pieces.h"

#include <benchmark/benchmark.h>
#include <hdf5.h>

namespace bench {
namespace {

void heartbeatRead(benchmark::State& state)
{
    const hid_t list = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_file_locking(list, false, true);
    const hid_t file = H5Fopen(pieceFiles().live.c_str(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, list);
    H5Pclose(list);
    const hid_t dataset = H5Dopen2(file, h5pulse::layout::kHeartbeat, H5P_DEFAULT);
    for ([[maybe_unused]] auto _ : state) {
        if (!h5pulse::readHeartbeat(dataset, true)) {
            state.SkipWithError("the heartbeat cannot be read");
            break;
        }
    }
    H5Dclose(dataset);
    H5Fclose(file);
}
BENCHMARK(heartbeatRead);

} // namespace
} // namespace bench
