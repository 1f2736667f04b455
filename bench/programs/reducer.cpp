// SPDX-License-Identifier: MIT
// Reductions of a long run in its own process, controlled by lines on standard input. It answers each with a line
// of numbers.
//
//   time FIRST COUNT BINS N    reduce all components of these steps, N times: the seconds of each reduction
//   check FIRST COUNT BINS     reduce once: number of bins with an extreme that is not one of their steps,
//                              number of planted extremes in these steps, number of them that were found, and
//                              number of bins
//   memory                     peak memory so far, in bytes
//
// usage: h5pulse_bench_reducer trace|map STEPS FILE
#include "process_io.h"
#include "programs/reduction_check.h"

#include <h5pulse/reader.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <sstream>

namespace {

class Reducer
{
public:
    Reducer(const bench::SyntheticRun& run, const char* file)
        : m_run(run)
        , m_reader(file)
    {
        m_reader.refresh();
    }

    void obey(const std::string& line)
    {
        std::istringstream words(line);
        std::string command;
        std::size_t first = 0, count = 0, bins = 0, times = 1;
        words >> command >> first >> count >> bins >> times;
        if (command == "time") {
            time(first, count, bins, times);
        } else if (command == "check") {
            const auto reduction = reduce(first, count, bins);
            const auto found = bench::check(m_run, reduction, first, count, bins);
            std::printf("%zu %zu %zu %zu", found.wrong, found.planted, found.kept, reduction.bins());
        } else if (command == "memory") {
            std::printf("%llu", static_cast<unsigned long long>(bench::peakMemory()));
        }
        std::puts("");
        std::fflush(stdout);
    }

private:
    h5pulse::Reduction reduce(std::size_t first, std::size_t count, std::size_t bins)
    {
        return m_reader.reduce("y", 0, m_run.components(), first, count, bins);
    }

    void time(std::size_t first, std::size_t count, std::size_t bins, std::size_t times)
    {
        for (std::size_t i = 0; i < times; ++i) {
            const auto before = std::chrono::steady_clock::now();
            const auto reduction = reduce(first, count, bins);
            const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
            std::printf("%.9f ", reduction.bins() > 0 ? wall.count() : -1.0);
        }
    }

    bench::SyntheticRun m_run;
    h5pulse::Reader m_reader;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        return 2;
    }
    try {
        Reducer reducer(bench::SyntheticRun(argv[1], std::stoull(argv[2])), argv[3]);
        for (std::string line; std::getline(std::cin, line);) {
            reducer.obey(line);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_reducer: %s\n", error.what());
        return 1;
    }
}
