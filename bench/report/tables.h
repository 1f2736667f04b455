// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <iosfwd>

namespace bench {

/// Prints one line with the machine and options that figures depend on.
void printMachine(std::ostream& out, const Report& report);

/// Prints the figures of a suite that no other table shows, with ranges, and the skipped measurements.
void printFigures(std::ostream& out, const SuiteReport& suite);

/// Prints every target with its figure.
void printTargets(std::ostream& out, const Report& report);

} // namespace bench
