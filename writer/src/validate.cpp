// SPDX-License-Identifier: MIT
#include "validate.h"

#include "format/layout.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace h5pulse {

namespace {

constexpr std::size_t kMaximumRank = 3;
constexpr std::size_t kMaximumStepBytes = std::size_t{1} << 40;

[[noreturn]] void refuse(const std::string& what, const std::string& name, const std::string& problem)
{
    throw std::invalid_argument(what + " '" + name + "' " + problem);
}

void validateName(const std::string& what, const std::string& name, std::set<std::string>& taken)
{
    if (name.empty()) {
        throw std::invalid_argument(what + " has no name");
    }
    if (name == "." || name.find('/') != std::string::npos || name.find('\0') != std::string::npos) {
        refuse(what, name, "cannot be called so: HDF5 allows no '/', no NUL and not '.' alone");
    }
    if (layout::isReservedDataset(name)) {
        refuse(what, name, "cannot be called so: the name is h5pulse's own");
    }
    if (!taken.insert(name).second) {
        refuse(what, name, "is there twice; fields and axes need names of their own");
    }
}

void validateShape(const FieldSpec& field)
{
    if (field.shape.size() > kMaximumRank) {
        refuse("field", field.name, "has more than three dimensions");
    }
    std::size_t bytes = sizeOf(field.type);
    for (const std::size_t size : field.shape) {
        if (size == 0) {
            refuse("field", field.name, "has a dimension of size zero");
        }
        if (size > kMaximumStepBytes / bytes) {
            refuse("field", field.name, "has steps larger than the limit of 1 TiB");
        }
        bytes *= size;
    }
}

void validateAxes(const FieldSpec& field, const std::vector<AxisSpec>& axes)
{
    if (field.axes.size() > field.shape.size()) {
        refuse("field", field.name, "names more axes than it has dimensions");
    }
    for (std::size_t i = 0; i < field.axes.size(); ++i) {
        const std::string& name = field.axes[i];
        if (name.empty()) {
            continue;
        }
        const auto axis =
            std::find_if(axes.begin(), axes.end(), [&](const AxisSpec& a) { return a.name == name; });
        if (axis == axes.end()) {
            refuse("field", field.name, "names the axis '" + name + "', which is not there");
        }
        if (axis->values.size() != field.shape[i]) {
            refuse("field", field.name,
                   "has " + std::to_string(field.shape[i]) + " elements along axis '" + name +
                       "', which has " + std::to_string(axis->values.size()) + " values");
        }
    }
}

} // namespace

void validate(const RunSpec& run)
{
    if (run.fields.empty()) {
        throw std::invalid_argument("a run needs at least one field");
    }
    std::set<std::string> taken;
    for (const AxisSpec& axis : run.axes) {
        validateName("axis", axis.name, taken);
        if (axis.values.empty()) {
            refuse("axis", axis.name, "has no values");
        }
    }
    for (const FieldSpec& field : run.fields) {
        validateName("field", field.name, taken);
        validateShape(field);
        validateAxes(field, run.axes);
    }
    for (const auto& [name, value] : run.attributes) {
        if (name.empty() || name.find('\0') != std::string::npos) {
            throw std::invalid_argument("an attribute has no name, or one with a NUL in it");
        }
        if (layout::isReservedAttribute(name)) {
            refuse("attribute", name, "cannot be called so: the name is h5pulse's own");
        }
    }
}

void validate(const WriterOptions& options)
{
    if (options.commitInterval.count() < 0) {
        throw std::invalid_argument("commitInterval is negative");
    }
    if (options.retryFor.count() < 0) {
        throw std::invalid_argument("retryFor is negative");
    }
    if (options.syncInterval && options.syncInterval->count() < 0) {
        throw std::invalid_argument("syncInterval is negative");
    }
    if (!(options.commitTime >= 0.0) || std::isinf(options.commitTime)) {
        throw std::invalid_argument("commitTime is not a finite number of zero or more");
    }
}

std::size_t stepBytes(const FieldSpec& field) noexcept
{
    std::size_t bytes = sizeOf(field.type);
    for (const std::size_t size : field.shape) {
        bytes *= size;
    }
    return bytes;
}

} // namespace h5pulse
