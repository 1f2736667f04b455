// SPDX-License-Identifier: MIT
#include "spec/validate.h"

#include "catalog/dimension_scales.h"
#include "catalog/object_walk.h"
#include "format/layout.h"
#include "h5/attributes.h"
#include "os/duration.h"
#include "text/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxRank = 3;
constexpr std::size_t kMaxStepBytes = std::size_t{1} << 40;

constexpr std::size_t kMaxNameBytes = 1'024;
/// Limit of fields and axes together. The other objects that a Reader accepts are the groups and datasets of
/// h5pulse.
constexpr std::size_t kMaxDatasets = kMaxObjects - 100;
constexpr std::size_t kMinMetadataCacheBytes = std::size_t{1} << 10; // HDF5's own limit
constexpr std::size_t kMaxMetadataCacheBytes = std::size_t{128} << 20;

/// The beginning of a long name, cut between characters.
std::string shortened(const std::string& name)
{
    std::size_t size = 60;
    if (name.size() <= size) {
        return name;
    }
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return name.substr(0, size) + "...";
}

[[noreturn]] void refuse(const std::string& what, const std::string& name, const std::string& problem)
{
    throw std::invalid_argument(what + " '" + shortened(name) + "' " + problem);
}

void validateNameText(const std::string& what, const std::string& name)
{
    if (name.empty()) {
        throw std::invalid_argument(what + " has no name");
    }
    if (name.find('\0') != std::string::npos) {
        throw std::invalid_argument(what + " has a name with a NUL in it, at which HDF5 would cut it off");
    }
    if (name.size() > kMaxNameBytes) {
        refuse(what, name,
               "has a name of " + std::to_string(name.size()) + " bytes; shorten it to " +
                   std::to_string(kMaxNameBytes) + " at most");
    }
    if (!isUtf8(name)) {
        refuse(what, name, "has a name that is not UTF-8, as names in HDF5 files are");
    }
}

/// Checks a text that is stored as an attribute.
void validateText(const std::string& what, const std::string& name, const std::string& kind,
                  const std::string& text)
{
    if (text.size() > h5::kMaxAttributeBytes) {
        refuse(what, name,
               "has " + kind + " of more than 64 KiB, the limit of attributes; store it in a separate file");
    }
    if (text.find('\0') != std::string::npos) {
        refuse(what, name, "has " + kind + " with a NUL in it, at which HDF5 would cut it off");
    }
    if (!isUtf8(text)) {
        refuse(what, name, "has " + kind + " with bytes that are not UTF-8, as text in HDF5 files is");
    }
}

void validateAttribute(const std::string& name, const Attribute& value)
{
    validateNameText("attribute", name);
    if (layout::isReservedAttribute(name)) {
        refuse("attribute", name, "has a name that h5pulse reserves for itself");
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        validateText("attribute", name, "a text", *text);
    }
    const auto* list = std::get_if<std::vector<double>>(&value);
    if (list && list->size() > h5::kMaxAttributeBytes / sizeof(double)) {
        refuse("attribute", name,
               "is a list of more than 64 KiB, the limit of attributes; make it an axis (RunSpec::axes), or "
               "store it in a separate file");
    }
}

void validateName(const std::string& what, const std::string& name, std::set<std::string>& taken)
{
    validateNameText(what, name);
    if (name == "." || name.find('/') != std::string::npos) {
        refuse(what, name, "has a name that HDF5 does not allow: no '/', and not '.' alone");
    }
    if (layout::isReservedDataset(name)) {
        refuse(what, name, "has a name that h5pulse reserves for itself");
    }
    if (!taken.insert(name).second) {
        refuse(what, name, "is declared twice; every field and axis needs a unique name");
    }
}

void validateShape(const FieldSpec& field)
{
    if (field.shape.size() > kMaxRank) {
        refuse("field", field.name, "has more than three dimensions");
    }
    std::size_t bytes = sizeOf(field.type);
    for (const std::size_t size : field.shape) {
        if (size == 0) {
            refuse("field", field.name, "has a dimension of size zero");
        }
        if (size > kMaxStepBytes / bytes) {
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
            refuse("field", field.name, "names the axis '" + name + "', which is not declared");
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
    validateExpected(run);
}

void validateExpected(const RunSpec& run)
{
    if (run.fields.size() + run.axes.size() > kMaxDatasets) {
        throw std::invalid_argument(
            "a run has at most " + std::to_string(kMaxDatasets) +
            " fields and axes, because readers read no more; combine fields into one");
    }
    std::set<std::string> taken;
    for (const AxisSpec& axis : run.axes) {
        validateName("axis", axis.name, taken);
        validateText("axis", axis.name, "units", axis.units);
        validateText("axis", axis.name, "a long name", axis.longName);
        if (axis.values.empty()) {
            refuse("axis", axis.name, "has no values");
        }
        if (axis.values.size() > kMaxAxisLength) {
            refuse("axis", axis.name,
                   "has more than " + std::to_string(kMaxAxisLength) +
                       " values, and readers skip such axes; omit the axis, or thin out the field");
        }
    }
    for (const FieldSpec& field : run.fields) {
        validateName("field", field.name, taken);
        validateText("field", field.name, "units", field.units);
        validateText("field", field.name, "a long name", field.longName);
        validateShape(field);
        validateAxes(field, run.axes);
    }
    validateText("time", layout::kTime, "units", run.timeUnits);
    if (run.attributes.size() > layout::kMaxAttributes) {
        throw std::invalid_argument("a run has at most " + std::to_string(layout::kMaxAttributes) +
                                    " attributes, because readers read no more; combine some into lists");
    }
    for (const auto& [name, value] : run.attributes) {
        validateAttribute(name, value);
    }
}

RunSpec inFileOrder(RunSpec run)
{
    for (FieldSpec& field : run.fields) {
        if (field.order == Order::ColumnMajor) {
            field.axes.resize(field.axes.empty() ? 0 : field.shape.size());
            std::ranges::reverse(field.shape);
            std::ranges::reverse(field.axes);
        }
    }
    return run;
}

WriterOptions validated(WriterOptions options)
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
    const std::size_t cache = options.metadataCacheBytes;
    if (cache != 0 && (cache < kMinMetadataCacheBytes || cache > kMaxMetadataCacheBytes)) {
        throw std::invalid_argument("metadataCacheBytes is neither 0 nor between 1 KiB and 128 MiB");
    }
    options.commitInterval = clampedDuration(options.commitInterval);
    options.retryFor = clampedDuration(options.retryFor);
    if (options.syncInterval) {
        options.syncInterval = clampedDuration(*options.syncInterval);
    }
    // The file stores it as an int64.
    options.overviewStepBytes = std::min(options.overviewStepBytes, kMaxStepBytes);
    return options;
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
