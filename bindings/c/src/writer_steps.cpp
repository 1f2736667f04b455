// SPDX-License-Identifier: MIT
#include "array_values.h"
#include "types.h"
#include "writer_object.h"

#include <deque>

using namespace h5pulse;
using c::Misuse;
using c::WriterObject;

namespace {

constexpr const char* kValuesOf = "the values of field";

/// The callers' pointers as the layout's data.
void setData(WriterObject& writer, const void* const* values)
{
    std::vector<StepValues>& layout = writer.layout();
    c::requireArray(values, layout.size(), "the list of values");
    for (std::size_t i = 0; i < layout.size(); ++i) {
        c::requireArray(values[i], 1, kValuesOf, writer.nameOf(i));
        layout[i].data = values[i];
    }
}

std::vector<StepValues> blockOf(WriterObject& writer, std::size_t count)
{
    std::vector<StepValues> block = writer.layout();
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (__builtin_mul_overflow(block[i].count, count, &block[i].count)) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, std::to_string(count) + " steps of field '" +
                                                       writer.nameOf(i) + "' are larger than the memory");
        }
    }
    return block;
}

/// One description for each field.
class Arrays
{
public:
    Arrays(const WriterObject& writer, std::size_t known, std::size_t fields, const h5pulse_values* values)
    {
        if (fields != known) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the run has " + std::to_string(known) +
                                                       " fields, and values of " + std::to_string(fields) +
                                                       " are given");
        }
        c::requireArray(values, fields, "the list of values");
        for (std::size_t i = 0; i < fields; ++i) {
            m_list.push_back(m_arrays.emplace_back(writer.nameOf(i).c_str(), values[i]).values());
        }
    }

    std::span<const StepValues> list() const noexcept { return m_list; }

private:
    std::deque<c::ArrayValues> m_arrays; ///< which may own copies
    std::vector<StepValues> m_list;
};

} // namespace

int h5pulse_writer_begin_step(h5pulse_writer* writer, double time)
{
    return c::onRun(writer, [&](WriterObject&, Writer& run) { run.beginStep(time); });
}

int h5pulse_writer_put(h5pulse_writer* writer, const char* field, const void* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        const std::size_t index = object.indexOf(field);
        c::requireArray(values, 1, kValuesOf, object.nameOf(index));
        StepValues put = object.layout()[index];
        put.data = values;
        run.putValues(field, put);
    });
}

int h5pulse_writer_put_as(h5pulse_writer* writer, const char* field, h5pulse_type type, const void* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        const std::size_t index = object.indexOf(field);
        c::requireArray(values, 1, kValuesOf, object.nameOf(index));
        StepValues put = object.layout()[index];
        put.data = values;
        put.type = c::elementType(type);
        run.putValues(field, put);
    });
}

int h5pulse_writer_put_values(h5pulse_writer* writer, const char* field, const h5pulse_values* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        const std::size_t index = object.indexOf(field);
        c::requireArray(values, 1, kValuesOf, object.nameOf(index));
        run.putValues(field, c::ArrayValues(field, *values).values());
    });
}

int h5pulse_writer_end_step(h5pulse_writer* writer)
{
    return c::onRun(writer, [](WriterObject&, Writer& run) { run.endStep(); });
}

int h5pulse_writer_append(h5pulse_writer* writer, double time, const void* const* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        setData(object, values);
        run.appendStep(time, object.layout());
    });
}

int h5pulse_writer_append_many(h5pulse_writer* writer, size_t count, const double* times,
                               const void* const* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        if (count == 0) {
            return;
        }
        c::requireArray(times, count, "the times");
        setData(object, values);
        run.appendSteps({times, count}, blockOf(object, count));
    });
}

int h5pulse_writer_append_values(h5pulse_writer* writer, double time, size_t fields,
                                 const h5pulse_values* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        run.appendStep(time, Arrays(object, object.layout().size(), fields, values).list());
    });
}

int h5pulse_writer_append_many_values(h5pulse_writer* writer, size_t count, const double* times,
                                      size_t fields, const h5pulse_values* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        c::requireArray(times, count, "the times");
        run.appendSteps({times, count}, Arrays(object, object.layout().size(), fields, values).list());
    });
}

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
    return c::guardedOr(int{0}, [&] {
        WriterObject& object = c::writerOf(writer);
        object.run();
        return c::typeOf(object.layout()[object.indexOf(field)].type);
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
