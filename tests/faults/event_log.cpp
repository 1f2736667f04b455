// SPDX-License-Identifier: MIT
#include "event_log.h"

#include "format/heartbeat.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <stdexcept>
#include <stdio.h>
#include <sys/stat.h>

namespace h5pulse::faults {

namespace {

/// What changes the file, other than the heartbeat.
constexpr std::string_view kWrites =
    "superblock|rows|extent|overview|metadata|new metadata|large metadata|grow|cut";

bool beginsWithOneOf(std::string_view text, std::string_view beginnings)
{
    for (std::size_t from = 0; from <= beginnings.size();) {
        const std::size_t to = std::min(beginnings.find('|', from), beginnings.size());
        if (text.starts_with(beginnings.substr(from, to - from))) {
            return true;
        }
        from = to + 1;
    }
    return false;
}

std::string heartbeatText(const LoggedCall& call)
{
    if (call.bytes.size() != sizeof(Heartbeat)) {
        return "heartbeat(in part)";
    }
    Heartbeat heartbeat;
    std::memcpy(&heartbeat, call.bytes.data(), sizeof heartbeat);
    const char* state = heartbeat.state == Heartbeat::Running    ? "running"
                        : heartbeat.state == Heartbeat::Finished ? "finished"
                                                                 : "failed";
    return "heartbeat(steps=" + std::to_string(heartbeat.steps) +
           " synced=" + (heartbeat.synced == Heartbeat::kNotSynced ? "-" : std::to_string(heartbeat.synced)) +
           " " + state + (heartbeat.writeProblem != 0 ? " with a write problem)" : ")");
}

/// Names writes by where they go.
class Namer
{
public:
    explicit Namer(const std::map<std::uint64_t, FileMap>& maps)
        : m_maps(maps)
    {
    }

    std::string write(const LoggedCall& call)
    {
        const auto map = m_maps.find(call.file);
        if (map == m_maps.end()) {
            return "write";
        }
        const std::string name = map->second.nameOf(call.offset, call.offset + call.bytes.size());
        if (name.starts_with("extent")) {
            isNew(call);
        }
        if (name == "superblock" && call.offset == 0 && call.bytes.size() > 11) {
            return "superblock(" + std::to_string(call.bytes[11]) + ")";
        }
        if (name == "heartbeat") {
            return heartbeatText(call);
        }
        if (name == "journal") {
            const bool empty =
                call.bytes.size() == 32 && call.bytes.find_first_not_of('\0') == std::string::npos;
            return empty ? "journal(empty)" : name;
        }
        constexpr std::size_t page = 4096;
        if (name == "metadata" && call.bytes.size() > page) {
            return "large metadata";
        }
        return name == "metadata" && isNew(call) ? "new metadata" : name;
    }

private:
    /// Small blocks that HDF5 wrote together at first are written one by one later.
    bool isNew(const LoggedCall& call)
    {
        auto& written = m_written[call.file];
        const auto next = written.upper_bound(call.offset);
        const bool known = next != written.begin() && std::prev(next)->second > call.offset;
        if (!known) {
            written[call.offset] = call.offset + call.bytes.size();
        }
        return !known;
    }

