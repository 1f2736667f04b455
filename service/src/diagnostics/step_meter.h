// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/diagnostics.h>

namespace h5pulse {

/// The measures of a field at one step; of the magnitudes for complex fields. NaN: no value is finite.
struct StepMeasures
{
    double minimum = std::numeric_limits<double>::quiet_NaN();
    double maximum = std::numeric_limits<double>::quiet_NaN();
    double mean = std::numeric_limits<double>::quiet_NaN();
    double norm = std::numeric_limits<double>::quiet_NaN();   ///< sqrt(sum |y|^2)
    double change = std::numeric_limits<double>::quiet_NaN(); ///< sqrt(sum |y - previous y|^2)
    std::uint64_t nonFinite = 0;
};

/// Sum of squares that overflows only if its root does.
class SquareSum
{
public:
    void add(double value);
    double root() const;

private:
    double m_scale = 0.0; ///< largest magnitude of the values
    double m_sum = 0.0;   ///< of the squares of value / m_scale
};

/// Measures steps one after another, each in pieces of several components, so that turns are short.
class StepMeter
{
public:
    explicit StepMeter(const FieldDescription& field);

    /// Starts to measure a step.
    void begin(std::uint64_t step);
    std::uint64_t step() const { return m_step; }
    bool isBusy() const { return m_busy; }
    /// Reads a piece. Returns the measures once the step is complete.
    std::optional<StepMeasures> advance(Reader& reader);

private:
    /// Values of some components at a step and at the one before.
    using Parts = std::array<std::vector<double>, 2>; ///< real, imaginary

    void read(Reader& reader, std::size_t count, Parts& before, Parts& now);
    void add(const Parts& before, const Parts& now);

    std::string m_field;
    std::size_t m_components;
    bool m_complex;
    bool m_keeps; // small fields: keeps the last step, which often precedes the next
    std::uint64_t m_step = 0;
    std::size_t m_component = 0; // the next
    bool m_busy = false;
    std::optional<std::uint64_t> m_keptStep;
    Parts m_kept;
    StepMeasures m_measures;
    SquareSum m_norm;
    SquareSum m_change;
    bool m_anyChange = false;
    double m_count = 0.0; // of finite values
};

} // namespace h5pulse
