// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/message_check.h"

namespace h5pulse::h5::validation {

/// Reads how a dataset is stored; throws Refused if it is stored in other files, or if this is invalid.
void checkLayout(Bytes& message, const Widths& widths, ObjectFacts& facts);

/// Checks the filters of a dataset's chunks and returns their number.
unsigned checkFilters(Bytes& message);

} // namespace h5pulse::h5::validation
