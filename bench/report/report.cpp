// SPDX-License-Identifier: MIT
#include "report/report.h"

#include <utility>

namespace bench {

void SuiteReport::add(Figure figure)
{
    if (!figure.values.empty()) {
        m_figures.push_back(std::move(figure));
    }
}

void SuiteReport::target(std::string text, std::string unit, std::vector<double> values, Limit limit)
{
    if (values.empty()) {
        return;
    }
    m_targets.push_back({m_name, text, unit, spread(values), limit});
    const Better better = limit.kind == Limit::Kind::AtMost ? Better::Less : Better::More;
    add({"target: " + text, std::move(unit), std::move(values), better, true});
}

void SuiteReport::skip(std::string name, std::string reason)
{
    m_skipped.push_back({std::move(name), std::move(reason)});
}

} // namespace bench
