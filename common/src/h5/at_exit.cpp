// SPDX-License-Identifier: MIT
#include "h5/at_exit.h"

#include <hdf5.h>

#include <cstdlib>

namespace h5pulse::h5 {

void stayOpenAtExit()
{
    H5dont_atexit();
}

void runBeforeHdf5Ends(void (*function)())
{
    H5open(); // registers its own handler, which is called after all that come later
    std::atexit(function);
    std::at_quick_exit(function);
}

} // namespace h5pulse::h5
