// SPDX-License-Identifier: MIT
#include "report/tables.h"

#include "report/text.h"

#include <ostream>

namespace bench {
namespace {

std::string rangeOf(const Spread& spread, const std::string& unit)
{
    return quantity(spread.min, unit) + " - " + quantity(spread.max, unit);
}

std::string textOf(const Limit& limit, const std::string& unit)
{
    return (limit.kind == Limit::Kind::AtMost ? "<= " : ">= ") + quantity(limit.value, unit);
}

} // namespace

void printMachine(std::ostream& out, const Report& report)
{
    const Machine& m = report.machine;
    out << m.processor << ", " << m.cores << " cores, load " << fixed(report.loadBefore, 1) << "; "
        << m.system << ", " << m.kernel << "; " << m.filesystem
        << (m.inMemory ? " (in memory)" : " (page cache, no fsync)") << "; HDF5 " << m.hdf5 << "; "
        << m.compiler << ", " << m.build << "; medians of " << report.rounds << " rounds"
        << (report.quick ? "; QUICK: small sizes that only show that the program works" : "") << '\n';
}

void printFigures(std::ostream& out, const SuiteReport& suite)
{
    std::vector<Row> rows{{"figure", "median", "range"}};
    for (const Figure& figure : suite.figures()) {
        if (!figure.inTable) {
            const Spread values = spread(figure.values);
            rows.push_back({figure.name, quantity(values.median, figure.unit), rangeOf(values, figure.unit)});
        }
    }
    if (rows.size() > 1) {
        printAligned(out, rows, 1);
    }
    for (const auto& [name, reason] : suite.skipped()) {
        out << "not run: " << name << " (" << reason << ")\n";
    }
    if (!suite.failure().empty()) {
        out << "FAILED: " << suite.failure() << '\n';
    }
}

void printTargets(std::ostream& out, const Report& report)
{
    std::vector<Row> rows{{"suite", "target", "figure", "range", "limit", "met"}};
    for (const SuiteReport& suite : report.suites) {
        for (const Target& target : suite.targets()) {
            rows.push_back({target.suite, target.text, quantity(target.figure.median, target.unit),
                            rangeOf(target.figure, target.unit), textOf(target.limit, target.unit),
                            target.met() ? "yes" : "NO"});
        }
    }
    if (rows.size() > 1) {
        printAligned(out, rows, 2);
    }
}

} // namespace bench
