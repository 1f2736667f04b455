// SPDX-License-Identifier: MIT
#include "contestants/results.h"

#include "report/report.h"

#include <algorithm>

namespace bench {

const Result* Results::find(const std::string& name) const
{
    const auto found = std::ranges::find(contestants, name, &Result::name);
    return found == contestants.end() ? nullptr : &*found;
}

std::vector<double> each(const std::vector<Measurement>& runs, double (*get)(const Measurement&))
{
    std::vector<double> values(runs.size());
    std::ranges::transform(runs, values.begin(), get);
    return values;
}

std::vector<double> wallSeconds(const Result& result)
{
    return each(result.wall, [](const Measurement& m) { return m.wallSeconds; });
}

std::vector<double> wallRatios(const Results& results, const std::string& name, const std::string& unit)
{
    const Result* above = results.find(name);
    const Result* below = results.find(unit);
    if (above == nullptr || below == nullptr) {
        return {};
    }
    auto ratios = wallSeconds(*above);
    const auto units = wallSeconds(*below);
    for (std::size_t round = 0; round < ratios.size(); ++round) {
        ratios[round] /= units[round];
    }
    return ratios;
}

std::vector<double> writtenRatios(const Results& results, const std::string& name)
{
    const Result* result = results.find(name);
    if (result == nullptr) {
        return {};
    }
    auto ratios =
        each(result->wall, [](const Measurement& m) { return static_cast<double>(m.written.most()); });
    for (double& ratio : ratios) {
        ratio /= static_cast<double>(results.payload);
    }
    return ratios;
}

void addFigures(SuiteReport& report, const std::string& prefix, const Results& results)
{
    for (const Result& result : results.contestants) {
        const std::string name = prefix + "/" + result.name + "/";
        const auto add = [&](const char* what, const char* unit, Better better,
                             const std::vector<Measurement>& runs, double (*get)(const Measurement&)) {
            report.add({name + what, unit, each(runs, get), better, true});
        };
        add("wall", "s", Better::Less, result.wall, [](const Measurement& m) { return m.wallSeconds; });
        report.add({name + "x write", "x", wallRatios(results, result.name, "write"), Better::Less, true});
        add("cpu", "s", Better::Less, result.wall, [](const Measurement& m) { return m.cpuSeconds; });
        if (result.fileSize > 0) {
            add("commits", "", Better::Neither, result.wall,
                [](const Measurement& m) { return static_cast<double>(m.commits); });
            add("bytes given to write", "B", Better::Less, result.wall,
                [](const Measurement& m) { return static_cast<double>(m.written.given); });
            add("bytes of dirtied pages", "B", Better::Neither, result.wall,
                [](const Measurement& m) { return static_cast<double>(m.written.dirtied); });
            report.add({name + "file", "B", {static_cast<double>(result.fileSize)}, Better::Less, true});
        }
        const auto& timed = result.timed;
        add("step p50", "s", Better::Less, timed, [](const Measurement& m) { return m.stepTimes.p50; });
        add("step p99.9", "s", Better::Less, timed, [](const Measurement& m) { return m.stepTimes.p999; });
        add("step p99.99", "s", Better::Less, timed, [](const Measurement& m) { return m.stepTimes.p9999; });
        add("step max", "s", Better::Less, timed, [](const Measurement& m) { return m.stepTimes.max; });
    }
}

} // namespace bench
