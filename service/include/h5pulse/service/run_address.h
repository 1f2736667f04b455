// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace h5pulse {

/// Where a run is: a path on this machine, or on a host that ssh reaches.
struct RunAddress
{
    std::string host; ///< "host" or "user@host", as ssh takes it; empty: this machine
    std::optional<std::uint16_t> port{};
    std::string path; ///< there; not absolute: from the home folder

    bool isRemote() const { return !host.empty(); }
    /// "user@host:path", or "ssh://user@host:port/path".
    std::string text() const;

    friend bool operator==(const RunAddress&, const RunAddress&) = default;
};

/// Reads an address: a path, "[user@]host:path", or "ssh://[user@]host[:port]/path".
///
/// Text before the first colon is a host only if a host can have this name, and if no '/' is in it: so "./a:b.h5" and
/// "run 10:30.h5" are paths. IPv6 addresses stand in brackets. In a URL, "%20" is a space. "~/" at the start of a path
/// means the home folder.
///
/// Throws std::invalid_argument with a sentence: no path, no host, a host that ssh would take for an option, a wrong
/// port, or a path of Windows.
RunAddress parseAddress(std::string_view text);

/// The same for what a user wrote here: a file that exists comes before a host of that name. Looks at the file system only
/// if `text` could name a host or no run at all.
RunAddress resolveAddress(const std::string& text);

} // namespace h5pulse
