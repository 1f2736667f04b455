// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace h5pulse::test {

/// What the call says when it refuses its arguments or its place among other calls.
inline std::string refusalOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const std::logic_error& error) { // std::invalid_argument is one
        return error.what();
    }
    return "nothing was thrown";
}

} // namespace h5pulse::test
