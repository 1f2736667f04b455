// SPDX-License-Identifier: MIT
#include "results.h"
#include "statistics.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>

namespace bench {
namespace {

std::string fixed(double value, int digits)
{
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string range(const Spread& spread, int digits)
{
    return fixed(spread.min, digits) + "-" + fixed(spread.max, digits);
}

/// Three digits and a unit.
std::string duration(double seconds)
{
    static constexpr std::array<std::pair<double, const char*>, 4> kUnits{
        {{1.0, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}}};
    const auto unit =
        std::ranges::find_if(kUnits, [seconds](const auto& u) { return seconds >= 0.9995 * u.first; });
    const auto [size, name] = unit == kUnits.end() ? kUnits.back() : *unit;
    const double value = seconds / size;
    return fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0) + " " + name;
}

using Row = std::vector<std::string>;

Row row(const Results& results, const Result& result)
{
    const Spread wall = spread(wallSeconds(result));
    const auto ratios = ratiosToWrite(results, result);
    const double commits =
        spread(each(result.wall, [](const Measurement& m) { return static_cast<double>(m.commits); })).median;
    const auto payload = static_cast<double>(results.payload);
    const auto stepTime = [&result](double (*get)(const Measurement&)) {
        return duration(spread(each(result.timed, get)).median);
    };
    return {result.name,
            result.description,
            fixed(wall.median, 3),
            range(wall, 3),
            fixed(payload / wall.median / 1e6, 0),
            ratios.empty() ? "-" : fixed(spread(ratios).median, 2),
            ratios.empty() ? "-" : range(spread(ratios), 2),
            fixed(spread(each(result.wall, [](const Measurement& m) { return m.cpuSeconds; })).median, 2),
            commits == 0.0 ? "-" : fixed(commits, 0),
            stepTime([](const Measurement& m) { return m.stepTimes.p50; }),
            stepTime([](const Measurement& m) { return m.stepTimes.p999; }),
            stepTime([](const Measurement& m) { return m.stepTimes.p9999; }),
            stepTime([](const Measurement& m) { return m.stepTimes.max; }),
            result.fileSize == 0 ? "-" : fixed(static_cast<double>(result.fileSize) / payload, 4)};
}

void printAligned(std::ostream& out, const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& each : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], each[i].size());
        }
    }
    for (const Row& each : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string space(widths[i] - each[i].size(), ' ');
            out << (i == 0 ? "" : "  ")
                << (i < 2 ? each[i] + space : space + each[i]); // numbers to the right
        }
        out << '\n';
    }
}

} // namespace

void printTable(std::ostream& out, const Results& results)
{
    const Machine& m = results.machine;
    out << results.steps << " steps of " << results.components << " float64, a commit each " << results.batch
        << " steps; medians of " << results.rounds << " rounds\n"
        << m.processor << ", " << m.cores << " cores, load " << fixed(results.loadBefore, 1) << " before and "
        << fixed(results.loadAfter, 1) << " after; " << m.system << ", " << m.kernel << "; " << m.filesystem
        << (m.inMemory ? " (in memory)" : " (page cache, no fsync)") << "; HDF5 " << m.hdf5 << "; "
        << m.compiler << ", " << m.build << "\n\n";
    std::vector<Row> rows{{"name", "what", "wall s", "range", "MB/s", "x write", "range", "cpu s", "commits",
                           "step p50", "p99.9", "p99.99", "max", "file/data"}};
    for (const Result& result : results.contestants) {
        rows.push_back(row(results, result));
    }
    printAligned(out, rows);
    out << "\nwall:    from creating the file to having closed it"
           "\nx write: wall in units of write(2)'s in the same round"
           "\ncpu:     of all threads"
           "\ncommits: fewer than batches where a commit in the background took several of them"
           "\nstep:    how long one append held the caller, in runs of their own; the clock takes "
        << duration(results.timerCost)
        << " of it\nEvery step of every file was compared with what had been given.\n";
    if (!results.skipped.empty()) {
        out << "not run:";
        for (const std::string& name : results.skipped) {
            out << ' ' << name;
        }
        out << '\n';
    }
}

} // namespace bench