    const std::map<std::uint64_t, FileMap>& m_maps;
    std::map<std::uint64_t, std::map<std::uint64_t, std::uint64_t>> m_written{}; ///< begin and end, by file
};

std::string nameIn(const std::string& path)
{
    return std::filesystem::path(path).filename();
}

std::string lineOf(const std::string& bytes)
{
    return bytes.substr(0, bytes.find('\n'));
}

} // namespace

EventLog::EventLog(const std::vector<LoggedCall>& calls, const std::map<std::uint64_t, FileMap>& maps,
                   std::map<std::uint64_t, std::uint64_t> sizes)
{
    Namer namer(maps);
    for (const LoggedCall& call : calls) {
        std::uint64_t& size = sizes[call.file];
        const std::uint64_t before = size;
        std::string what;
        switch (call.call) {
        case FaultWrite:
            size = std::max(size, call.offset + call.bytes.size());
            what = namer.write(call);
            break;
        case FaultTruncate:
            size = call.offset;
            what = size > before ? "grow" : "cut";
            break;
        case FaultAllocate:
            size = std::max(size, call.length > 0 ? call.offset + call.length : 0);
            what = "allocate";
            break;
        case FaultSync:
            what = call.directory ? "folder sync" : "sync";
            break;
        case FaultLock:
            what = "lock";
            break;
        case FaultCreate:
            what = "create " + nameIn(call.bytes);
            break;
        case FaultRename:
            what = (call.length & RENAME_NOREPLACE ? "rename (new) " : "rename ") + nameIn(call.other);
            break;
        case FaultLink:
            what = "link " + nameIn(call.other);
            break;
        case FaultUnlink:
            what = "unlink " + nameIn(call.bytes);
            break;
        case FaultMark:
            what = "reported " + lineOf(call.bytes);
            break;
        }
        const bool ofAFile = call.file != 0 && !call.directory;
        m_events.push_back({(ofAFile && !maps.contains(call.file) ? "other " : "") + what, call.file, size});
    }
}

EventLog EventLog::part(std::string_view from, std::string_view to) const
{
    EventLog result = after(from);
    const auto end = std::find_if(result.m_events.begin(), result.m_events.end(),
                                  [&](const Event& event) { return beginsWithOneOf(event.what, to); });
    if (end == result.m_events.end()) {
        throw std::runtime_error("after '" + std::string(from) + "' there is no '" + std::string(to) +
                                 "' in: " + text());
    }
    result.m_events.erase(end, result.m_events.end());
    return result;
}

EventLog EventLog::after(std::string_view from) const
{
    const auto begin = std::find_if(m_events.begin(), m_events.end(),
                                    [&](const Event& event) { return beginsWithOneOf(event.what, from); });
    if (begin == m_events.end()) {
        throw std::runtime_error("there is no '" + std::string(from) + "' in: " + text());
    }
    EventLog result;
    result.m_events.assign(begin + 1, m_events.end());
    return result;
}

bool EventLog::has(std::string_view beginning) const
{
    return std::any_of(m_events.begin(), m_events.end(),
                       [&](const Event& event) { return beginsWithOneOf(event.what, beginning); });
}

std::string EventLog::text() const
{
    std::string result;
    const std::string* last = nullptr;
    for (const Event& event : m_events) {
        if (!last || *last != event.what) {
            result += (last ? ", " : "") + event.what;
        }
        last = &event.what;
    }
    return result;
}

std::string EventLog::missing(std::string_view earlier, std::string_view wanted, std::string_view later) const
{
    bool any = false;
    bool due = false;
    for (const Event& event : m_events) {
        if (due && beginsWithOneOf(event.what, later)) {
            return "no '" + std::string(wanted) + "' between '" + std::string(earlier) + "' and '" +
                   event.what + "' in: " + text();
        }
        any = any || beginsWithOneOf(event.what, later);
        if (beginsWithOneOf(event.what, wanted)) {
            due = false;
        } else if (beginsWithOneOf(event.what, earlier)) {
            due = true;
        }
    }
    return any ? std::string() : "no '" + std::string(later) + "' in: " + text();
}

std::string EventLog::disorder(const std::vector<std::string_view>& beginnings) const
{
    auto from = m_events.begin();
    for (const std::string_view beginning : beginnings) {
        from = std::find_if(from, m_events.end(),
                            [&](const Event& event) { return beginsWithOneOf(event.what, beginning); });
        if (from == m_events.end()) {
            return "no '" + std::string(beginning) + "' in its place in: " + text();
        }
        ++from;
    }
    return {};
}

std::string EventLog::untrueHeartbeat() const
{
    bool written = false;
    std::size_t synced = 0;
    for (const Event& event : m_events) {
        std::size_t steps = 0;
        std::size_t says = 0;
        if (std::sscanf(event.what.c_str(), "heartbeat(steps=%zu synced=%zu", &steps, &says) == 2) {
            if (says > synced && (written || says != steps)) {
                return event.what + " is not true in: " + text();
            }
            synced = says;
        }
        written = event.what != "sync" && (written || beginsWithOneOf(event.what, kWrites));
    }
    return {};
}

std::uint64_t inodeOf(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        throw std::runtime_error("there is no " + path.string());
    }
    return status.st_ino;
}

} // namespace h5pulse::faults
