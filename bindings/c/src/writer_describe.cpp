// SPDX-License-Identifier: MIT
#include "types.h"
#include "writer_object.h"

#include <algorithm>

using namespace h5pulse;
using c::Description;
using c::Misuse;

namespace {

constexpr std::size_t kMaxRank = 3;

std::string orEmpty(const char* text)
{
    return text != nullptr ? text : "";
}

Shape shapeOf(const std::string& field, std::size_t rank, const std::size_t* sizes)
{
    if (rank > kMaxRank) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "field '" + field + "' has " + std::to_string(rank) +
                                                   " dimensions; it can have 0 (a scalar) to 3");
    }
    c::requireArray(sizes, rank, "the shape of field", field);
    Shape shape;
    shape.assign(sizes, sizes + rank);
    if (std::ranges::find(shape, std::size_t{0}) != shape.end()) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT,
                     "field '" + field + "' has a dimension of size 0; sizes are 1 or more");
    }
    return shape;
}

template <typename Value>
int setAttribute(h5pulse_writer* writer, const char* name, const Value& value)
{
    return c::describe(writer, [&](Description& description) {
        description.run.attributes.insert_or_assign(c::requireText(name, "the name of the attribute"),
                                                    Attribute(value));
    });
}

} // namespace

int h5pulse_writer_set_path(h5pulse_writer* writer, const char* path)
{
    return c::guarded([&] {
        std::filesystem::path& known = c::writerOf(writer).description().path;
        known = c::requireText(path, "the path of the run");
    });
}

int h5pulse_writer_add_field(h5pulse_writer* writer, const char* name, h5pulse_type type, size_t rank,
                             const size_t* shape, const char* units)
{
    return c::describe(writer, [&](Description& description) {
        FieldSpec field{.name = c::requireText(name, "the name of the field"), .units = orEmpty(units)};
        field.type = c::elementType(type);
        field.shape = shapeOf(field.name, rank, shape);
        if (std::ranges::find(description.run.fields, field.name, &FieldSpec::name) !=
            description.run.fields.end()) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "there are two fields '" + field.name + "'");
        }
        description.run.fields.push_back(std::move(field));
    });
}

int h5pulse_writer_add_axis(h5pulse_writer* writer, const char* name, size_t count, const double* values,
                            const char* units)
{
    return c::describe(writer, [&](Description& description) {
        AxisSpec axis{.name = c::requireText(name, "the name of the axis"), .units = orEmpty(units)};
        c::requireArray(values, count, "the values of axis", axis.name);
        axis.values.assign(values, values + count);
        description.run.axes.push_back(std::move(axis));
    });
}

int h5pulse_writer_set_long_name(h5pulse_writer* writer, const char* name, const char* long_name)
{
    return c::describe(writer, [&](Description& description) {
        const std::string wanted = c::requireText(name, "the name of the field or axis");
        const std::string text = c::requireText(long_name, "the long name");
        const auto axis = std::ranges::find(description.run.axes, wanted, &AxisSpec::name);
        if (axis != description.run.axes.end()) {
            axis->longName = text;
        } else {
            description.field(name).longName = text;
        }
    });
}

int h5pulse_writer_set_axes(h5pulse_writer* writer, const char* field, size_t count, const char* const* axes)
{
    return c::describe(writer, [&](Description& description) {
        FieldSpec& spec = description.field(field);
        c::requireArray(axes, count, "the axes of field", spec.name);
        if (count != spec.shape.size()) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT,
                         "field '" + spec.name + "' has " + std::to_string(spec.shape.size()) +
                             " dimensions, and " + std::to_string(count) + " axes are given");
        }
        spec.axes.clear();
        std::transform(axes, axes + count, std::back_inserter(spec.axes), orEmpty);
    });
}

int h5pulse_writer_set_order(h5pulse_writer* writer, const char* field, h5pulse_order order)
{
    return c::describe(writer, [&](Description& description) {
        FieldSpec& spec = description.field(field);
        if (order != H5PULSE_ROW_MAJOR && order != H5PULSE_COLUMN_MAJOR) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the order of field '" + spec.name +
                                                       "' must be H5PULSE_ROW_MAJOR or H5PULSE_COLUMN_MAJOR");
        }
        spec.order = order == H5PULSE_COLUMN_MAJOR ? Order::ColumnMajor : Order::RowMajor;
    });
}

int h5pulse_writer_set_time_units(h5pulse_writer* writer, const char* units)
{
    return c::describe(writer, [&](Description& description) { description.run.timeUnits = orEmpty(units); });
}

int h5pulse_writer_set_end_time(h5pulse_writer* writer, double end_time)
{
    return c::describe(writer, [&](Description& description) { description.run.endTime = end_time; });
}

int h5pulse_writer_set_attribute_text(h5pulse_writer* writer, const char* name, const char* text)
{
    return c::describe(writer, [&](Description& description) {
        description.run.attributes.insert_or_assign(c::requireText(name, "the name of the attribute"),
                                                    Attribute(std::string(c::requireText(text, "the text"))));
    });
}

int h5pulse_writer_set_attribute_int64(h5pulse_writer* writer, const char* name, int64_t value)
{
    return setAttribute(writer, name, value);
}

int h5pulse_writer_set_attribute_double(h5pulse_writer* writer, const char* name, double value)
{
    return setAttribute(writer, name, value);
}

int h5pulse_writer_set_attribute_doubles(h5pulse_writer* writer, const char* name, size_t count,
                                         const double* values)
{
    return c::describe(writer, [&](Description& description) {
        const std::string key = c::requireText(name, "the name of the attribute");
        c::requireArray(values, count, "the values of attribute", key);
        description.run.attributes.insert_or_assign(key,
                                                    Attribute(std::vector<double>(values, values + count)));
    });
}
