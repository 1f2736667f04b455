// SPDX-License-Identifier: MIT
#include "types.h"
#include "writer_object.h"

#include <algorithm>

using namespace h5pulse;
using c::Misuse;
using c::WriterObject;

namespace {

/// Returns a property of a field of the open run; `failed` after an error.
template <typename Result, typename Function>
Result ofField(const h5pulse_writer* writer, const char* field, Result failed, const Function& function)
{
    return c::guardedOr(failed, [&] {
        WriterObject& object = c::writerOf(writer);
        const Writer& run = object.run();
        return function(run.fields()[object.indexOf(field)]);
    });
}

} // namespace

size_t h5pulse_writer_field_count(const h5pulse_writer* writer)
{
    return c::guardedOr(size_t{0}, [&] { return c::writerOf(writer).layout().size(); });
}

const char* h5pulse_writer_field_name(const h5pulse_writer* writer, size_t index)
{
    return c::guardedOr<const char*>(nullptr, [&] {
        WriterObject& object = c::writerOf(writer);
        object.run();
        if (index >= object.layout().size()) {
            throw Misuse(H5PULSE_OUT_OF_RANGE, "there is no field " + std::to_string(index) +
                                                   "; the run has " + std::to_string(object.layout().size()) +
                                                   ", counted from 0");
        }
        return object.nameOf(index).c_str();
    });
}

h5pulse_type h5pulse_writer_field_type(const h5pulse_writer* writer, const char* field)
{
    return ofField(writer, field, h5pulse_type{0},
                   [](const FieldSpec& spec) { return c::typeOf(spec.type); });
}

size_t h5pulse_writer_field_rank(const h5pulse_writer* writer, const char* field)
{
    return ofField(writer, field, size_t{0}, [](const FieldSpec& spec) { return spec.shape.size(); });
}

int h5pulse_writer_field_shape(const h5pulse_writer* writer, const char* field, size_t rank, size_t* shape)
{
    return c::guarded([&] {
        WriterObject& object = c::writerOf(writer);
        const FieldSpec& spec = object.run().fields()[object.indexOf(field)];
        c::requireRank(spec.name, spec.shape, rank);
        c::requireArray(shape, rank, "the memory for the shape");
        if (spec.order == Order::ColumnMajor) { // the file has it reversed
            std::ranges::reverse_copy(spec.shape, shape);
        } else {
            std::ranges::copy(spec.shape, shape);
        }
    });
}

h5pulse_order h5pulse_writer_field_order(const h5pulse_writer* writer, const char* field)
{
    return ofField(writer, field, h5pulse_order{H5PULSE_ROW_MAJOR}, [](const FieldSpec& spec) {
        return spec.order == Order::ColumnMajor ? H5PULSE_COLUMN_MAJOR : H5PULSE_ROW_MAJOR;
    });
}

size_t h5pulse_writer_field_elements(const h5pulse_writer* writer, const char* field)
{
    return c::guardedOr(size_t{0}, [&] {
        WriterObject& object = c::writerOf(writer);
        object.run();
        return object.layout()[object.indexOf(field)].count;
    });
}
