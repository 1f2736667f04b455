// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/run/frame.h"

namespace h5pulse::viewer {

/// One frame of a set: a field at a step that is given, or that is counted back from the cursor.
struct FrameWanted
{
    enum class From { Start, Cursor };

    QString field;
    std::size_t slice = 0;
    From from = From::Cursor;
    std::uint64_t steps = 0; ///< the step's number, or how many steps before the cursor
    std::size_t points = 0;  ///< a profile is thinned out to so many; 0: as frames are

    friend bool operator==(const FrameWanted&, const FrameWanted&) = default;
};

/// The frames of a FrameSetQuery, in its order. Null where there is no such step or field.
struct FrameSet : QueryResult
{
    std::uint64_t cursor = 0; ///< the step that they were counted from
    std::vector<FrameWanted> wanted;
    std::vector<FramePtr> frames;
};

/// Several frames that belong together: all are shown at once, or none.
class FrameSetQuery : public Query
{
public:
    explicit FrameSetQuery(std::vector<FrameWanted> wanted)
        : m_wanted(std::move(wanted))
    {
    }

    const std::vector<FrameWanted>& wanted() const { return m_wanted; }

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;

private:
    std::vector<FrameWanted> m_wanted;
};

} // namespace h5pulse::viewer
