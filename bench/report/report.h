// SPDX-License-Identifier: MIT
#pragma once

#include "machine.h"
#include "report/figure.h"

#include <string>
#include <vector>

namespace bench {

/// Something that was not measured, and why.
struct Skipped
{
    std::string name{};
    std::string reason{};
};

/// What one suite has found.
class SuiteReport
{
public:
    explicit SuiteReport(std::string name)
        : m_name(std::move(name))
    {
    }

    /// Figures without values are left out: what was skipped has none.
    void add(Figure figure);
    /// Adds the figure too, under the target's text.
    void target(std::string text, std::string unit, std::vector<double> values, Limit limit);
    void skip(std::string name, std::string reason);
    /// The suite could not go on.
    void fail(std::string reason) { m_failure = std::move(reason); }

    const std::string& name() const { return m_name; }
    const std::vector<Figure>& figures() const { return m_figures; }
    const std::vector<Target>& targets() const { return m_targets; }
    const std::vector<Skipped>& skipped() const { return m_skipped; }
    /// Empty: none.
    const std::string& failure() const { return m_failure; }

private:
    std::string m_name;
    std::vector<Figure> m_figures;
    std::vector<Target> m_targets;
    std::vector<Skipped> m_skipped;
    std::string m_failure;
};

/// All of one run of the program.
struct Report
{
    Machine machine{};
    std::string commit{};    ///< of the source, as given
    std::string date{};      ///< ISO 8601, when it began
    double loadBefore = 0.0; ///< see systemLoad()
    double loadAfter = 0.0;
    std::size_t rounds = 0;
    bool quick = false; ///< sizes that only show that it works
    std::vector<SuiteReport> suites{};
};

} // namespace bench
