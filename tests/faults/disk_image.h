// SPDX-License-Identifier: MIT
#pragma once

#include "call_log.h"

#include <cstdint>
#include <map>
#include <string>

namespace h5pulse::faults {

/// The files of a folder as some calls have left them: what is on a disk after a power loss.
class DiskImage
{
public:
    /// A file that is there from the beginning.
    void add(const std::string& path, std::uint64_t file, std::string content);
    void apply(const LoggedCall& call);
    /// Only the bytes [from, to) of the file, of a write.
    void applyPart(const LoggedCall& call, std::uint64_t from, std::uint64_t to);

    /// The content of the file of that name; nullptr: there is none.
    const std::string* find(const std::string& path) const;

private:
    std::map<std::string, std::uint64_t> m_names{};
    std::map<std::uint64_t, std::string> m_contents{};
};

} // namespace h5pulse::faults
