// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_set.h"

#include <h5pulse/error.h>

#include <QElapsedTimer>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr qint64 kPausesAfterUpdate = 10; // times as long as taking in new steps takes
constexpr qint64 kMaxPause = 2000;
constexpr qint64 kRetry = 500;       // milliseconds until what failed is tried again
constexpr qint64 kRetryChanged = 50; // the same of what was read while it was rewritten
constexpr qint64 kMicrosecondsPerMillisecond = 1000;

QueryResultPtr problemResult(const RunDescriptionPtr& run, const QString& problem)
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

void QuerySet::setWanted(const Queries& queries)
{
    std::erase_if(m_entries, [&](const auto& entry) { return !queries.contains(entry.first); });
    for (const auto& [name, query] : queries) {
        Entry& entry = m_entries[name];
        const QueryPtr old = std::exchange(entry.query, query);
        if (old && old->equals(*query)) {
            // Another one: it was not wanted in between, and an answer that came then was dropped.
            entry.again = entry.again || old != query;
            continue;
        }
        if (old && entry.runner && !entry.failed && entry.runner->adopt(*query)) {
            entry.aimed = false;
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
    entry.runner = m_run ? entry.query->start(m_run) : nullptr;
    entry.aimed = false;
    entry.failed = false;
    entry.notBefore = 0;
    entry.cost = 0;
    entry.problem = nullptr;
    entry.last = nullptr;
    entry.again = false;
}

qint64 QuerySet::pauseOf(const Entry& entry) const
{
    return std::clamp(kPausesAfterUpdate * entry.cost / kMicrosecondsPerMillisecond,
                      entry.runner->updateInterval(), kMaxPause);
}

bool QuerySet::isTooEarly(const Entry& entry, const QueryTarget& aim)
{
    return aim.steps == 0 && entry.runner->needsSteps();
}

bool QuerySet::isDue(const Entry& entry, const QueryTarget& aim, qint64 now) const
{
    if (!entry.runner || isTooEarly(entry, aim)) {
        return false;
    }
    if (entry.failed) {
        return now - entry.triedAt >= kRetry;
    }
    if (!entry.aimed) {
        return now >= entry.notBefore;
    }
    if (aim == entry.aim) {
        return false;
    }
    const bool moved = entry.runner->followsCursor() && aim.cursor != entry.aim.cursor;
    // While live the cursor moves with the run: that is growth.
    if (moved && !(aim.live && entry.aim.live)) {
        return true;
    }
    return (moved || aim.steps != entry.aim.steps || aim.live != entry.aim.live) &&
           now - entry.aimedAt >= pauseOf(entry);
}

void QuerySet::attempt(Entry& entry, qint64 now, auto&& work) const
{
    QElapsedTimer timer;
    timer.start();
    try {
        work();
    } catch (const ChangedError&) {
        entry.aimed = false; // keeps what was read: a new run would be announced
        entry.notBefore = now + kRetryChanged;
    } catch (const std::exception& error) {
        entry.failed = true;
        entry.problem = problemResult(m_run, QString::fromUtf8(error.what()));
    }
    entry.triedAt = now;
    entry.cost += timer.nsecsElapsed() / kMicrosecondsPerMillisecond;
}

void QuerySet::aim(Reader& reader, const QueryTarget& aim, qint64 now)
{
    m_aim = aim;
    for (auto& item : m_entries) {
        Entry& entry = item.second; // no binding: Clang 14 takes none into a lambda
        if (isDue(entry, aim, now)) {
            if (entry.failed) {
                start(entry);
            }
            entry.aimed = true;
            entry.aim = aim;
            entry.aimedAt = now;
            entry.cost = 0;
            attempt(entry, now, [&] { entry.runner->aim(reader, aim); });
        }
    }
}

bool QuerySet::wantsMore() const
{
    return std::ranges::any_of(m_entries, [](const auto& item) {
        const Entry& entry = item.second;
        return entry.runner && entry.aimed && !entry.failed && entry.runner->wantsMore();
    });
}

void QuerySet::advance(Reader& reader, qint64 budget, qint64 now)
{
    QElapsedTimer timer;
    timer.start();
    while (wantsMore() && timer.elapsed() < budget) {
        auto next = m_entries.upper_bound(m_last);
        for (std::size_t i = 0; i < m_entries.size(); ++i, ++next) {
            if (next == m_entries.end()) {
                next = m_entries.begin();
            }
            Entry& entry = next->second;
            if (entry.runner && entry.aimed && !entry.failed && entry.runner->wantsMore()) {
                m_last = next->first;
                attempt(entry, now, [&] { entry.runner->advance(reader); });
                break;
            }
        }
    }
}

qint64 QuerySet::nextAim() const
{
    qint64 next = -1;
    for (const auto& [name, entry] : m_entries) {
        if (!entry.runner || isTooEarly(entry, m_aim)) {
            continue;
        }
        qint64 due = -1;
        if (entry.failed) {
            due = entry.triedAt + kRetry;
        } else if (!entry.aimed) {
            due = entry.notBefore;
        } else if (entry.aim.steps != m_aim.steps || entry.aim.live != m_aim.live ||
                   (entry.runner->followsCursor() && entry.aim.cursor != m_aim.cursor)) {
            due = entry.aimedAt + pauseOf(entry);
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
            replies[name] = {entry.query, std::exchange(entry.problem, nullptr)};
        } else if (entry.runner && entry.aimed && !entry.failed) {
            const QueryResultPtr result = entry.runner->take();
            entry.last = result ? result : entry.last;
            if (entry.last && (result || again)) {
                replies[name] = {entry.query, entry.last};
            }
        }
    }
    return replies;
}

} // namespace h5pulse::viewer
