// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

namespace h5pulse {

/// Throws std::invalid_argument with the first thing that does not fit.
void validate(const RunSpec& run);

/// The same for a run that is resumed, which may leave the fields to the file.
void validateExpected(const RunSpec& run);

/// The options with "for ever" and "without limit" as numbers that can be calculated with. Throws
/// std::invalid_argument with the first one that does not fit.
WriterOptions validated(WriterOptions options);

/// A valid description as it is in the file: sizes and axes of fields with Order::ColumnMajor are reversed.
RunSpec inFileOrder(RunSpec run);

/// Bytes of one step of a field.
std::size_t stepBytes(const FieldSpec& field) noexcept;

} // namespace h5pulse
