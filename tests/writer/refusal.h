// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace h5pulse::test {

/// The message of a call that refuses its arguments or the order of calls.
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
