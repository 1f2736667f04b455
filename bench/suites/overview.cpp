// SPDX-License-Identifier: MIT
#include "suites/suite.h"

namespace bench {

void runOverview(const Settings&, SuiteReport&) {}

} // namespace bench
