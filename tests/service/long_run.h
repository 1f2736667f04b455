// SPDX-License-Identifier: MIT
#pragma once

#include "foreign_run.h"

#include <h5pulse/writer.h>

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace h5pulse::test {

/// A run of noise with single spikes, at uneven times. It is in the file and in memory.
class LongRun
{
public:
    enum class Kind { Own, Foreign };
    static constexpr std::uint64_t kSpikeDistance = 9973; ///< steps

    LongRun(Kind kind, const std::filesystem::path& path, std::size_t chunk = 1000);

    /// Returns when the steps are in the file.
    void append(std::size_t steps);

    const std::vector<double>& times() const { return m_times; }
    const std::vector<double>& values() const { return m_values; }
    std::uint64_t steps() const { return m_values.size(); }
    static bool isSpike(std::uint64_t step) { return step % kSpikeDistance == kSpikeDistance / 2; }

private:
    std::unique_ptr<Writer> m_own;
    std::unique_ptr<ForeignRun> m_foreign;
    std::mt19937 m_random{20'230'801};
    std::vector<double> m_times;
    std::vector<double> m_values;
};

} // namespace h5pulse::test
