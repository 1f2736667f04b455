// SPDX-License-Identifier: MIT
#pragma once

#include "statistics.h"

#include <string>
#include <vector>

namespace bench {

/// Direction in which a figure improves.
enum class Better { Less, More, Neither };

/// A measured quantity with one value per round.
struct Figure
{
    std::string name{}; ///< unique in its suite and stable between runs: "1e6x100/h5pulse/wall"
    std::string unit{}; ///< "s", "x" for ratios, "B", ...; empty: a count
    std::vector<double> values{};
    Better better = Better::Less;
    bool inTable = false; ///< the suite's own table shows it
};

/// Limit that a target sets for a figure.
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

/// A promise and the measured figure.
struct Target
{
    std::string suite{};
    std::string text{}; ///< the promise as a phrase; `limit` has the value
    std::string unit{};
    Spread figure{};
    Limit limit{};

    /// Compares the median, because ranges on busy machines meet no limit.
    bool met() const
    {
        return limit.kind == Limit::Kind::AtMost ? figure.median <= limit.value
                                                 : figure.median >= limit.value;
    }
};

} // namespace bench
