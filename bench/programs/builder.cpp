// SPDX-License-Identifier: MIT
// Writes a long run with a default Writer, and waits for it every 8 MB: otherwise its buffer would fill as
// much as the machine is busy, and its memory would say nothing about the length of the run. Prints the peak
// memory after a tenth of the steps and after all of them, in bytes, and the duration in seconds.
//
// usage: h5pulse_bench_builder trace|map STEPS FILE
#include "process_io.h"
#include "programs/synthetic_run.h"

#include <h5pulse/writer.h>

#include <chrono>
#include <cstdio>

namespace {

h5pulse::FieldSpec fieldOf(const bench::SyntheticRun& run)
{
    if (run.map) {
        return {.name = "y", .shape = {run.components()}, .type = h5pulse::ElementType::UInt8};
    }
    return {.name = "y", .type = h5pulse::ElementType::Float32};
}

constexpr std::size_t kWaitBytes = 8'000'000;

void build(const bench::SyntheticRun& run, const char* file)
{
    const auto before = std::chrono::steady_clock::now();
    h5pulse::Writer writer(file, {.fields = {fieldOf(run)}});
    std::vector<std::uint8_t> row(run.components());
    const std::uint64_t wait = kWaitBytes / (8 + (run.map ? run.components() : sizeof(float)));
    std::uint64_t memory = 0;
    for (std::uint64_t step = 0; step < run.steps; ++step) {
        const auto time = 1e-3 * static_cast<double>(step);
        if (run.map) {
            run.fillMapRow(step, row);
            writer.append(time, row);
        } else {
            writer.append(time, run.traceValue(step));
        }
        if (step % wait == wait - 1) {
            writer.commit();
        }
        if (step == run.steps / 10) {
            memory = bench::peakMemory();
        }
    }
    writer.close();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
    std::printf("%llu %llu %.6f\n", static_cast<unsigned long long>(memory),
                static_cast<unsigned long long>(bench::peakMemory()), wall.count());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        return 2;
    }
    try {
        build(bench::SyntheticRun(argv[1], std::stoull(argv[2])), argv[3]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_builder: %s\n", error.what());
        return 1;
    }
}
