// SPDX-License-Identifier: MIT
// Appending a row, and copying it, without pauses, 80 MB each.
#include "pieces/pieces.h"

#include <h5pulse/writer.h>

#include <benchmark/benchmark.h>

#include <cstring>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t kBytes = 80'000'000;

std::vector<double> row(const benchmark::State& state)
{
    return std::vector<double>(static_cast<std::size_t>(state.range(0)), 0.5);
}

void append(benchmark::State& state)
{
    const auto values = row(state);
    const auto file = pieceFiles().dir / "append.h5";
    {
        h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {values.size()}}}});
        double t = 0.0;
        for ([[maybe_unused]] auto _ : state) {
            writer.append(t, values);
            t += 1e-3;
        }
    }
    std::filesystem::remove(file);
}

/// Copies into 4 MB repeatedly, like the rows between two commits.
void copy(benchmark::State& state)
{
    const auto values = row(state);
    std::vector<double> batch(std::size_t{4'000'000} / sizeof(double) / values.size() * values.size());
    std::size_t place = 0;
    for ([[maybe_unused]] auto _ : state) {
        std::memcpy(batch.data() + place, values.data(), values.size() * sizeof(double));
        benchmark::ClobberMemory();
        place += values.size();
        place = place == batch.size() ? 0 : place;
    }
}

BENCHMARK(append)->Arg(10)->Iterations(kBytes / 80)->UseRealTime();
BENCHMARK(append)->Arg(100)->Iterations(kBytes / 800)->UseRealTime();
BENCHMARK(append)->Arg(1'000)->Iterations(kBytes / 8'000)->UseRealTime();
BENCHMARK(copy)->Arg(10)->Iterations(kBytes / 80)->UseRealTime();
BENCHMARK(copy)->Arg(100)->Iterations(kBytes / 800)->UseRealTime();
BENCHMARK(copy)->Arg(1'000)->Iterations(kBytes / 8'000)->UseRealTime();

} // namespace
} // namespace bench
