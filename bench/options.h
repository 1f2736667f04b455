// SPDX-License-Identifier: MIT
#pragma once

#include "suites/suite.h"

#include <string>
#include <vector>

namespace bench {

/// The command line.
struct Options
{
    std::vector<std::string> suites{}; ///< empty: all
    std::string dir{};
    std::string json{};
    std::string compare{};
    std::string commit{};
    std::string python{};
    bool list = false;
    Settings settings{}; ///< without dir, python and out
};

/// An exit status where the program has to end at once, else -1.
int parse(int argc, char** argv, Options& options);

} // namespace bench
