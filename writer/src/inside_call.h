// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// Marks that this thread is inside of a call that holds locks of a Writer. A handler of a signal that ends
/// the program there must not wait for them.
class InsideCall
{
public:
    InsideCall() noexcept { ++depth; }
    ~InsideCall() { --depth; }
    InsideCall(const InsideCall&) = delete;
    InsideCall& operator=(const InsideCall&) = delete;

    static bool here() noexcept { return depth > 0; }

private:
    static inline thread_local unsigned depth = 0;
};

} // namespace h5pulse
