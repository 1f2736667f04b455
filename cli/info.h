// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <string>

namespace h5pulse::cli {

/// Values of `h5pulse info` that depend on the clock or the data, gathered once for text and JSON.
struct RunSummary
{
    double now = 0.0;                                            ///< seconds since 1970
    double firstTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN also without steps
    double lastTime = std::numeric_limits<double>::quiet_NaN();

    static RunSummary of(Reader& reader);

    /// See progressOf().
    double progress(const Reader& reader) const noexcept;
    /// Seconds since the last commit, by the clocks of reader and writer. NaN: unknown; negative: the clocks
    /// differ.
    double age(const Reader& reader) const noexcept;
};

std::string infoText(const Reader& reader, const RunSummary& summary);
std::string infoJson(const Reader& reader, const RunSummary& summary);

} // namespace h5pulse::cli
