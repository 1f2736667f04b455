// SPDX-License-Identifier: MIT
#include "suites/suite.h"

namespace bench {

void runPieces(const Settings&, SuiteReport&) {}

} // namespace bench
