// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/message_check.h"

namespace h5pulse::h5::validation {

/// How a dataset is stored; throws Refused where that is in other files, or cannot be.
void checkLayout(Bytes& message, const Widths& widths, ObjectFacts& facts);

/// The filters of a dataset's chunks; how many they are.
unsigned checkFilters(Bytes& message);

} // namespace h5pulse::h5::validation
