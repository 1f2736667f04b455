// SPDX-License-Identifier: MIT
#include "view_check.h"

#include "run_content.h"

#include <algorithm>
#include <complex>
#include <cstring>
#include <limits>

namespace h5pulse::faults {

namespace {

constexpr std::size_t kBins = 7;
constexpr std::size_t kComponents = 3;

template <typename T>
double as(const std::byte* from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return static_cast<double>(value);
}

/// The element, of a complex one its real part.
double number(const std::byte* from, ElementType type)
{
    switch (type) {
    case ElementType::Float32:
    case ElementType::Complex64:
        return as<float>(from);
    case ElementType::Float64:
    case ElementType::Complex128:
        return as<double>(from);
    case ElementType::Int8:
        return as<std::int8_t>(from);
    case ElementType::Int16:
        return as<std::int16_t>(from);
    case ElementType::Int32:
        return as<std::int32_t>(from);
    case ElementType::Int64:
        return as<std::int64_t>(from);
    case ElementType::UInt8:
        return as<std::uint8_t>(from);
    case ElementType::UInt16:
        return as<std::uint16_t>(from);
    case ElementType::UInt32:
        return as<std::uint32_t>(from);
    case ElementType::UInt64:
        return as<std::uint64_t>(from);
    }
    return 0.0;
}

/// Compares the view of components from `first` on with what was written.
std::size_t wrongBins(Reader& reader, std::size_t field, std::size_t first, std::size_t components)
{
    const FieldInfo& info = reader.fields()[field];
    const std::int64_t salt = saltOf(reader);
    const Reduction view = reader.reduce(info.name, first, components, 0, reader.steps(), kBins);
    std::size_t wrong = view.bins() == 0 || view.edges.back() != reader.steps() ? 1 : 0;
    for (std::size_t bin = 0; bin < view.bins(); ++bin) {
        std::vector<double> low(components, std::numeric_limits<double>::infinity());
        std::vector<double> high(components, -std::numeric_limits<double>::infinity());
        for (std::size_t step = view.edges[bin]; step < view.edges[bin + 1]; ++step) {
            const auto row = rowOf(salt, step, field, info.type, first + components);
            for (std::size_t i = 0; i < components; ++i) {
                const double x = number(row.data() + (first + i) * sizeOf(info.type), info.type);
                low[i] = std::min(low[i], x);
                high[i] = std::max(high[i], x);
            }
        }
        for (std::size_t i = 0; i < components; ++i) {
            const std::size_t at = bin * components + i;
            wrong += view.minimum[at] != low[i] || view.maximum[at] != high[i] || view.nonFinite[at] != 0;
        }
    }
    return wrong;
}

} // namespace

std::size_t wrongViews(Reader& reader)
{
    std::size_t wrong = 0;
    for (std::size_t field = 0; reader.steps() > 0 && field < reader.fields().size(); ++field) {
        const FieldInfo& info = reader.fields()[field];
        if (reader.hasOverview(info.name)) {
            wrong += wrongBins(reader, field, 0, std::min(info.components(), kComponents));
            if (info.components() > kComponents && info.components() < 5'000) {
                wrong += wrongBins(reader, field, info.components() - 1, 1);
            }
        }
    }
    return wrong;
}

} // namespace h5pulse::faults
