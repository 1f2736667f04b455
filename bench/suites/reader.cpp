// SPDX-License-Identifier: MIT
#include "suites/suite.h"

namespace bench {

void runReader(const Settings&, SuiteReport&) {}

} // namespace bench
