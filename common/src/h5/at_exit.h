// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse::h5 {

/// For our own programs, before anything else of HDF5: it is not closed when the program exits. After a
/// damaged file it complains then on standard error ("infinite loop closing library"), about what no user can
/// help.
void stayOpenAtExit();

/// Calls the function when the program ends by exit(), by return from main() or by quick_exit(), or when the
/// shared library that this code is in is unloaded: before HDF5 closes itself. Later ones are called first.
void runBeforeHdf5Ends(void (*function)());

} // namespace h5pulse::h5
