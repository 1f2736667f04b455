// SPDX-License-Identifier: MIT
// Reducing a whole run, and a thousandth of it, for a plot.
#include "pieces/pieces.h"

#include <h5pulse/reader.h>

#include <benchmark/benchmark.h>

namespace bench {
namespace {

void reduce(benchmark::State& state)
{
    h5pulse::Reader reader(pieceFiles().live);
    const std::size_t count = reader.steps() / static_cast<std::size_t>(state.range(0));
    const std::size_t first = (reader.steps() - count) / 2;
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(reader.reduce("y", 0, 1, first, count, 2'000));
    }
}
BENCHMARK(reduce)->Arg(1)->Arg(1'000);

} // namespace
} // namespace bench
