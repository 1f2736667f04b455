// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/element_type.h>

#include <QString>
#include <QStringList>

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace h5pulse::viewer {

using Coordinates = std::shared_ptr<const std::vector<double>>;
using Indices = std::shared_ptr<const std::vector<std::uint64_t>>;

/// Coordinates along one dimension of a field.
struct AxisDescription
{
    QString name;
    QString units;
    QString longName;
    Coordinates values; ///< finite, one per index
};

using AxisPtr = std::shared_ptr<const AxisDescription>;

/// One quantity that has a value or an array at each step.
struct FieldDescription
{
    QString name;
    std::vector<std::size_t> shape; ///< of one step; empty: a scalar
    ElementType type = ElementType::Float64;
    QString units;
    QString longName;
    std::vector<AxisPtr> axes; ///< one per dimension; null: none, or none that can be used

    /// For 1-D fields: coordinates in ascending order, and the component that each belongs to (null: in
    /// order).
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
    QString name;
    QString value; ///< cut with "…" where it is long
};

/// What does not change while a run is written.
struct RunDescription
{
    std::vector<FieldPtr> fields;
    bool hasTimes = false; ///< false: the time of a step is its number
    QString timeName;
    QString timeUnits;
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< NaN: not known
    QStringList skipped;                ///< datasets that cannot be shown, with the reason
    int formatVersion = 0;                 ///< of h5pulse's file format; 0: the file of another program
    QString writer;                        ///< program that wrote the file; empty: not said
    QString created;                       ///< ISO 8601; empty: not said
    std::vector<AttributeText> attributes; ///< the user's own; as many as the Reader takes

    /// Written by h5pulse; else by another program.
    bool isOurs() const { return formatVersion > 0; }
    /// Null: there is no such field.
    FieldPtr field(const QString& name) const;
    QStringList fieldNames() const;
    /// Datasets that can give the times: the one that does, and real scalars.
    QStringList timeCandidates() const;
};

using RunDescriptionPtr = std::shared_ptr<const RunDescription>;

/// "long name [units]", as far as known.
QString labelOf(const FieldDescription& field);
QString labelOf(const AxisDescription& axis);
QString timeLabelOf(const RunDescription& run);

/// "128 × 128", or "scalar".
QString shapeText(const std::vector<std::size_t>& shape);

/// Row-major component as indices: "128", "3, 17".
QString indexText(const std::vector<std::size_t>& shape, std::uint64_t component);

/// " units" or nothing, to put behind a number.
QString unitSuffix(const QString& units);

} // namespace h5pulse::viewer
