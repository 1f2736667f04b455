// SPDX-License-Identifier: MIT
// Measures single calls by Google Benchmark.
//
// usage: h5pulse_bench_pieces DIR LIVE_FILE [--benchmark_... ...]
#include "pieces/pieces.h"

#include <benchmark/benchmark.h>

#include <vector>

namespace bench {
namespace {

PieceFiles g_files;

} // namespace

/// Prints nothing, because the caller reads the file of --benchmark_out.
class SuppressHdf5Errors : public benchmark::BenchmarkReporter
{
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>&) override {}
};

const PieceFiles& pieceFiles()
{
    return g_files;
}

} // namespace bench

int main(int argc, char** argv)
{
    if (argc < 3) {
        return 2;
    }
    bench::g_files = {argv[1], argv[2]};
    std::vector<char*> rest{argv[0]};
    rest.insert(rest.end(), argv + 3, argv + argc);
    int count = static_cast<int>(rest.size());
    rest.push_back(nullptr);
    benchmark::Initialize(&count, rest.data());
    if (benchmark::ReportUnrecognizedArguments(count, rest.data())) {
        return 2;
    }
    bench::SuppressHdf5Errors silence;
    benchmark::RunSpecifiedBenchmarks(&silence);
    benchmark::Shutdown();
}
