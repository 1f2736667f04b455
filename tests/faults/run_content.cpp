// SPDX-License-Identifier: MIT
#include "run_content.h"

#include <cstring>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <variant>

namespace h5pulse::faults {

namespace {

std::uint64_t mixed(std::int64_t salt, std::size_t step, std::size_t field, std::size_t element)
{
    std::uint64_t x = step * 0x9E3779B97F4A7C15U + field * 0xC2B2AE3D27D4EB4FU +
                      element * 0x165667B19E3779F9U + static_cast<std::uint64_t>(salt) * 0xD6E8FEB86659FD93U;
    x = (x ^ (x >> 31U)) * 0xBF58476D1CE4E5B9U;
    return x ^ (x >> 29U);
}

/// As many bits as the type holds exactly, the last one set.
template <typename T>
T elementOf(std::uint64_t x)
{
    if constexpr (std::same_as<T, std::complex<float>> || std::same_as<T, std::complex<double>>) {
        using Part = typename T::value_type;
        return {elementOf<float>(x) * Part{1}, elementOf<float>(x >> 24U) * Part{1}};
    } else if constexpr (std::same_as<T, float>) {
        return static_cast<float>((x & 0xFFFFFFU) | 1U);
    } else if constexpr (std::same_as<T, double>) {
        return static_cast<double>((x & 0xFFFFFFFFFFFFFU) | 1U);
    } else {
        return static_cast<T>(x | 1U);
    }
}

/// Calls `action` with a value of the C++ type of these elements.
template <typename Action>
void withType(ElementType type, const Action& action)
{
    switch (type) {
    case ElementType::Float32:
        return action(float{});
    case ElementType::Float64:
        return action(double{});
    case ElementType::Complex64:
        return action(std::complex<float>{});
    case ElementType::Complex128:
        return action(std::complex<double>{});
    case ElementType::Int8:
        return action(std::int8_t{});
    case ElementType::Int16:
        return action(std::int16_t{});
    case ElementType::Int32:
        return action(std::int32_t{});
    case ElementType::Int64:
        return action(std::int64_t{});
    case ElementType::UInt8:
        return action(std::uint8_t{});
    case ElementType::UInt16:
        return action(std::uint16_t{});
    case ElementType::UInt32:
        return action(std::uint32_t{});
    case ElementType::UInt64:
        return action(std::uint64_t{});
    }
}

std::size_t componentsOf(const FieldSpec& field)
{
    return std::accumulate(field.shape.begin(), field.shape.end(), std::size_t{1}, std::multiplies<>());
}

std::vector<FieldSpec> fieldsOf(std::string_view profile)
{
    using enum ElementType;
    if (profile == "one") {
        return {{.shape = {100}}};
    }
    if (profile == "few") {
        return {{.type = Float32}, {.shape = {6}}, {.shape = {2, 3}, .type = Int16}};
    }
    if (profile == "wide") {
        return {{.shape = {20'000}}};
    }
    if (profile == "broad") {
        return {{.shape = {3'000}}};
    }
    if (profile == "indexed") {
        // So many fields that chunks are small: each step of the first is one.
        std::vector<FieldSpec> fields(256, FieldSpec{.type = Int8});
        fields.front() = {.shape = {1024}};
        return fields;
    }
    if (profile == "all") {
        return {{.type = Float32},
                {.shape = {3}},
                {.shape = {2, 2}, .type = Complex64},
                {.type = Complex128},
                {.shape = {5}, .type = Int8},
                {.shape = {2, 3}, .type = Int16},
                {.shape = {4}, .type = Int32},
                {.shape = {2, 2, 2}, .type = Int64},
                {.type = UInt8},
                {.shape = {7}, .type = UInt16},
                {.shape = {3, 2}, .type = UInt32},
                {.shape = {3}, .type = UInt64}};
    }
    throw std::invalid_argument("no profile '" + std::string(profile) + "'");
}

/// Adds 1 to each step of [first, first + bad.size()) whose row is not what it must be.
void findWrong(Reader& reader, std::int64_t salt, std::size_t number, std::size_t first,
               std::vector<char>& bad)
{
    const FieldInfo& field = reader.fields()[number];
    const std::size_t components = field.components();
    withType(field.type, [&]<typename T>(T) {
        std::vector<T> values(components * bad.size());
        reader.readSteps(field.name, first, bad.size(), values);
        for (std::size_t i = 0; i < bad.size(); ++i) {
            const std::vector<std::byte> wanted = rowOf(salt, first + i, number, field.type, components);
            bad[i] |= std::memcmp(wanted.data(), &values[i * components], wanted.size()) != 0 ? 1 : 0;
        }
    });
}

} // namespace

RunSpec runOf(std::string_view profile, std::int64_t salt)
{
    RunSpec run{.fields = fieldsOf(profile), .attributes = {{kSalt, Attribute(salt)}}};
    for (std::size_t i = 0; i < run.fields.size(); ++i) {
        run.fields[i].name = "f" + std::to_string(i);
    }
    return run;
}

double timeOf(std::int64_t salt, std::size_t step)
{
    return 0.5 * static_cast<double>(step) + static_cast<double>(salt) / 1024;
}

std::vector<std::byte> rowOf(std::int64_t salt, std::size_t step, std::size_t field, ElementType type,
                             std::size_t count)
{
    std::vector<std::byte> row(count * sizeOf(type));
    withType(type, [&]<typename T>(T) {
        for (std::size_t i = 0; i < count; ++i) {
            const T value = elementOf<T>(mixed(salt, step, field, i));
            std::memcpy(&row[i * sizeof(T)], &value, sizeof(T));
        }
    });
    return row;
}

StepContent::StepContent(const RunSpec& run, std::int64_t salt)
    : m_fields(run.fields)
    , m_salt(salt)
    , m_rows(run.fields.size())
    , m_values(run.fields.size())
{
}

const std::vector<StepValues>& StepContent::at(std::size_t step)
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_rows[i] = rowOf(m_salt, step, i, m_fields[i].type, componentsOf(m_fields[i]));
        m_values[i] = {m_rows[i].data(), componentsOf(m_fields[i]), m_fields[i].type};
    }
    return m_values;
}

std::int64_t saltOf(const Reader& reader)
{
    const auto found = reader.info().attributes.find(kSalt);
    return found == reader.info().attributes.end() ? 0 : std::get<std::int64_t>(found->second);
}

std::size_t wrongRows(Reader& reader, std::size_t first, std::size_t count)
{
    const std::int64_t salt = saltOf(reader);
    constexpr std::size_t block = 1000;
    std::size_t wrong = 0;
    for (std::size_t from = first; from < first + count; from += block) {
        std::vector<char> bad(std::min(block, first + count - from));
        const std::vector<double> times = reader.readTimes(from, bad.size());
        for (std::size_t i = 0; i < bad.size(); ++i) {
            bad[i] = times[i] != timeOf(salt, from + i);
        }
        for (std::size_t number = 0; number < reader.fields().size(); ++number) {
            findWrong(reader, salt, number, from, bad);
        }
        wrong += static_cast<std::size_t>(std::count(bad.begin(), bad.end(), 1));
    }
    return wrong;
}

} // namespace h5pulse::faults
