// SPDX-License-Identifier: MIT
#include "suites/suite.h"

namespace bench {

void runVisibility(const Settings&, SuiteReport&) {}

} // namespace bench
