// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse {

using Coordinates = std::shared_ptr<const std::vector<double>>;
using Indices = std::shared_ptr<const std::vector<std::uint64_t>>;

/// Coordinates along one dimension of a field.
struct AxisDescription
{
    std::string name;
    std::string units;
    std::string longName;
    Coordinates values; ///< finite, one per index
};

using AxisPtr = std::shared_ptr<const AxisDescription>;

/// One quantity that has a value or an array at each step.
struct FieldDescription
{
    std::string name;
    std::vector<std::size_t> shape; ///< of one step; empty: a scalar
    ElementType type = ElementType::Float64;
    std::string units;
    std::string longName;
    std::vector<AxisPtr> axes; ///< one per dimension; null: the file has no usable coordinates

    /// For 1-D fields: coordinates in ascending order, and the component of each (null: in order).
    Coordinates profileCoordinates{};
    Indices profileOrder{};

    std::size_t components() const;
    bool isScalar() const { return shape.empty(); }
    bool isComplex() const { return h5pulse::isComplex(type); }
};

using FieldPtr = std::shared_ptr<const FieldDescription>;

/// An attribute of the file, as text.
struct AttributeText
{
    std::string name;
    std::string value; ///< long values are cut and end with "…"
};

/// Properties of a run that do not change while it is written. All text is UTF-8.
struct RunDescription
{
    std::vector<FieldPtr> fields;
    bool hasTimes = false; ///< false: the time of a step is its number
    std::string timeName;
    std::string timeUnits;
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN: unknown
    std::vector<std::string> skipped;      ///< datasets that cannot be shown, with the reason
    int formatVersion = 0;                 ///< of h5pulse's file format; 0: another program wrote the file
    std::string writer;                    ///< program that wrote the file; empty: unknown
    std::string created;                   ///< ISO 8601; empty: unknown
    std::vector<AttributeText> attributes; ///< the user's own, as many as the Reader takes
    std::string fileSystem;                ///< RunInfo::fileSystem
    bool sharedFileSystem = false;         ///< RunInfo::sharedFileSystem

    /// Whether h5pulse wrote the file; false: another program did.
    bool isOurs() const { return formatVersion > 0; }
    /// Null: the run has no such field.
    FieldPtr field(std::string_view name) const;
    std::vector<std::string> fieldNames() const;
    /// Datasets that can give the times: the one that does, and real scalars.
    std::vector<std::string> timeCandidates() const;
    /// In the order of the run.
    std::vector<FieldPtr> scalars() const;
};

using RunDescriptionPtr = std::shared_ptr<const RunDescription>;

} // namespace h5pulse
