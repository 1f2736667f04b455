// SPDX-License-Identifier: MIT
#include "contestants/results.h"
#include "report/text.h"

#include <ostream>

namespace bench {
namespace {

std::string median(const std::vector<double>& values, int digits)
{
    return values.empty() ? "-" : fixed(spread(values).median, digits);
}

Row row(const Results& results, const Result& result)
{
    const Spread wall = spread(wallSeconds(result));
    const auto ratios = wallRatios(results, result.name, "write");
    const auto payload = static_cast<double>(results.payload);
    const bool hasFile = result.fileSize > 0;
    const auto stepTime = [&result](double (*get)(const Measurement&)) {
        return result.timed.empty() ? "-" : duration(spread(each(result.timed, get)).median);
    };
    return {result.name,
            result.description,
            fixed(wall.median, 3),
            range(wall, 3),
            fixed(payload / wall.median / 1e6, 0),
            median(ratios, 2),
            ratios.empty() ? "-" : range(spread(ratios), 2),
            median(each(result.wall, [](const Measurement& m) { return m.cpuSeconds; }), 2),
            hasFile ? median(each(result.wall,
                                  [](const Measurement& m) { return static_cast<double>(m.commits); }),
                             0)
                    : "-",
            stepTime([](const Measurement& m) { return m.stepTimes.p50; }),
            stepTime([](const Measurement& m) { return m.stepTimes.p999; }),
            stepTime([](const Measurement& m) { return m.stepTimes.p9999; }),
            stepTime([](const Measurement& m) { return m.stepTimes.max; }),
            hasFile ? median(writtenRatios(results, result.name), 3) : "-",
            hasFile ? fixed(static_cast<double>(result.fileSize) / payload, 4) : "-"};
}

} // namespace

void printTable(std::ostream& out, const Results& results)
{
    out << '\n' << results.title << '\n';
    std::vector<Row> rows{{"name", "what", "wall s", "range", "MB/s", "x write", "range", "cpu s", "commits",
                           "step p50", "p99.9", "p99.99", "max", "written", "file/data"}};
    for (const Result& result : results.contestants) {
        rows.push_back(row(results, result));
    }
    printAligned(out, rows, 2);
}

} // namespace bench
