// SPDX-License-Identifier: MIT
#include "selection.h"

#include "format.h"

#include <algorithm>
#include <charconv>

namespace h5pulse::cli {

namespace {

template <typename T>
std::optional<T> parseInteger(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::string quoted(std::string_view text)
{
    return "'" + shortened(text) + "'";
}

std::optional<StepNumber> parseSliceEnd(std::string_view part, std::string_view whole)
{
    if (part.empty()) {
        return std::nullopt;
    }
    const std::optional<StepNumber> number = parseInteger<StepNumber>(part);
    if (!number) {
        throw UsageError("--steps: " + quoted(whole) +
                         " is not a range of steps; give A:B, as in 10:20, -10: or :5");
    }
    return number;
}

std::size_t clampEnd(StepNumber end, std::size_t steps) noexcept
{
    const auto count = static_cast<StepNumber>(steps);
    const StepNumber fromStart = end < 0 ? std::max<StepNumber>(end, -count) + count : end;
    return static_cast<std::size_t>(std::min(fromStart, count));
}

} // namespace

StepNumber parseStep(std::string_view text)
{
    if (text == "last") {
        return -1;
    }
    const std::optional<StepNumber> number = parseInteger<StepNumber>(text);
    if (!number) {
        throw UsageError("--step: " + quoted(text) +
                         " is not a step; give a number, as in 12 or -1, or 'last'");
    }
    return *number;
}

StepSlice parseSlice(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        throw UsageError("--steps: " + quoted(text) +
                         " is not a range of steps; give A:B, as in 10:20, -10: or :5");
    }
    return {parseSliceEnd(text.substr(0, colon), text), parseSliceEnd(text.substr(colon + 1), text)};
}

StepRange resolve(StepNumber step, std::size_t steps)
{
    const auto count = static_cast<StepNumber>(steps);
    if (step >= count || step < -count) {
        const std::string there =
            steps == 0   ? "there are no steps yet"
            : steps == 1 ? "there is 1 step, 0"
                         : "there are " + std::to_string(steps) + " steps, 0 to " + std::to_string(steps - 1);
        throw std::out_of_range("no step " + std::to_string(step) + ": " + there);
    }
    const auto first = static_cast<std::size_t>(step < 0 ? step + count : step);
    return {first, first + 1};
}

StepRange resolve(const StepSlice& slice, std::size_t steps) noexcept
{
    const std::size_t first = slice.first ? clampEnd(*slice.first, steps) : 0;
    const std::size_t end = slice.end ? clampEnd(*slice.end, steps) : steps;
    return {first, std::max(first, end)};
}

std::vector<std::size_t> parseComponent(std::string_view text)
{
    std::vector<std::size_t> indices;
    for (std::string_view rest = text;;) {
        const std::size_t comma = rest.find(',');
        const std::optional<std::size_t> index = parseInteger<std::size_t>(rest.substr(0, comma));
        if (!index) {
            throw UsageError("--component: " + quoted(text) +
                             " is not a component; give its index, as in 3 or 3,4");
        }
        indices.push_back(*index);
        if (comma == std::string_view::npos) {
            return indices;
        }
        rest.remove_prefix(comma + 1);
    }
}

std::size_t resolveComponent(const std::vector<std::size_t>& indices, const FieldInfo& field)
{
    const std::string name = "field '" + shortened(field.name) + "'";
    const std::string shape = field.shape.empty() ? "is a scalar" : "has shape " + shapeText(field.shape);
    if (indices.size() == 1) {
        if (indices[0] >= field.components()) {
            throw std::out_of_range("no component " + std::to_string(indices[0]) + " in " + name +
                                    ", which " + shape + ": components 0 to " +
                                    std::to_string(field.components() - 1));
        }
        return indices[0];
    }
    if (indices.size() != field.shape.size()) {
        throw std::out_of_range(std::to_string(indices.size()) + " indices do not fit " + name + ", which " +
                                shape);
    }
    std::size_t component = 0;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (indices[i] >= field.shape[i]) {
            throw std::out_of_range("index " + std::to_string(indices[i]) + " is too large for dimension " +
                                    std::to_string(i) + " of " + name + ", which " + shape);
        }
        component = component * field.shape[i] + indices[i];
    }
    return component;
}

std::string componentName(const FieldInfo& field, std::size_t component)
{
    if (field.shape.empty()) {
        return field.name;
    }
    std::string indices;
    for (std::size_t i = field.shape.size(); i-- > 0;) {
        indices.insert(0, (i == 0 ? "" : ",") + std::to_string(component % field.shape[i]));
        component /= field.shape[i];
    }
    return field.name + "[" + indices + "]";
}

} // namespace h5pulse::cli
