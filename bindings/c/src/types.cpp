// SPDX-License-Identifier: MIT
#include "types.h"

#include "guarded.h"
#include "last_error.h"

#include <h5pulse/version.h>

#include <array>
#include <optional>
#include <string>

namespace h5pulse::c {

namespace {

struct Pair
{
    h5pulse_type type;
    ElementType element;
    const char* name;
};

/// In the order of their numbers, which begin at 1.
constexpr std::array kTypes{Pair{H5PULSE_FLOAT32, ElementType::Float32, "float32"},
                            Pair{H5PULSE_FLOAT64, ElementType::Float64, "float64"},
                            Pair{H5PULSE_COMPLEX64, ElementType::Complex64, "complex64"},
                            Pair{H5PULSE_COMPLEX128, ElementType::Complex128, "complex128"},
                            Pair{H5PULSE_INT8, ElementType::Int8, "int8"},
                            Pair{H5PULSE_INT16, ElementType::Int16, "int16"},
                            Pair{H5PULSE_INT32, ElementType::Int32, "int32"},
                            Pair{H5PULSE_INT64, ElementType::Int64, "int64"},
                            Pair{H5PULSE_UINT8, ElementType::UInt8, "uint8"},
                            Pair{H5PULSE_UINT16, ElementType::UInt16, "uint16"},
                            Pair{H5PULSE_UINT32, ElementType::UInt32, "uint32"},
                            Pair{H5PULSE_UINT64, ElementType::UInt64, "uint64"}};

static_assert([] {
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
        if (kTypes[i].type != static_cast<h5pulse_type>(i + 1)) {
            return false;
        }
    }
    return true;
}());

const Pair* find(h5pulse_type type) noexcept
{
    const auto place = static_cast<std::size_t>(type) - 1;
    return place < kTypes.size() ? &kTypes[place] : nullptr;
}

} // namespace

ElementType elementType(h5pulse_type type)
{
    if (const Pair* pair = find(type)) {
        return pair->element;
    }
    throw Misuse(H5PULSE_INVALID_ARGUMENT,
                 std::to_string(type) + " is no h5pulse_type; use H5PULSE_FLOAT64 and its like");
}

h5pulse_type typeOf(ElementType type) noexcept
{
    for (const Pair& pair : kTypes) {
        if (pair.element == type) {
            return pair.type;
        }
    }
    return 0;
}

} // namespace h5pulse::c

using namespace h5pulse;

size_t h5pulse_type_size(h5pulse_type type)
{
    const c::Pair* pair = c::find(type);
    return pair != nullptr ? sizeOf(pair->element) : 0;
}

const char* h5pulse_type_name(h5pulse_type type)
{
    const c::Pair* pair = c::find(type);
    return pair != nullptr ? pair->name : nullptr;
}

const char* h5pulse_last_error(void)
{
    return c::lastError();
}

int h5pulse_last_error_code(void)
{
    return c::lastErrorCode();
}

void h5pulse_clear_error(void)
{
    c::setLastError(H5PULSE_OK, "");
}

int h5pulse_report_error(int code, const char* text)
{
    c::setLastError(code, text != nullptr ? text : "");
    return code;
}

const char* h5pulse_version(void)
{
    return H5PULSE_VERSION;
}
