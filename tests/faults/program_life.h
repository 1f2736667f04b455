// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/writer.h>

#include <cstdint>
#include <memory>
#include <random>

namespace h5pulse::faults {

/// What a simulation does beside its run, at random: forks children that end in several ways, starts
/// programs, closes its standard streams and prints all the same, changes folders, closes HDF5.
class ProgramLife
{
public:
    explicit ProgramLife(std::uint64_t seed)
        : m_random(seed)
    {
    }

    /// Before the writer is opened: closes standard input and standard error, or one of them, or none.
    void begin();
    /// Between two steps; does nothing most of the time. In a child it does not return.
    void live(std::unique_ptr<Writer>& writer);

private:
    void fork(std::unique_ptr<Writer>& writer);
    bool chance(unsigned in) { return m_random() % in == 0; }

    std::mt19937_64 m_random;
};

} // namespace h5pulse::faults
