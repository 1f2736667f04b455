// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse::cli {

/// The lines of `h5pulse follow` for one run: which field, which columns, how wide.
class FollowTable
{
public:
    /// @param field      nothing: defaultField()
    /// @param component  indices as parseComponent() gives them; empty: minimum, maximum and mean
    /// Throws std::invalid_argument and std::out_of_range for what the run does not have.
    FollowTable(const Reader& reader, const std::optional<std::string>& field,
                const std::vector<std::size_t>& component);

    /// Steps that have both a time and a value.
    std::size_t steps(const Reader& reader) const;
    /// Titles, as a comment.
    std::string header() const;
    /// The values of one step.
    std::string row(Reader& reader, std::size_t step) const;

private:
    std::string line(const std::vector<std::string>& cells, char first) const;

    std::optional<FieldInfo> m_field; ///< nothing: the run has times only
    std::optional<std::size_t> m_component;
    std::vector<std::string> m_titles;
};

} // namespace h5pulse::cli
