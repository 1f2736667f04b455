// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace h5pulse::faults {

/// What a campaign did and found: a line of the table.
struct Counts
{
    std::string campaign{};
    std::size_t faults = 0; ///< caused
    std::size_t rows = 0;   ///< compared, each with its time and all its fields
    std::size_t lost = 0;   ///< reported as committed, and not there afterwards
    std::size_t wrong =
        0; ///< there, but not what was written; also files and programs that did not do as promised
    double seconds = 0.0;
    std::string skipped{};             ///< why it could not be done here; empty: it was done
    std::vector<std::string> notes{};  ///< what is worth knowing of it
    std::vector<std::string> issues{}; ///< the first things that were lost or wrong

    bool clean() const noexcept { return lost == 0 && wrong == 0; }

    void lose(std::size_t steps, const std::string& how)
    {
        lost += steps;
        remember(how);
    }
    void blame(std::size_t count, const std::string& how)
    {
        wrong += count;
        remember(how);
    }

private:
    void remember(const std::string& how)
    {
        if (issues.size() < 10) {
            issues.push_back(how);
        }
    }
};

} // namespace h5pulse::faults
