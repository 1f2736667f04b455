// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace bench {

/// What is under way, for people at a terminal; an empty text: nothing any more.
void showProgress(const std::string& text);

} // namespace bench
