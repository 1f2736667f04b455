// SPDX-License-Identifier: MIT
#include "frames/frame_reader.h"
#include "query/query_runner.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace h5pulse {

namespace {

class FrameSetRunner : public QueryRunner
{
public:
    FrameSetRunner(RunDescriptionPtr run, FrameSetQuery query)
        : m_run(std::move(run))
        , m_query(std::move(query))
    {
    }

    bool followsCursor() const override
    {
        return std::ranges::any_of(m_query.frames,
                                   [](const FrameWanted& w) { return w.from == FrameWanted::From::Cursor; });
    }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<FrameSetQuery>(&query);
        if (other) {
            m_query = *other;
        }
        return other != nullptr;
    }

    void setTarget(Reader& reader, const QueryTarget& target) override
    {
        m_cursor = target.cursor;
        m_keys.assign(m_query.frames.size(), std::nullopt);
        m_missing.clear();
        Frames kept;
        for (std::size_t i = 0; i < m_query.frames.size(); ++i) {
            m_keys[i] = keyOf(m_query.frames[i], reader);
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
        const auto& [field, slice, step, detail] = key;
        m_frames[key] =
            readFrame(reader, m_run, {field, slice, detail}, {.at = CursorPosition::At::Step, .step = step});
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
        result->query = m_query;
        for (const std::optional<Key>& key : m_keys) {
            result->frames.push_back(key ? m_frames.at(*key) : nullptr);
        }
        return result;
    }

private:
    /// Field, slice, step, detail.
    using Key = std::tuple<std::string, std::size_t, std::uint64_t, FrameDetail>;
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
        if (step >= std::min<std::uint64_t>(reader.steps(), reader.steps(wanted.field))) {
            return std::nullopt;
        }
        return Key{wanted.field, wanted.slice, step, wanted.detail};
    }

    RunDescriptionPtr m_run;
    FrameSetQuery m_query;
    std::uint64_t m_cursor = 0;
    std::vector<std::optional<Key>> m_keys; // of m_query.frames
    std::vector<Key> m_missing;
    Frames m_frames;
    bool m_sent = true;
};

} // namespace

std::unique_ptr<QueryRunner> start(const FrameSetQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<FrameSetRunner>(run, query);
}

} // namespace h5pulse
