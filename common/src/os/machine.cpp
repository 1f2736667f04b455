// SPDX-License-Identifier: MIT
#include "os/machine.h"

#include <array>
#include <chrono>
#include <climits>
#include <fstream>
#include <unistd.h>

namespace h5pulse {

std::string hostName()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string{};
}

const std::string& bootText()
{
    static const std::string text = [] {
        std::string line;
        std::ifstream file("/proc/sys/kernel/random/boot_id");
        return std::getline(file, line) ? line : std::string{};
    }();
    return text;
}

double wallClock()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace h5pulse
