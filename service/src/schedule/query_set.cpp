// SPDX-License-Identifier: MIT
#include "schedule/query_set.h"

#include "query/stopwatch.h"

#include <h5pulse/error.h>

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::int64_t kPausesAfterUpdate = 10; // pause after an update, as a multiple of its duration
constexpr std::int64_t kMaxPause = 2000;
constexpr std::int64_t kRetry = 500;       // milliseconds between attempts after a failure
constexpr std::int64_t kRetryChanged = 50; // the same if the file was rewritten during reading
constexpr std::int64_t kMicrosecondsPerMillisecond = 1000;

QueryResultPtr problemResult(const RunDescriptionPtr& run, const std::string& problem)
{
    auto result = std::make_shared<QueryResult>();
    result->run = run;
    result->problem = problem;
    return result;
}

} // namespace

void QuerySet::setRun(RunDescriptionPtr run)
{
    m_run = std::move(run);
    for (auto& [name, entry] : m_entries) {
        start(entry);
    }
}

void QuerySet::setWanted(const RunRequest& request)
{
    m_request = request.number;
    std::erase_if(m_entries, [&](const auto& entry) { return !request.queries.contains(entry.first); });
    for (const auto& [name, numbered] : request.queries) {
        if (std::holds_alternative<FrameQuery>(numbered.query)) {
            m_entries.erase(name); // answered by FrameScheduler
            continue;
        }
        const auto [item, isNew] = m_entries.try_emplace(name);
        Entry& entry = item->second;
        const bool same = !isNew && entry.query == numbered.query;
        const bool asksAgain = std::exchange(entry.number, numbered.number) != numbered.number;
        if (same) {
            entry.again = entry.again || asksAgain;
            continue;
        }
        entry.query = numbered.query;
        if (!isNew && entry.runner && !entry.failed && entry.runner->adopt(entry.query)) {
            entry.hasTarget = false;
            entry.notBefore = 0;
            entry.last = nullptr;
            entry.again = false;
        } else {
            start(entry);
        }
    }
}

void QuerySet::start(Entry& entry) const
{
    entry.runner = m_run ? m_starter(entry.query, m_run) : nullptr;
    entry.hasTarget = false;
    entry.failed = false;
    entry.notBefore = 0;
    entry.cost = 0;
    entry.problem = nullptr;
    entry.last = nullptr;
    entry.again = false;
}

std::int64_t QuerySet::pauseOf(const Entry& entry) const
{
    return std::clamp(kPausesAfterUpdate * entry.cost / kMicrosecondsPerMillisecond,
                      entry.runner->updateInterval(), kMaxPause);
}

bool QuerySet::isTooEarly(const Entry& entry, const QueryTarget& target)
{
    return target.steps == 0 && entry.runner->needsSteps();
}

bool QuerySet::isDue(const Entry& entry, const QueryTarget& target, std::int64_t now) const
{
    if (!entry.runner || isTooEarly(entry, target)) {
        return false;
    }
    if (entry.failed) {
        return now - entry.triedAt >= kRetry;
    }
    if (!entry.hasTarget) {
        return now >= entry.notBefore;
    }
    if (target == entry.target) {
        return false;
    }
    const bool moved = entry.runner->followsCursor() && target.cursor != entry.target.cursor;
    // While live, the cursor moves with the run. This counts as growth.
    if (moved && !(target.live && entry.target.live)) {
        return true;
    }
    return (moved || target.steps != entry.target.steps || target.live != entry.target.live) &&
           now - entry.targetSet >= pauseOf(entry);
}

void QuerySet::attempt(Entry& entry, std::int64_t now, auto&& work) const
{
    const Stopwatch timer = Stopwatch::started();
    try {
        work();
    } catch (const ChangedError&) {
        entry.hasTarget = false; // keeps the data; setRun() follows if this is a new run
        entry.notBefore = now + kRetryChanged;
    } catch (const std::exception& error) {
        entry.failed = true;
        entry.problem = problemResult(m_run, error.what());
    }
    entry.triedAt = now;
    entry.cost += timer.microseconds();
}

void QuerySet::setTarget(Reader& reader, const QueryTarget& target, std::int64_t now)
{
    m_target = target;
    for (auto& item : m_entries) {
        Entry& entry = item.second; // no structured binding: Clang 14 cannot capture it in a lambda
        if (isDue(entry, target, now)) {
            if (entry.failed) {
                start(entry);
            }
            entry.hasTarget = true;
            entry.target = target;
            entry.targetSet = now;
            entry.cost = 0;
            attempt(entry, now, [&] { entry.runner->setTarget(reader, target); });
        }
    }
}

bool QuerySet::wantsMore() const
{
    return std::ranges::any_of(m_entries, [](const auto& item) {
        const Entry& entry = item.second;
        return entry.runner && entry.hasTarget && !entry.failed && entry.runner->wantsMore();
    });
}

void QuerySet::advance(Reader& reader, std::int64_t budget, std::int64_t now)
{
    const Stopwatch timer = Stopwatch::started();
    while (wantsMore() && timer.milliseconds() < budget) {
        auto next = m_entries.upper_bound(m_last);
        for (std::size_t i = 0; i < m_entries.size(); ++i, ++next) {
            if (next == m_entries.end()) {
                next = m_entries.begin();
            }
            Entry& entry = next->second;
            if (entry.runner && entry.hasTarget && !entry.failed && entry.runner->wantsMore()) {
                m_last = next->first;
                attempt(entry, now, [&] { entry.runner->advance(reader); });
                break;
            }
        }
    }
}

std::int64_t QuerySet::nextUpdate() const
{
    std::int64_t next = -1;
    for (const auto& [name, entry] : m_entries) {
        if (!entry.runner || isTooEarly(entry, m_target)) {
            continue;
        }
        std::int64_t due = -1;
        if (entry.failed) {
            due = entry.triedAt + kRetry;
        } else if (!entry.hasTarget) {
            due = entry.notBefore;
        } else if (entry.target.steps != m_target.steps || entry.target.live != m_target.live ||
                   (entry.runner->followsCursor() && entry.target.cursor != m_target.cursor)) {
            due = entry.targetSet + pauseOf(entry);
        }
        next = next < 0 ? due : due < 0 ? next : std::min(next, due);
    }
    return next;
}

QueryReplies QuerySet::take()
{
    QueryReplies replies;
    for (auto& [name, entry] : m_entries) {
        const bool again = std::exchange(entry.again, false);
        if (entry.problem) {
            replies[name] = {entry.number, m_request, std::exchange(entry.problem, nullptr)};
        } else if (entry.runner && entry.hasTarget && !entry.failed) {
            const QueryResultPtr result = entry.runner->take();
            entry.last = result ? result : entry.last;
            if (entry.last && (result || again)) {
                replies[name] = {entry.number, m_request, entry.last};
            }
        }
    }
    return replies;
}

} // namespace h5pulse
