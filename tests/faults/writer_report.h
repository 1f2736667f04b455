// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace h5pulse::faults {

/// What fault_writer said up to its end, however it ended.
struct WriterReport
{
    std::optional<std::size_t>
        opened{};              ///< steps in the file when it could be read; nothing: it did not get there
    std::size_t committed = 0; ///< the last that it reported
    std::size_t synced = 0;    ///< the same of Writer::syncedSteps()
    std::size_t full = 0;      ///< how often append() threw
    double rate = 0.0;         ///< steps a second
    bool closing = false;
    bool closed = false;
};

WriterReport readReport(std::string_view output);

} // namespace h5pulse::faults
