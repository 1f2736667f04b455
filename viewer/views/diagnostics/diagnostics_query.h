// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "core/trace/trace.h"

#include <array>
#include <optional>

namespace h5pulse::viewer {

/// A number that sums up a field at a step.
enum class Measure { Minimum, Maximum, Mean, Norm, Change, NonFinite };

inline constexpr std::array kMeasures{Measure::Minimum, Measure::Maximum, Measure::Mean,
                                      Measure::Norm,    Measure::Change,  Measure::NonFinite};

struct DiagnosticsWanted
{
    QString field;
    std::optional<TraceWindow> window{}; ///< the stretch of the run that is looked at; none: all
    std::size_t pixels = 1000;           ///< that the stretch is drawn on

    friend bool operator==(const DiagnosticsWanted&, const DiagnosticsWanted&) = default;
};

/// As far as it was read.
struct DiagnosticsResult : QueryResult
{
    DiagnosticsWanted wanted;
    FieldPtr field;
    TraceWindow::Axis axis = TraceWindow::Axis::Time;
    /// Of each of kMeasures. Single steps where they were read; else what the overview has of several: of
    /// minima the lowest, of maxima the highest, of means the mean, of values that are not finite the number.
    std::array<std::vector<TraceBin>, kMeasures.size()> series{};
    bool hasOverview = false;   ///< then only norms are of single steps
    std::uint64_t steps = 0;    ///< of the run
    double firstKey = 0.0;      ///< of the first and the last step: time, or step
    double lastKey = 0.0;       ///<
    std::uint64_t distance = 1; ///< of what is looked at, one step in so many is read
    double progress = 1.0;      ///< 0 to 1

    const std::vector<TraceBin>& of(Measure measure) const
    {
        return series[static_cast<std::size_t>(measure)];
    }
};

/// How a field develops, in numbers.
class DiagnosticsQuery : public Query
{
public:
    explicit DiagnosticsQuery(DiagnosticsWanted wanted)
        : m_wanted(std::move(wanted))
    {
    }

    const DiagnosticsWanted& wanted() const { return m_wanted; }

    bool equals(const Query& other) const override;
    std::unique_ptr<QueryRunner> start(const RunDescriptionPtr& run) const override;

private:
    DiagnosticsWanted m_wanted;
};

} // namespace h5pulse::viewer
