// SPDX-License-Identifier: MIT
#include "types.h"

#include "guarded.h"
#include "last_error.h"

#include <h5pulse/version.h>

#include <optional>
#include <string>

namespace h5pulse::c {

namespace {

// The numbers follow ElementType, from 1.
static_assert(H5PULSE_FLOAT32 == 1 && H5PULSE_TYPE_COUNT == kElementTypeCount,
              "c_types.h has other types than ElementType");

std::optional<ElementType> find(h5pulse_type type) noexcept
{
    const auto place = static_cast<std::size_t>(type) - 1;
    return place < kElementTypeCount ? std::optional(static_cast<ElementType>(place)) : std::nullopt;
}

} // namespace

ElementType elementType(h5pulse_type type)
{
    if (const auto found = find(type)) {
        return *found;
    }
    throw Misuse(H5PULSE_INVALID_ARGUMENT,
                 std::to_string(type) + " is not an h5pulse_type; use a constant such as H5PULSE_FLOAT64");
}

h5pulse_type typeOf(ElementType type) noexcept
{
    return static_cast<h5pulse_type>(type) + 1;
}

} // namespace h5pulse::c

using namespace h5pulse;

size_t h5pulse_type_size(h5pulse_type type)
{
    const auto found = c::find(type);
    return found ? sizeOf(*found) : 0;
}

const char* h5pulse_type_name(h5pulse_type type)
{
    const auto found = c::find(type);
    return found ? toString(*found).data() : nullptr;
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
