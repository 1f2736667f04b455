// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// Text of the last error, one per thread, in memory of fixed size: it can be set without free memory, and
/// read while the program ends.
namespace h5pulse::c {

const char* lastError() noexcept;
int lastErrorCode() noexcept;
void setLastError(int code, std::string_view text) noexcept;

/// Remembers the last error as the reason why the caller has no writer or reader. Later calls with NULL
/// report this reason.
void rememberNullReason() noexcept;
/// Empty: nothing has failed.
std::string_view nullReason() noexcept;

} // namespace h5pulse::c
