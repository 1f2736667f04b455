// SPDX-License-Identifier: MIT
#include "frames/read_values.h"

#include <h5pulse/reader.h>

#include <functional>
#include <numeric>

namespace h5pulse {

TypedValues readTypedBox(Reader& reader, const FieldDescription& field, std::uint64_t step,
                         std::span<const std::size_t> start, std::span<const std::size_t> count)
{
    Values read = makeValues(
        field.type, std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>()));
    std::visit([&](auto& values) { reader.readBox(field.name, step, start, count, values); }, read);
    return TypedValues(std::move(read));
}

TypedValues readTypedComponent(Reader& reader, const FieldDescription& field, std::uint64_t component,
                               std::uint64_t first, std::uint64_t count)
{
    Values read = makeValues(field.type, count);
    std::visit([&](auto& values) { reader.readComponent(field.name, component, first, count, values); },
               read);
    return TypedValues(std::move(read));
}

} // namespace h5pulse
