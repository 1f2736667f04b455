// SPDX-License-Identifier: MIT
#pragma once

#include "report/quantiles.h"
#include "scratch_folder.h"

#include <chrono>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace bench {

/// Now, in nanoseconds on the steady clock, which all processes share.
double nanosecondsNow();

/// Times at which step i was passed to the writer, and at which the call returned, in nanoseconds.
struct Moments
{
    std::vector<double> began{}; ///< before append() or commit()
    std::vector<double> ended{}; ///< after it
};

/// Sights of a child: lines with a count (or step) and a time, both ascending.
struct Sights
{
    std::vector<double> steps{};
    std::vector<double> times{};
};

/// Reads what a child printed: lines with a step and a time.
Sights parseSights(const std::string& text);

/// Seconds from each moment to the first sight of its step or a later one.
/// @param first  the number that a child reports for the step of the first moment
std::vector<double> latencies(const std::vector<double>& moments, std::size_t first, const Sights& sights);

/// Rows that differ in every component, so that no two steps look alike.
class Rows
{
public:
    std::span<const double> next()
    {
        for (double& value : m_row) {
            value = m_uniform(m_random);
        }
        return m_row;
    }
    /// Random pause, evenly distributed, so that steps do not synchronise with polls.
    void pause(std::chrono::microseconds shortest, std::chrono::microseconds longest)
    {
        std::uniform_int_distribution<long> wait(shortest.count(), longest.count());
        std::this_thread::sleep_for(std::chrono::microseconds(wait(m_random)));
    }

    static constexpr std::size_t kComponents = 100;

private:
    std::mt19937_64 m_random{7};
    std::uniform_real_distribution<double> m_uniform{0.0, 1.0};
    std::vector<double> m_row = std::vector<double>(kComponents);
};

/// Records steps at random moments while the viewer shows them, and takes the times from append() to its pixels.
/// @param host  the viewer opens the run as "host:path"; empty: as a path
void watchPixels(std::size_t steps, const ScratchFolder& folder, const std::string& host, Quantiles& latency);

} // namespace bench
