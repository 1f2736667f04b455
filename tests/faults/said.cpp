// SPDX-License-Identifier: MIT
#include "said.h"

#include <sstream>
#include <string>

namespace h5pulse::faults {

Said readSaid(std::string_view output)
{
    Said said;
    std::istringstream lines{std::string(output)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "open") {
            words >> said.opened.emplace();
        } else if (word == "committed") {
            words >> said.committed;
        } else if (word == "synced") {
            words >> said.synced;
        } else if (word == "full") {
            ++said.full;
        } else if (word == "rate") {
            words >> said.rate;
        } else if (word == "closing") {
            said.closing = true;
        } else if (word == "closed") {
            said.closed = true;
        }
    }
    return said;
}

} // namespace h5pulse::faults
