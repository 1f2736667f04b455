// SPDX-License-Identifier: MIT
#include "writer_report.h"

#include <sstream>
#include <string>

namespace h5pulse::faults {

WriterReport readReport(std::string_view output)
{
    WriterReport report;
    std::istringstream lines{std::string(output)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "open") {
            words >> report.opened.emplace();
        } else if (word == "committed") {
            words >> report.committed;
        } else if (word == "synced") {
            words >> report.synced;
        } else if (word == "full") {
            ++report.full;
        } else if (word == "rate") {
            words >> report.rate;
        } else if (word == "closing") {
            report.closing = true;
        } else if (word == "closed") {
            report.closed = true;
        }
    }
    return report;
}

} // namespace h5pulse::faults
