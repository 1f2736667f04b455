// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse::cli {

/// Formats the lines of `h5pulse follow` for one run: field, columns and widths.
class FollowTable
{
public:
    /// @param field      empty: defaultField()
    /// @param component  indices from parseComponent(); empty: show minimum, maximum and mean
    /// Throws std::invalid_argument or std::out_of_range for a field or component that the run does not have.
    FollowTable(const Reader& reader, const std::optional<std::string>& field,
                const std::vector<std::size_t>& component);

    /// Number of steps with both a time and a value.
    std::size_t steps(const Reader& reader) const;
    /// Titles, as a comment line.
    std::string header() const;
    /// Line of one step.
    std::string row(Reader& reader, std::size_t step) const;

private:
    std::string line(const std::vector<std::string>& cells, char first) const;

    std::optional<FieldInfo> m_field; ///< empty: the run has times only
    std::optional<std::size_t> m_component;
    std::vector<std::string> m_titles;
};

} // namespace h5pulse::cli
