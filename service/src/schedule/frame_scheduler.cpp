// SPDX-License-Identifier: MIT
#include "schedule/frame_scheduler.h"

#include "frames/frame_reader.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::int64_t kFrameRetry = 1000; // milliseconds
constexpr std::int64_t kOldFrame = 100;    // milliseconds after which a frame that was not taken is replaced
constexpr std::uint64_t kMaxStepsBehind = 3; // lag of a live frame above which steps are skipped

} // namespace

void FrameScheduler::setRun(RunDescriptionPtr run)
{
    m_run = std::move(run);
    for (auto& [name, entry] : m_entries) {
        entry.due = true;
        entry.liveStep.reset();
    }
}

void FrameScheduler::setWanted(const RunRequest& request)
{
    m_request = request.number;
    const bool moved = std::exchange(m_cursor, request.cursor) != request.cursor;
    std::map<std::string, Entry> entries;
    for (const auto& [name, numbered] : request.queries) {
        const auto* query = std::get_if<FrameQuery>(&numbered.query);
        if (!query) {
            continue;
        }
        const auto known = m_entries.find(name);
        const bool same = known != m_entries.end() && known->second.query == *query;
        Entry entry = same ? known->second : Entry{.query = *query};
        if (moved || entry.number != numbered.number) {
            entry.due = true;
            entry.liveStep.reset();
        }
        entry.number = numbered.number;
        entries.emplace(name, std::move(entry));
    }
    m_entries = std::move(entries);
}

void FrameScheduler::onPoll(bool grew, std::int64_t now)
{
    for (auto& [name, entry] : m_entries) {
        // A field that could not be read may be readable again without new steps.
        entry.due = entry.due || (entry.failed && now - entry.tried > kFrameRetry) || (grew && isLive());
    }
}

bool FrameScheduler::isDue() const
{
    return std::ranges::any_of(m_entries, [](const auto& item) { return item.second.due; });
}

QueryReplies FrameScheduler::serve(Reader& reader, const Pace& pace,
                                   const std::function<bool(const std::string& name)>& isPending)
{
    QueryReplies replies;
    for (auto& [name, entry] : m_entries) {
        const bool waits = isLive() && isPending(name) && pace.now - entry.tried < kOldFrame;
        if (!entry.due || entry.query.field.empty() || waits) {
            continue;
        }
        if (isBehind(entry, reader, pace) && pace.now - entry.tried < pace.frameInterval / 2) {
            continue; // waits until the client has taken the previous frame
        }
        if (QueryResultPtr result = read(entry, reader, pace)) {
            replies[name] = {entry.number, m_request, std::move(result)};
        }
    }
    return replies;
}

QueryResultPtr FrameScheduler::read(Entry& entry, Reader& reader, const Pace& pace) const
{
    CursorPosition position = m_cursor;
    if (isBehind(entry, reader, pace)) {
        position = {.at = CursorPosition::At::Step, .step = *entry.liveStep + 1};
    }
    auto result = std::make_shared<FrameResult>();
    result->run = m_run;
    result->query = entry.query;
    entry.tried = pace.now;
    try {
        result->frame = readFrame(reader, m_run, entry.query, position);
    } catch (const ChangedError&) {
        return nullptr; // tried again in the next turn
    } catch (const std::exception& error) {
        result->problem = error.what();
    }
    entry.failed = !result->frame;
    entry.liveStep = isLive() && result->frame ? std::optional(result->frame->step) : std::nullopt;
    entry.due = isBehind(entry, reader, pace);
    return result;
}

bool FrameScheduler::isBehind(const Entry& entry, const Reader& reader, const Pace& pace) const
{
    const bool keepsUp = pace.stepsPerSecond * static_cast<double>(pace.frameInterval) <= 1000.0;
    if (!keepsUp || !entry.liveStep || !m_run->isOurs()) {
        return false;
    }
    const std::uint64_t next = *entry.liveStep + 1;
    return next < reader.steps() && reader.steps() - next <= kMaxStepsBehind;
}

} // namespace h5pulse
