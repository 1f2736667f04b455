// SPDX-License-Identifier: MIT
// Single calls, measured by Google Benchmark in a program of its own.
#include "child.h"
#include "progress.h"
#include "scratch_folder.h"
#include "suites/suite.h"
#include "suites/synthetic_file.h"

#include <h5pulse/writer.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

/// Seconds per `unit` of the JSON file.
double secondsOf(const std::string& unit)
{
    return unit == "ns" ? 1e-9 : unit == "us" ? 1e-6 : unit == "ms" ? 1e-3 : 1.0;
}

/// Removes the way of measuring from a name: "append/100" for "append/100/iterations:100000/real_time".
std::string nameOf(const std::string& name)
{
    return name.substr(
        0, std::min({name.find("/iterations:"), name.find("/real_time"), name.find("/manual_time")}));
}

/// One figure per benchmark, with one value per repetition.
void addFigures(SuiteReport& report, const std::filesystem::path& file)
{
    const auto json = nlohmann::ordered_json::parse(std::ifstream(file));
    std::vector<Figure> figures;
    for (const auto& run : json.at("benchmarks")) {
        if (run.at("run_type") != "iteration") {
            continue; // summaries of Google Benchmark
        }
        const auto name = nameOf(run.at("run_name").get<std::string>());
        if (run.contains("error_occurred")) {
            throw std::runtime_error(name + ": " + run.at("error_message").get<std::string>());
        }
        if (figures.empty() || figures.back().name != name) {
            figures.push_back({.name = name, .unit = "s"});
        }
        figures.back().values.push_back(run.at("real_time").get<double>() *
                                        secondsOf(run.at("time_unit").get<std::string>()));
    }
    for (Figure& figure : figures) {
        report.add(std::move(figure));
    }
}

} // namespace

void runPieces(const Settings& settings, SuiteReport& report)
{
    const std::string program = helperProgram("h5pulse_bench_pieces");
    if (program.empty()) {
        report.skip("pieces", "built without Google Benchmark");
        return;
    }
    const ScratchFolder folder(settings.dir);
    const auto live = buildRun("trace", settings.quick ? 10'000 : 1'000'000, folder.path());
    auto writer = h5pulse::Writer::resume(live.path); // stays open and commits nothing
    const auto json = folder.path() / "pieces.json";
    showProgress("single calls");
    Child pieces({program, folder.path().string(), live.path.string(),
                  "--benchmark_repetitions=" + std::to_string(settings.rounds),
                  "--benchmark_min_time=" + std::string(settings.quick ? "0.01" : "0.2"),
                  "--benchmark_out=" + json.string(), "--benchmark_out_format=json"});
    pieces.end();
    showProgress("");
    addFigures(report, json);
    writer.close();
}

} // namespace bench
