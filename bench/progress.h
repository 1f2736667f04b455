// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace bench {

/// Shows the current activity at a terminal; an empty text removes it.
void showProgress(const std::string& text);

} // namespace bench
