// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// Runs whose content proves their step, in every element type; run_content.py has the same formulas. No
/// element is ever zero, so that a row that was not written is never taken for one.
namespace h5pulse::faults {

/// Attribute of the root group: which run it is. The content of two runs differs everywhere.
inline constexpr const char* kSalt = "fault_salt";

/// "one" (one array), "few" (a scalar, an array, a plane), "all" (every element type, scalar to 3-D) or
/// "broad" (one array of 24 kB, whose overview gets a chunk each 512 steps), "wide" (one array of 160 kB), or
/// "indexed" (many fields, of which the first gets a chunk a step).
RunSpec runOf(std::string_view profile, std::int64_t salt);

/// Time of a step.
double timeOf(std::int64_t salt, std::size_t step);

/// The elements of a step of a field, as they are in memory.
/// @param field  its number in the run
std::vector<std::byte> rowOf(std::int64_t salt, std::size_t step, std::size_t field, ElementType type,
                             std::size_t count);

/// A step of every field, ready to be appended.
class StepContent
{
public:
    StepContent(const RunSpec& run, std::int64_t salt);

    /// The values of a step; valid until the next call.
    const std::vector<StepValues>& at(std::size_t step);

private:
    std::vector<FieldSpec> m_fields;
    std::int64_t m_salt;
    std::vector<std::vector<std::byte>> m_rows;
    std::vector<StepValues> m_values;
};

/// The salt of the run in the file.
std::int64_t saltOf(const Reader& reader);

/// How many of steps [first, first + count), in any field or the times, are not what was written.
std::size_t wrongRows(Reader& reader, std::size_t first, std::size_t count);

} // namespace h5pulse::faults
