// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <string>

namespace h5pulse::cli {

/// What `h5pulse info` shows that takes a look at the clock or at the data, gathered once for both its forms.
struct RunSummary
{
    double now = 0.0;                                            ///< seconds since 1970
    double firstTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN also where there are no steps
    double lastTime = std::numeric_limits<double>::quiet_NaN();

    static RunSummary of(Reader& reader);

    /// See progressOf().
    double progress(const Reader& reader) const noexcept;
    /// Seconds since the last commit, by our clock and the writer's; NaN: unknown, negative: they differ.
    double age(const Reader& reader) const noexcept;
};

std::string infoText(const Reader& reader, const RunSummary& summary);
std::string infoJson(const Reader& reader, const RunSummary& summary);

} // namespace h5pulse::cli
