// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// Long runs in which every value follows from its index, with extremes planted at known steps.
///
/// "trace": one float32 per step, in [0, 1) except for the extremes. "map": 500 uint8 per step, in [16, 144)
/// except for the extremes.
struct SyntheticRun
{
    static constexpr std::uint64_t kPlanted = 10; ///< number of planted maxima, each followed by a minimum in
                                                  ///< the next step
    static constexpr std::size_t kMapComponents = 500;

    bool map = false;
    std::uint64_t steps = 0;

    SyntheticRun(const std::string& kind, std::uint64_t length)
        : map(kind == "map")
        , steps(length)
    {
    }

    std::size_t components() const { return map ? kMapComponents : 1; }

    static std::uint64_t mixed(std::uint64_t value)
    {
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

    /// Step of the k-th maximum; the k-th minimum is one step later.
    std::uint64_t plantedStep(std::uint64_t k) const { return (2 * k + 1) * steps / (2 * kPlanted); }
    std::size_t plantedComponent(std::uint64_t k) const { return (37 * k + 5) % components(); }

    /// +1 for a maximum, -1 for a minimum, 0 for neither. Planted extremes are at least steps / 10 apart.
    int planted(std::uint64_t step, std::size_t component) const
    {
        const std::uint64_t k = steps < 4 * kPlanted ? kPlanted : step * kPlanted / steps;
        if (k >= kPlanted || component != plantedComponent(k)) {
            return 0;
        }
        const std::uint64_t place = plantedStep(k);
        return step == place ? 1 : step == place + 1 ? -1 : 0;
    }

    float traceValue(std::uint64_t step) const
    {
        const int extreme = planted(step, 0);
        if (extreme != 0) {
            return static_cast<float>(1000 * extreme);
        }
        return static_cast<float>(mixed(step) >> 40U) * 0x1p-24F;
    }

    std::uint8_t mapValue(std::uint64_t step, std::size_t component) const
    {
        const int extreme = planted(step, component);
        if (extreme != 0) {
            return extreme > 0 ? 255 : 0;
        }
        return plainMapValue(mixed(step * 64 + component / 8), component);
    }

    void fillMapRow(std::uint64_t step, std::vector<std::uint8_t>& row) const
    {
        for (std::size_t first = 0; first < row.size(); first += 8) {
            const std::uint64_t bits = mixed(step * 64 + first / 8);
            for (std::size_t i = first; i < row.size() && i < first + 8; ++i) {
                row[i] = plainMapValue(bits, i);
            }
        }
        const std::uint64_t k = step * kPlanted / steps;
        if (k < kPlanted && steps >= 4 * kPlanted) {
            row[plantedComponent(k)] = mapValue(step, plantedComponent(k));
        }
    }

    double value(std::uint64_t step, std::size_t component) const
    {
        return map ? mapValue(step, component) : static_cast<double>(traceValue(step));
    }

private:
    static std::uint8_t plainMapValue(std::uint64_t bits, std::size_t component)
    {
        return static_cast<std::uint8_t>(16 + ((bits >> (8 * (component % 8))) & 0x7fU));
    }
};

} // namespace bench
