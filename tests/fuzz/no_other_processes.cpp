// SPDX-License-Identifier: MIT
// In place of os/open_files.cpp: looking through /proc for a writer takes longer than all the rest of an
// input. The preset compiles each file alone, so that the linker can leave that one out.
#include "os/open_files.h"

namespace h5pulse {

std::optional<pid_t> findWriter(int)
{
    return std::nullopt;
}

std::optional<pid_t> findLastingWriter(int)
{
    return std::nullopt;
}

std::string describeWriters(int)
{
    return {};
}

} // namespace h5pulse
