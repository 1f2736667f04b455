// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <cstddef>
#include <vector>

/// A run whose values identify their step. The programs and scripts here write it, and tests compare files
/// with it.
namespace h5pulse::test {

/// Time of a step.
double timeOf(std::size_t step);
/// Component of field `y` at a step; the scripts use the same formula.
double valueOf(std::size_t step, std::size_t component);
/// All components of `y` at a step.
std::vector<double> rowOf(std::size_t step, std::size_t components);
/// The scalar field `energy` at a step.
double energyOf(std::size_t step);

/// A run with `y` of this many components, and `energy`.
RunSpec testRun(std::size_t components);

/// Options for a writer that commits only by commit().
WriterOptions commitByHand();

/// Appends the next `count` steps of testRun.
void appendSteps(Writer& writer, std::size_t count, std::size_t components);

/// A finished file of testRun.
void writeFinished(const std::filesystem::path& path, std::size_t steps, std::size_t components = 5);

/// Number of wrong elements of `y`, `energy` and the times in steps [0, steps).
std::size_t wrongElements(Reader& reader, std::size_t steps);

} // namespace h5pulse::test
