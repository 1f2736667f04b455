// SPDX-License-Identifier: MIT
#pragma once

#include "statistics.h"

#include <string>
#include <vector>

namespace bench {

/// Which way a figure gets better.
enum class Better { Less, More, Neither };

/// Something that was measured: one value a round.
struct Figure
{
    std::string name{}; ///< unique in its suite, the same from run to run: "1e6x100/h5pulse/wall"
    std::string unit{}; ///< "s", "x" for ratios, "B", ...; empty: a count
    std::vector<double> values{};
    Better better = Better::Less;
    bool inTable = false; ///< a table of the suite's own shows it
};

/// What a target asks of a figure.
struct Limit
{
    enum class Kind { AtMost, AtLeast };

    Kind kind = Kind::AtMost;
    double value = 0.0;
};

constexpr Limit atMost(double value)
{
    return {Limit::Kind::AtMost, value};
}
constexpr Limit atLeast(double value)
{
    return {Limit::Kind::AtLeast, value};
}

/// A promise, beside what was measured.
struct Target
{
    std::string suite{};
    std::string text{}; ///< the promise as a phrase; the limit is said by `limit`
    std::string unit{};
    Spread figure{};
    Limit limit{};

    /// By the median: ranges of busy machines meet nothing.
    bool met() const
    {
        return limit.kind == Limit::Kind::AtMost ? figure.median <= limit.value
                                                 : figure.median >= limit.value;
    }
};

} // namespace bench
