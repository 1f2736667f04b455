// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <cstddef>
#include <vector>

/// A run whose content proves its step: what the programs and scripts here write, and what tests compare
/// with.
namespace h5pulse::test {

/// Time of a step.
double timeOf(std::size_t step);
/// Component of field `y` at a step; the scripts use the same formula.
double valueOf(std::size_t step, std::size_t component);
/// All of `y` at a step.
std::vector<double> rowOf(std::size_t step, std::size_t components);
/// The scalar field `energy` at a step.
double energyOf(std::size_t step);

/// `y` with this many components, and `energy`.
RunSpec testRun(std::size_t components);

/// Commits happen when asked for, and at no other moment.
WriterOptions commitByHand();

/// Appends `count` steps of testRun, going on from what the writer has.
void appendSteps(Writer& writer, std::size_t count, std::size_t components);

/// A finished file of testRun.
void writeFinished(const std::filesystem::path& path, std::size_t steps, std::size_t components = 5);

/// How many elements of steps [0, steps) of `y`, `energy` and the times are not what was written.
std::size_t wrongElements(Reader& reader, std::size_t steps);

} // namespace h5pulse::test
