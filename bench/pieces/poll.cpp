// SPDX-License-Identifier: MIT
// Polling, a reader's most frequent call.
#include "pieces/pieces.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <benchmark/benchmark.h>

#include <chrono>
#include <random>

namespace bench {
namespace {

/// Another process has the run open, but commits nothing.
void pollIdle(benchmark::State& state)
{
    h5pulse::Reader reader(pieceFiles().live);
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(reader.refresh());
    }
}
BENCHMARK(pollIdle);

/// Commits before each poll and times only the poll. The writer is in this process, so both share HDF5's lock
/// and do not wait for another process.
void pollGrowing(benchmark::State& state)
{
    const auto file = pieceFiles().dir / "growing.h5";
    {
        h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {100}}}});
        h5pulse::Reader reader(file);
        const std::vector<double> values(100, 0.5);
        for ([[maybe_unused]] auto _ : state) {
            writer.append(0.0, values);
            writer.commit();
            const auto before = std::chrono::steady_clock::now();
            const auto found = reader.refresh();
            state.SetIterationTime(
                std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
            if (found != h5pulse::Refresh::Grew) {
                state.SkipWithError("a poll found nothing after a commit");
                break;
            }
        }
    }
    std::filesystem::remove(file);
}
BENCHMARK(pollGrowing)->UseManualTime()->Iterations(1'000);

void readStep(benchmark::State& state)
{
    h5pulse::Reader reader(pieceFiles().live);
    std::mt19937_64 random(5);
    std::uniform_int_distribution<std::size_t> step(0, reader.steps() - 1);
    double value = 0.0;
    for ([[maybe_unused]] auto _ : state) {
        reader.readStep("y", step(random), std::span(&value, 1));
        benchmark::DoNotOptimize(value);
    }
}
BENCHMARK(readStep);

} // namespace
} // namespace bench
