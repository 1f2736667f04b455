// SPDX-License-Identifier: MIT
#include "array_values.h"
#include "types.h"
#include "writer_object.h"

#include <utility>
#include <vector>

using namespace h5pulse;
using c::Misuse;
using c::WriterObject;

namespace {

constexpr const char* kValuesOf = "the values of field";

/// Sets the caller's pointers as the data of the layout.
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

/// One array description per field.
class Arrays
{
public:
    Arrays(WriterObject& writer, std::size_t fields, const h5pulse_values* values)
        : m_list(writer.given())
    {
        if (fields != m_list.size()) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the run has " + std::to_string(m_list.size()) +
                                                       " fields, and values of " + std::to_string(fields) +
                                                       " are given");
        }
        c::requireArray(values, fields, "the list of values");
        for (std::size_t i = 0; i < fields; ++i) {
            c::ArrayValues array(writer.nameOf(i).c_str(), values[i]);
            m_list[i] = array.values();
            if (array.isCopy()) {
                m_copies.push_back(std::move(array));
            }
        }
    }

    std::span<const StepValues> list() const noexcept { return m_list; }

private:
    std::vector<c::ArrayValues> m_copies; ///< usually empty
    std::vector<StepValues>& m_list;
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
        StepValues& put = object.layout()[index];
        put.data = values;
        run.putValues(object.nameOf(index), put);
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
        run.putValues(object.nameOf(index), put);
    });
}

int h5pulse_writer_put_values(h5pulse_writer* writer, const char* field, const h5pulse_values* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        const std::size_t index = object.indexOf(field);
        c::requireArray(values, 1, kValuesOf, object.nameOf(index));
        run.putValues(object.nameOf(index), c::ArrayValues(field, *values).values());
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
        run.appendStep(time, Arrays(object, fields, values).list());
    });
}

int h5pulse_writer_append_many_values(h5pulse_writer* writer, size_t count, const double* times,
                                      size_t fields, const h5pulse_values* values)
{
    return c::onRun(writer, [&](WriterObject& object, Writer& run) {
        c::requireArray(times, count, "the times");
        run.appendSteps({times, count}, Arrays(object, fields, values).list());
    });
}
