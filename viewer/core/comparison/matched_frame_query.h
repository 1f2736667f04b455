// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/frame.h"
#include "core/query/query.h"

namespace h5pulse::viewer {

/// A place in another run.
struct RunPlace
{
    bool byStep = false;
    std::uint64_t step = 0; ///< where byStep
    double time = 0.0;      ///< else; finite

    friend bool operator==(const RunPlace&, const RunPlace&) = default;
};

/// A field at the step that goes with a place: the one of that number, or the last whose time is not after
/// it. Before the first and after the last step it is that one.
struct MatchedFrame : QueryResult
{
    RunPlace place;
    QString field;
    FramePtr frame;          ///< null: the field has no step
    std::uint64_t steps = 0; ///< of the field
    double lastTime = 0.0;   ///< of its last step
};

class MatchedFrameQuery : public Query
{
public:
    MatchedFrameQuery(QString field, RunPlace place)
        : m_field(std::move(field))
        , m_place(place)
    {
    }

    const QString& field() const { return m_field; }
    const RunPlace& place() const { return m_place; }

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;

private:
    QString m_field;
    RunPlace m_place;
};

} // namespace h5pulse::viewer
