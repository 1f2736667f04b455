// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <iosfwd>

namespace bench {

/// The machine and what else figures depend on, in a line.
void printMachine(std::ostream& out, const Report& report);

/// The figures of a suite that no other table has, with ranges, and what was skipped.
void printFigures(std::ostream& out, const SuiteReport& suite);

/// Every target beside its figure.
void printTargets(std::ostream& out, const Report& report);

} // namespace bench
