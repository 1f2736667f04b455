// SPDX-License-Identifier: MIT
#pragma once

#include "call_log.h"
#include "file_map.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::faults {

/// What a call that the shim has logged did to a run, in words:
///   create NAME, rename (new) NAME, rename NAME, link NAME, unlink NAME, folder sync
///   lock, grow, cut, allocate, sync
///   superblock(FLAGS), heartbeat(steps=S synced=N STATE), journal, journal(empty)
///   rows NAME, extent NAME, overview, metadata, new metadata, large metadata
///   reported TEXT
/// "grow" and "cut" are calls of ftruncate; "cut" also where the size stays. "rename (new)" does not replace.
/// "new metadata" is a block that the log has not seen before, "large metadata" one of more than a page.
/// Calls on a file that has no map are "other ...".
struct Event
{
    std::string what{};
    std::uint64_t file = 0;
    std::uint64_t size = 0; ///< of the file after it
};

/// The calls of a program on the files of a run, as events.
class EventLog
{
public:
    /// @param maps   of each file that is told in detail, by its inode
    /// @param sizes  of the files that were there before
    EventLog(const std::vector<LoggedCall>& calls, const std::map<std::uint64_t, FileMap>& maps,
             std::map<std::uint64_t, std::uint64_t> sizes = {});

    const std::vector<Event>& events() const noexcept { return m_events; }
    /// The events from the first whose text begins with `from` up to the next that begins with `to`, without
    /// these two. Throws std::runtime_error where they are not there.
    EventLog part(std::string_view from, std::string_view to) const;
    EventLog after(std::string_view from) const;

    /// Whether an event has this beginning.
    bool has(std::string_view beginning) const;
    /// The texts, with ", " between; those that follow each other and are equal stand once.
    std::string text() const;

    /// For each event `later`: whether a `wanted` lies between it and the last `earlier` before it. Gives
    /// what is wrong, or an empty text. Beginnings of texts, several with '|' between.
    std::string missing(std::string_view earlier, std::string_view wanted, std::string_view later) const;
    /// Whether events with these beginnings come one after the other, others between them or not. Gives what
    /// is wrong, or an empty text.
    std::string disorder(const std::vector<std::string_view>& beginnings) const;
    /// Whether each heartbeat that counts more steps as synchronised comes when all that was written before
    /// is. Gives what is wrong, or an empty text.
    std::string untrueHeartbeat() const;

private:
    EventLog() = default;

    std::vector<Event> m_events{};
};

/// The number of a file's inode.
std::uint64_t inodeOf(const std::filesystem::path& path);

} // namespace h5pulse::faults
