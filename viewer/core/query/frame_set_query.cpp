// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/frame_set_query.h"

#include "core/run/frame_reader.h"
#include "core/trace/reduce.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace h5pulse::viewer {

namespace {

class FrameSetRunner : public QueryRunner
{
public:
    FrameSetRunner(RunDescriptionPtr run, std::vector<FrameWanted> wanted)
        : m_run(std::move(run))
        , m_wanted(std::move(wanted))
    {
    }

    bool followsCursor() const override
    {
        return std::ranges::any_of(m_wanted,
                                   [](const FrameWanted& w) { return w.from == FrameWanted::From::Cursor; });
    }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const FrameSetQuery*>(&query);
        if (other) {
            m_wanted = other->wanted();
        }
        return other != nullptr;
    }

    void aim(Reader& reader, const QueryTarget& aim) override
    {
        m_cursor = aim.cursor;
        m_keys.assign(m_wanted.size(), std::nullopt);
        m_missing.clear();
        Frames kept;
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            m_keys[i] = keyOf(m_wanted[i], reader);
            if (!m_keys[i]) {
                continue;
            }
            if (const auto found = m_frames.find(*m_keys[i]); found != m_frames.end()) {
                kept.insert(*found);
            } else if (std::ranges::find(m_missing, *m_keys[i]) == m_missing.end()) {
                m_missing.push_back(*m_keys[i]);
            }
        }
        m_frames = std::move(kept);
        m_sent = false;
    }

    bool wantsMore() const override { return !m_missing.empty(); }

    void advance(Reader& reader) override
    {
        const Key key = m_missing.back();
        const auto& [field, slice, step, points] = key;
        const FrameQuery query{field, slice, FrameQuery::At::Step, step};
        m_frames[key] =
            readFrame(reader, m_run, query,
                      points > 0 ? std::min(points, kMaximumProfilePoints) : kMaximumProfilePoints);
        m_missing.pop_back();
    }

    QueryResultPtr take() override
    {
        if (m_sent || wantsMore()) {
            return nullptr;
        }
        m_sent = true;
        auto result = std::make_shared<FrameSet>();
        result->run = m_run;
        result->cursor = m_cursor;
        result->wanted = m_wanted;
        for (const std::optional<Key>& key : m_keys) {
            result->frames.push_back(key ? m_frames.at(*key) : nullptr);
        }
        return result;
    }

private:
    using Key = std::tuple<QString, std::size_t, std::uint64_t, std::size_t>; // field, slice, step, points
    using Frames = std::map<Key, FramePtr>;

    std::optional<Key> keyOf(const FrameWanted& wanted, const Reader& reader) const
    {
        const FieldPtr field = m_run->field(wanted.field);
        if (!field) {
            return std::nullopt;
        }
        const bool fixed = wanted.from == FrameWanted::From::Start;
        if (!fixed && wanted.steps > m_cursor) {
            return std::nullopt;
        }
        const std::uint64_t step = fixed ? wanted.steps : m_cursor - wanted.steps;
        if (step >= std::min<std::uint64_t>(reader.steps(), reader.steps(wanted.field.toStdString()))) {
            return std::nullopt;
        }
        return Key{wanted.field, wanted.slice, step, wanted.points};
    }

    RunDescriptionPtr m_run;
    std::vector<FrameWanted> m_wanted;
    std::uint64_t m_cursor = 0;
    std::vector<std::optional<Key>> m_keys; // of m_wanted
    std::vector<Key> m_missing;
    Frames m_frames;
    bool m_sent = true;
};

} // namespace

bool FrameSetQuery::equals(const Query& other) const
{
    const auto* set = dynamic_cast<const FrameSetQuery*>(&other);
    return set && set->m_wanted == m_wanted;
}

std::unique_ptr<QueryRunner> FrameSetQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<FrameSetRunner>(run, m_wanted);
}

} // namespace h5pulse::viewer
