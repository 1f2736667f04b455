// SPDX-License-Identifier: MIT
#pragma once

#include "suites/suite.h"

#include <string>
#include <vector>

namespace bench {

/// The command line.
struct Options
{
    std::vector<std::string> suites{}; ///< empty: all suites
    std::string dir{};
    std::string json{};
    std::string compare{};
    std::string commit{};
    std::string python{};
    bool list = false;
    Settings settings{}; ///< without dir, python and out
};

/// Returns an exit status if the program must end at once, else -1.
int parse(int argc, char** argv, Options& options);

} // namespace bench
