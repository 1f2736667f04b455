// SPDX-License-Identifier: MIT
#include "results.h"
#include "statistics.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace bench {
namespace {

using Json = nlohmann::ordered_json;

Json toJson(const Spread& spread)
{
    return {{"median", spread.median}, {"min", spread.min}, {"max", spread.max}};
}

Json toJson(const Results& results, const Result& result)
{
    const auto ratios = ratiosToWrite(results, result);
    const Spread seconds = spread(wallSeconds(result));
    return {
        {"name", result.name},
        {"description", result.description},
        {"file_bytes", result.fileSize},
        {"wall_seconds", toJson(seconds)},
        {"megabytes_per_second", static_cast<double>(results.payload) / seconds.median / 1e6},
        {"ratio_to_write", ratios.empty() ? Json() : toJson(spread(ratios))},
        {"rounds",
         {{"wall_seconds", wallSeconds(result)},
          {"cpu_seconds", each(result.wall, [](const Measurement& m) { return m.cpuSeconds; })},
          {"commits", each(result.wall, [](const Measurement& m) { return static_cast<double>(m.commits); })},
          {"wall_seconds_timed", each(result.timed, [](const Measurement& m) { return m.wallSeconds; })},
          {"step_p50", each(result.timed, [](const Measurement& m) { return m.stepTimes.p50; })},
          {"step_p99_9", each(result.timed, [](const Measurement& m) { return m.stepTimes.p999; })},
          {"step_p99_99", each(result.timed, [](const Measurement& m) { return m.stepTimes.p9999; })},
          {"step_max", each(result.timed, [](const Measurement& m) { return m.stepTimes.max; })}}},
    };
}

} // namespace

void printJson(std::ostream& out, const Results& results)
{
    const Machine& m = results.machine;
    Json json{
        {"benchmark", "recording"},
        {"commit", results.commit},
        {"machine",
         {{"processor", m.processor},
          {"cores", m.cores},
          {"kernel", m.kernel},
          {"system", m.system},
          {"filesystem", m.filesystem},
          {"in_memory", m.inMemory},
          {"hdf5", m.hdf5},
          {"compiler", m.compiler},
          {"build", m.build}}},
        {"load_before", results.loadBefore},
        {"load_after", results.loadAfter},
        {"steps", results.steps},
        {"components", results.components},
        {"batch", results.batch},
        {"payload_bytes", results.payload},
        {"rounds", results.rounds},
        {"timer_cost_seconds", results.timerCost},
        {"contestants", Json::array()},
        {"skipped", results.skipped},
    };
    for (const Result& result : results.contestants) {
        json["contestants"].push_back(toJson(results, result));
    }
    out << json.dump(2) << '\n';
}

} // namespace bench
