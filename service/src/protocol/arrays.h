// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/values.h>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::protocol {

/// Collects the arrays of a message. Each add returns what stands for the array in the text: its type as NumPy writes
/// it, its first byte, and its number of elements: {"type": "<f8", "offset": 0, "count": 100}.
class ArrayWriter
{
public:
    /// Shorter arrays stand in the text themselves.
    static constexpr std::size_t kMostInText = 8;

    /// As the shortest type that holds all values exactly: <f4 or <f8.
    nlohmann::json add(const std::vector<double>& values);
    /// As |u1, <u2, <u4 or <u8. Ascending values become their differences if those are shorter, with the first value as
    /// "from".
    nlohmann::json add(const std::vector<std::uint64_t>& values);

    /// In the type that the values have.
    nlohmann::json addExactly(const Values& values);

    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Finds the arrays of a message. Throws ProtocolError for arrays that are not there.
class ArrayReader
{
public:
    explicit ArrayReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    void read(const nlohmann::json& json, std::vector<double>& values) const;
    void read(const nlohmann::json& json, std::vector<std::uint64_t>& values) const;
    Values readExactly(const nlohmann::json& json) const;

private:
    std::string_view m_bytes;
};

} // namespace h5pulse::protocol
