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

/// A command line that cannot be understood, whatever the file holds: exit status 2.
class UsageError : public std::invalid_argument
{
public:
    using std::invalid_argument::invalid_argument;
};

/// A step as given: counted from the end where it is negative.
using StepNumber = std::int64_t;

/// "12", "-1" or "last". Throws UsageError.
StepNumber parseStep(std::string_view text);

/// Half-open as in Python: a negative end counts from the last step, an empty one is the run's.
struct StepSlice
{
    std::optional<StepNumber> first{};
    std::optional<StepNumber> end{};
};

/// "10:20", "-10:", ":5", ":". Throws UsageError.
StepSlice parseSlice(std::string_view text);

/// Steps that are there: [first, end).
struct StepRange
{
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t count() const noexcept { return end - first; }
};

/// Throws std::out_of_range that says how many steps there are.
StepRange resolve(StepNumber step, std::size_t steps);

/// Cut to what is there, as Python does.
StepRange resolve(const StepSlice& slice, std::size_t steps) noexcept;

/// One index for each dimension, or the row-major number of the component: "12", "3,4". Throws UsageError.
std::vector<std::size_t> parseComponent(std::string_view text);

/// Row-major number of the component. Throws std::out_of_range that names the field and its shape.
std::size_t resolveComponent(const std::vector<std::size_t>& indices, const FieldInfo& field);

/// Gives what `choose` gives; an std::out_of_range that it throws tells of which file.
template <typename F>
auto inFile(const Reader& reader, const F& choose)
{
    try {
        return choose();
    } catch (const std::out_of_range& error) {
        throw std::out_of_range(reader.path().string() + ": " + error.what());
    }
}

/// Name of a component: "u[3]", "image[3,4]"; a scalar's is the field's own.
std::string componentName(const FieldInfo& field, std::size_t component);

} // namespace h5pulse::cli
