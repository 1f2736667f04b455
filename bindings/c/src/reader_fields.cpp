// SPDX-License-Identifier: MIT
#include "reader_object.h"
#include "types.h"

#include <algorithm>
#include <span>
#include <string>

using namespace h5pulse;
using c::Misuse;

namespace {

void readSteps(const h5pulse_reader* reader, const FieldInfo& field, size_t first, size_t steps,
               ElementType type, void* values, size_t count)
{
    c::requireArray(values, count, "the memory for field", field.name);
    visitElementType(type, [&]<typename T>(std::type_identity<T>) {
        c::readerOf(reader).reader.readSteps(field.name, first, steps,
                                             std::span(static_cast<T*>(values), count));
    });
}

template <typename Function>
const char* fieldText(const h5pulse_reader* reader, const char* field, const Function& function)
{
    return c::guardedOr<const char*>(nullptr, [&] { return function(c::fieldOf(reader, field)).c_str(); });
}

} // namespace

size_t h5pulse_reader_field_count(const h5pulse_reader* reader)
{
    return c::guardedOr(size_t{0}, [&] { return c::readerOf(reader).reader.fields().size(); });
}

const char* h5pulse_reader_field_name(const h5pulse_reader* reader, size_t index)
{
    return c::guardedOr<const char*>(nullptr, [&] {
        const std::vector<FieldInfo>& fields = c::readerOf(reader).reader.fields();
        if (index >= fields.size()) {
            throw Misuse(H5PULSE_OUT_OF_RANGE, "there is no field " + std::to_string(index) +
                                                   "; the run has " + std::to_string(fields.size()) +
                                                   ", counted from 0");
        }
        return fields[index].name.c_str();
    });
}

size_t h5pulse_reader_field_rank(const h5pulse_reader* reader, const char* field)
{
    return c::guardedOr(size_t{0}, [&] { return c::fieldOf(reader, field).shape.size(); });
}

int h5pulse_reader_field_shape(const h5pulse_reader* reader, const char* field, size_t rank, size_t* shape)
{
    return c::guarded([&] {
        const FieldInfo& info = c::fieldOf(reader, field);
        c::requireRank(info.name, info.shape, rank);
        c::requireArray(shape, rank, "the memory for the shape");
        std::ranges::copy(info.shape, shape);
    });
}

size_t h5pulse_reader_field_elements(const h5pulse_reader* reader, const char* field)
{
    return c::guardedOr(size_t{0}, [&] { return c::fieldOf(reader, field).components(); });
}

h5pulse_type h5pulse_reader_field_type(const h5pulse_reader* reader, const char* field)
{
    return c::guardedOr(int{0}, [&] { return c::typeOf(c::fieldOf(reader, field).type); });
}

const char* h5pulse_reader_field_units(const h5pulse_reader* reader, const char* field)
{
    return fieldText(reader, field, [](const FieldInfo& info) -> const std::string& { return info.units; });
}

const char* h5pulse_reader_field_long_name(const h5pulse_reader* reader, const char* field)
{
    return fieldText(reader, field,
                     [](const FieldInfo& info) -> const std::string& { return info.longName; });
}

int h5pulse_reader_read_times(h5pulse_reader* reader, size_t first, size_t count, double* times)
{
    return c::guarded([&] {
        c::requireArray(times, count, "the memory for the times");
        std::ranges::copy(c::readerOf(reader).reader.readTimes(first, count), times);
    });
}

int h5pulse_reader_read_step(h5pulse_reader* reader, const char* field, size_t step, void* values,
                             size_t count)
{
    return h5pulse_reader_read_steps(reader, field, step, 1, values, count);
}

int h5pulse_reader_read_steps(h5pulse_reader* reader, const char* field, size_t first, size_t steps,
                              void* values, size_t count)
{
    return c::guarded([&] {
        const FieldInfo& info = c::fieldOf(reader, field);
        readSteps(reader, info, first, steps, info.type, values, count);
    });
}

int h5pulse_reader_read_steps_as(h5pulse_reader* reader, const char* field, size_t first, size_t steps,
                                 h5pulse_type type, void* values, size_t count)
{
    return c::guarded([&] {
        const FieldInfo& info = c::fieldOf(reader, field);
        readSteps(reader, info, first, steps, c::elementType(type), values, count);
    });
}
