// SPDX-License-Identifier: MIT
#include "handles.h"

#include <string>

namespace h5pulse::c {

void refuseHandle(const void* handle, std::uint64_t tag, const char* name)
{
    std::string sentence = "the " + std::string(name) + " given ";
    if (handle == nullptr) {
        sentence += "is NULL";
        if (!nullReason().empty()) {
            sentence += "; the last failed creation: ";
            sentence += nullReason();
        }
    } else if (tag == kFreed) {
        sentence += "was freed before";
    } else {
        sentence += "is a pointer to something else";
    }
    throw Misuse(handle == nullptr || tag != kFreed ? H5PULSE_INVALID_ARGUMENT : H5PULSE_WRONG_ORDER,
                 sentence);
}

} // namespace h5pulse::c
