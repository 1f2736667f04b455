// SPDX-License-Identifier: MIT
#pragma once

#include "machine.h"
#include "report/figure.h"

#include <string>
#include <vector>

namespace bench {

/// A measurement that was skipped, with the reason.
struct Skipped
{
    std::string name{};
    std::string reason{};
};

/// Results of one suite.
class SuiteReport
{
public:
    explicit SuiteReport(std::string name)
        : m_name(std::move(name))
    {
    }

    /// Ignores figures without values, as of skipped measurements.
    void add(Figure figure);
    /// Adds a target, and its figure under the target's text.
    void target(std::string text, std::string unit, std::vector<double> values, Limit limit);
    void skip(std::string name, std::string reason);
    /// Marks the suite as failed.
    void fail(std::string reason) { m_failure = std::move(reason); }

    const std::string& name() const { return m_name; }
    const std::vector<Figure>& figures() const { return m_figures; }
    const std::vector<Target>& targets() const { return m_targets; }
    const std::vector<Skipped>& skipped() const { return m_skipped; }
    /// Empty if it did not fail.
    const std::string& failure() const { return m_failure; }

private:
    std::string m_name;
    std::vector<Figure> m_figures;
    std::vector<Target> m_targets;
    std::vector<Skipped> m_skipped;
    std::string m_failure;
};

/// Results of one run of the program.
struct Report
{
    Machine machine{};
    std::string commit{};    ///< version of the source, as given
    std::string date{};      ///< start, ISO 8601
    double loadBefore = 0.0; ///< see systemLoad()
    double loadAfter = 0.0;
    std::size_t rounds = 0;
    bool quick = false; ///< small sizes that only show that the program works
    std::vector<SuiteReport> suites{};
};

} // namespace bench
