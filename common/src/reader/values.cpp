// SPDX-License-Identifier: MIT
#include <h5pulse/values.h>

namespace h5pulse {

Values makeValues(ElementType type, std::size_t count)
{
    return visitElementType(
        type, [count]<typename T>(std::type_identity<T>) -> Values { return std::vector<T>(count); });
}

} // namespace h5pulse
