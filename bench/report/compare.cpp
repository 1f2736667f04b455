// SPDX-License-Identifier: MIT
#include "report/compare.h"

#include "report/text.h"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace bench {
namespace {

const Figure* find(const std::vector<SuiteReport>& suites, const std::string& suite, const std::string& name)
{
    for (const SuiteReport& each : suites) {
        if (each.name() == suite) {
            const auto figure = std::ranges::find(each.figures(), name, &Figure::name);
            return figure == each.figures().end() ? nullptr : &*figure;
        }
    }
    return nullptr;
}

/// Sizes have no range, and small changes of them do not count.
constexpr double kNothing = 0.01;

Change::Verdict verdictOf(const Spread& before, const Spread& after, Better better)
{
    const bool overlap = after.min <= before.max && after.max >= before.min;
    if (overlap || std::abs(after.median - before.median) <= kNothing * std::abs(before.median)) {
        return Change::Verdict::Same;
    }
    const bool less = after.max < before.min;
    return less == (better == Better::Less) ? Change::Verdict::Better : Change::Verdict::Worse;
}

} // namespace

std::vector<Change> compare(const std::vector<SuiteReport>& before, const std::vector<SuiteReport>& after)
{
    std::vector<Change> changes;
    for (const SuiteReport& suite : after) {
        for (const Figure& figure : suite.figures()) {
            const Figure* old = find(before, suite.name(), figure.name);
            if (old != nullptr && figure.better != Better::Neither) {
                const Spread a = spread(old->values), b = spread(figure.values);
                changes.push_back(
                    {suite.name(), figure.name, figure.unit, a, b, verdictOf(a, b, figure.better)});
            }
        }
    }
    return changes;
}

void printChanges(std::ostream& out, const std::vector<Change>& changes)
{
    std::vector<Row> rows{{"suite", "figure", "before", "range", "now", "range", "ratio", ""}};
    std::size_t better = 0, worse = 0;
    for (const Change& change : changes) {
        const auto text = [&change](double value) { return quantity(value, change.unit); };
        const bool isBetter = change.verdict == Change::Verdict::Better;
        const bool isWorse = change.verdict == Change::Verdict::Worse;
        better += isBetter ? 1 : 0;
        worse += isWorse ? 1 : 0;
        rows.push_back({change.suite, change.name, text(change.before.median),
                        text(change.before.min) + " - " + text(change.before.max), text(change.after.median),
                        text(change.after.min) + " - " + text(change.after.max), fixed(change.ratio(), 2),
                        isWorse    ? "WORSE"
                        : isBetter ? "better"
                                   : ""});
    }
    if (rows.size() > 1) {
        printAligned(out, rows, 2);
    }
    out << changes.size() << " figures compared: " << worse << " worse and " << better
        << " better by more than their ranges\n";
}

} // namespace bench
