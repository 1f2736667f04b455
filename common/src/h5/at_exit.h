// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse::h5 {

/// For our own programs, before any other call of HDF5: HDF5 is not closed when the program exits. After a
/// damaged file, closing prints "infinite loop closing library" on standard error, which a user can do
/// nothing about.
void stayOpenAtExit();

/// Calls the function before HDF5 closes itself: when the program ends by exit(), return from main() or
/// quick_exit(), or when the shared library that contains this code is unloaded. Functions are called in
/// reverse order.
void runBeforeHdf5Ends(void (*function)());

} // namespace h5pulse::h5
