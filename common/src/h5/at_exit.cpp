// SPDX-License-Identifier: MIT
#include "h5/at_exit.h"

#include <hdf5.h>

namespace h5pulse::h5 {

void stayOpenAtExit()
{
    H5dont_atexit();
}

} // namespace h5pulse::h5
