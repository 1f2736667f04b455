// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::cli {

/// A command line that is wrong for any file: exit status 2.
class UsageError : public std::invalid_argument
{
public:
    using std::invalid_argument::invalid_argument;
};

/// Step number as given; negative numbers count from the end.
using StepNumber = std::int64_t;

/// Parses "12", "-1" or "last". Throws UsageError.
StepNumber parseStep(std::string_view text);

/// Half-open as in Python: a negative end counts from the last step; an empty end is the run's.
struct StepSlice
{
    std::optional<StepNumber> first{};
    std::optional<StepNumber> end{};
};

/// Parses "10:20", "-10:", ":5" or ":". Throws UsageError.
StepSlice parseSlice(std::string_view text);

/// Existing steps [first, end).
struct StepRange
{
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t count() const noexcept { return end - first; }
};

/// Throws std::out_of_range with the number of steps.
StepRange resolve(StepNumber step, std::size_t steps);

/// Cuts the range to the existing steps, as Python does.
StepRange resolve(const StepSlice& slice, std::size_t steps) noexcept;

/// Parses one index per dimension, or the row-major number of the component: "12", "3,4". Throws UsageError.
std::vector<std::size_t> parseComponent(std::string_view text);

/// Row-major number of the component. Throws std::out_of_range with the field and its shape.
std::size_t resolveComponent(const std::vector<std::size_t>& indices, const FieldInfo& field);

/// Returns the result of `choose`; adds the file name to an std::out_of_range that it throws.
template <typename F>
auto inFile(const Reader& reader, const F& choose)
{
    try {
        return choose();
    } catch (const std::out_of_range& error) {
        throw std::out_of_range(reader.path().string() + ": " + error.what());
    }
}

/// Name of a component: "u[3]", "image[3,4]"; for a scalar, the field's name.
std::string componentName(const FieldInfo& field, std::size_t component);

} // namespace h5pulse::cli
