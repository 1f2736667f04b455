// SPDX-License-Identifier: MIT
#include "protocol/arrays.h"

#include <h5pulse/service/message.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace h5pulse::protocol {

namespace {

using Json = nlohmann::json;

/// The type as NumPy writes it: byte order, kind and bytes.
template <typename T>
std::string typeName()
{
    constexpr ElementKind kind = kindOf(elementTypeOf<T>());
    constexpr char letter = kind == ElementKind::FloatingPoint   ? 'f'
                            : kind == ElementKind::Complex       ? 'c'
                            : kind == ElementKind::SignedInteger ? 'i'
                                                                 : 'u';
    return (sizeof(T) == 1 ? "|" : "<") + std::string(1, letter) + std::to_string(sizeof(T));
}

/// Turns little-endian numbers into those of this machine, or back.
template <typename T>
void swapIfBigEndian([[maybe_unused]] char* bytes, [[maybe_unused]] std::size_t count)
{
    if constexpr (std::endian::native == std::endian::big) {
        constexpr std::size_t size = sizeof(RealOf<T>);
        for (std::size_t i = 0; i < count * (sizeof(T) / size); ++i) {
            std::reverse(bytes + i * size, bytes + (i + 1) * size);
        }
    }
}

template <typename T>
Json append(std::string& bytes, const std::vector<T>& values)
{
    const std::size_t offset = bytes.size();
    bytes.resize(offset + values.size() * sizeof(T));
    if (!values.empty()) {
        std::memcpy(bytes.data() + offset, values.data(), values.size() * sizeof(T));
    }
    swapIfBigEndian<T>(bytes.data() + offset, values.size());
    return {{"type", typeName<T>()}, {"offset", offset}, {"count", values.size()}};
}

template <typename T, typename From>
Json appendAs(std::string& bytes, const std::vector<From>& values)
{
    std::vector<T> converted(values.size());
    std::ranges::transform(values, converted.begin(), [](From value) { return static_cast<T>(value); });
    return append(bytes, converted);
}

bool isFloat(double value)
{
    // Only values that a float can hold are converted. NaN carries nothing beside being NaN.
    return std::isnan(value) || std::isinf(value) ||
           (std::abs(value) <= double{std::numeric_limits<float>::max()} &&
            double{static_cast<float>(value)} == value);
}

std::uint64_t numberAt(const Json& json, const char* name)
{
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number_unsigned()) {
        throw ProtocolError("an array without " + std::string(name));
    }
    return found->get<std::uint64_t>();
}

/// Calls use() with the type of a JSON array.
template <typename Use>
void withType(const Json& json, Use&& use)
{
    const auto found = json.is_object() ? json.find("type") : json.end();
    if (found == json.end() || !found->is_string()) {
        throw ProtocolError("an array without type");
    }
    const std::string& name = found->get_ref<const std::string&>();
    bool known = false;
    for (std::size_t i = 0; i < kElementTypeCount && !known; ++i) {
        visitElementType(static_cast<ElementType>(i), [&]<typename T>(std::type_identity<T> type) {
            if (name == typeName<T>()) {
                known = true;
                use(type);
            }
        });
    }
    if (!known) {
        throw ProtocolError("an array of unknown type");
    }
}

template <typename T>
std::vector<T> elements(std::string_view bytes, const Json& json)
{
    const std::uint64_t offset = numberAt(json, "offset");
    const std::uint64_t count = numberAt(json, "count");
    if (offset > bytes.size() || count > (bytes.size() - offset) / sizeof(T)) {
        throw ProtocolError("an array that ends after the message");
    }
    std::vector<T> values(count);
    if (count > 0) {
        std::memcpy(values.data(), bytes.data() + offset, count * sizeof(T));
    }
    swapIfBigEndian<T>(reinterpret_cast<char*>(values.data()), count);
    return values;
}

/// Reads numbers of any kind that To holds exactly.
template <typename To>
void readAs(std::string_view bytes, const Json& json, std::vector<To>& values)
{
    withType(json, [&]<typename T>(std::type_identity<T>) {
        if constexpr (std::same_as<T, To>) {
            values = elements<T>(bytes, json);
        } else if constexpr (std::is_floating_point_v<T> == std::is_floating_point_v<To> && !kIsComplex<T> &&
                             !(std::is_signed_v<T> && std::is_unsigned_v<To>)) {
            const std::vector<T> found = elements<T>(bytes, json);
            values.assign(found.begin(), found.end());
        } else {
            throw ProtocolError("an array of another type");
        }
    });
}

/// Bytes of the shortest type that holds all values.
std::size_t bytesOf(const std::vector<std::uint64_t>& values)
{
    const std::uint64_t largest = values.empty() ? 0 : std::ranges::max(values);
    return largest <= std::numeric_limits<std::uint8_t>::max()    ? sizeof(std::uint8_t)
           : largest <= std::numeric_limits<std::uint16_t>::max() ? sizeof(std::uint16_t)
           : largest <= std::numeric_limits<std::uint32_t>::max() ? sizeof(std::uint32_t)
                                                                  : sizeof(std::uint64_t);
}

Json appendShortest(std::string& bytes, const std::vector<std::uint64_t>& values)
{
    switch (bytesOf(values)) {
    case sizeof(std::uint8_t):
        return appendAs<std::uint8_t>(bytes, values);
    case sizeof(std::uint16_t):
        return appendAs<std::uint16_t>(bytes, values);
    case sizeof(std::uint32_t):
        return appendAs<std::uint32_t>(bytes, values);
    default:
        return append(bytes, values);
    }
}

} // namespace

Json ArrayWriter::add(const std::vector<double>& values)
{
    return std::ranges::all_of(values, isFloat) ? appendAs<float>(m_bytes, values) : append(m_bytes, values);
}

Json ArrayWriter::add(const std::vector<std::uint64_t>& values)
{
    const std::size_t size = bytesOf(values);
    if (values.size() > 1 && std::ranges::is_sorted(values)) {
        std::vector<std::uint64_t> differences(values.size());
        std::adjacent_difference(values.begin(), values.end(), differences.begin());
        differences.front() = 0;
        if (bytesOf(differences) < size) {
            Json json = appendShortest(m_bytes, differences);
            json["from"] = values.front();
            return json;
        }
    }
    return appendShortest(m_bytes, values);
}

Json ArrayWriter::addExactly(const Values& values)
{
    return std::visit([this](const auto& elements) { return append(m_bytes, elements); }, values);
}

void ArrayReader::read(const Json& json, std::vector<double>& values) const
{
    readAs(m_bytes, json, values);
}

void ArrayReader::read(const Json& json, std::vector<std::uint64_t>& values) const
{
    readAs(m_bytes, json, values);
    if (json.contains("from")) {
        std::uint64_t sum = numberAt(json, "from"); // wraps around if the other end lies
        for (std::uint64_t& value : values) {
            sum += value;
            value = sum;
        }
    }
}

Values ArrayReader::readExactly(const Json& json) const
{
    Values values;
    withType(json, [&]<typename T>(std::type_identity<T>) { values = elements<T>(m_bytes, json); });
    return values;
}

} // namespace h5pulse::protocol
