// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse::h5 {

/// For our own programs, before anything else of HDF5: it is not closed when the program exits. After a
/// damaged file it complains then on standard error ("infinite loop closing library"), about what no user can
/// help.
void stayOpenAtExit();

} // namespace h5pulse::h5
