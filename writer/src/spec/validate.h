// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

namespace h5pulse {

/// Throws std::invalid_argument for the first invalid part.
void validate(const RunSpec& run);

/// Does the same for a run that is resumed, which may leave out the fields.
void validateExpected(const RunSpec& run);

/// Returns the options with "for ever" and "without limit" as numbers that arithmetic can use. Throws
/// std::invalid_argument for the first invalid option.
WriterOptions validated(WriterOptions options);

/// Returns a valid description as stored in the file: shape and axes of fields with Order::ColumnMajor are
/// reversed.
RunSpec inFileOrder(RunSpec run);

/// Bytes of one step of a field.
std::size_t stepBytes(const FieldSpec& field) noexcept;

} // namespace h5pulse
