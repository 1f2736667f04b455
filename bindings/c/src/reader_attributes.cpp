// SPDX-License-Identifier: MIT
#include "reader_object.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <variant>

using namespace h5pulse;
using c::Misuse;

namespace {

const Attributes& attributesOf(const h5pulse_reader* reader)
{
    return c::readerOf(reader).reader.info().attributes;
}

const Attribute& attributeOf(const h5pulse_reader* reader, const char* name)
{
    const Attributes& attributes = attributesOf(reader);
    const std::string wanted = c::requireText(name, "the name of the attribute");
    const auto found = attributes.find(wanted);
    if (found == attributes.end()) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "the run has no attribute '" + wanted + "'");
    }
    return found->second;
}

template <typename T>
const T& valueOf(const h5pulse_reader* reader, const char* name, const char* kind)
{
    const T* value = std::get_if<T>(&attributeOf(reader, name));
    if (value == nullptr) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "attribute '" + std::string(name) + "' is not a " + kind);
    }
    return *value;
}

std::vector<double> numbersOf(const Attribute& attribute)
{
    if (const auto* list = std::get_if<std::vector<double>>(&attribute)) {
        return *list;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return {static_cast<double>(*integer)};
    }
    if (const auto* number = std::get_if<double>(&attribute)) {
        return {*number};
    }
    return {};
}

} // namespace

size_t h5pulse_reader_attribute_count(const h5pulse_reader* reader)
{
    return c::guardedOr(size_t{0}, [&] { return attributesOf(reader).size(); });
}

const char* h5pulse_reader_attribute_name(const h5pulse_reader* reader, size_t index)
{
    return c::guardedOr<const char*>(nullptr, [&] {
        const Attributes& attributes = attributesOf(reader);
        if (index >= attributes.size()) {
            throw Misuse(H5PULSE_OUT_OF_RANGE, "there is no attribute " + std::to_string(index) +
                                                   "; the run has " + std::to_string(attributes.size()) +
                                                   ", counted from 0");
        }
        return std::next(attributes.begin(), static_cast<std::ptrdiff_t>(index))->first.c_str();
    });
}

const char* h5pulse_reader_attribute_text(const h5pulse_reader* reader, const char* name)
{
    return c::guardedOr<const char*>(nullptr,
                                     [&] { return valueOf<std::string>(reader, name, "text").c_str(); });
}

int h5pulse_reader_attribute_int64(const h5pulse_reader* reader, const char* name, int64_t* value)
{
    return c::guarded([&] {
        c::requireArray(value, 1, "the memory for the attribute");
        *value = valueOf<std::int64_t>(reader, name, "whole number");
    });
}

size_t h5pulse_reader_attribute_length(const h5pulse_reader* reader, const char* name)
{
    return c::guardedOr(size_t{0}, [&] { return numbersOf(attributeOf(reader, name)).size(); });
}

int h5pulse_reader_attribute_doubles(const h5pulse_reader* reader, const char* name, size_t count,
                                     double* values)
{
    return c::guarded([&] {
        const std::vector<double> numbers = numbersOf(attributeOf(reader, name));
        if (count != numbers.size()) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "attribute '" + std::string(name) + "' has " +
                                                       std::to_string(numbers.size()) + " numbers, not " +
                                                       std::to_string(count));
        }
        c::requireArray(values, count, "the memory for the attribute");
        std::ranges::copy(numbers, values);
    });
}
