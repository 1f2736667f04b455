// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/search.h>
#include <h5pulse/service/step_range.h>

#include <optional>

namespace h5pulse {

/// Condition on a value.
struct SearchCondition
{
    enum class Kind { NonFinite, Above, Below };

    Kind kind = Kind::NonFinite;
    double limit = 0.0; ///< for Above and Below, which only finite values can meet; excluded itself

    bool isMetBy(double value) const;
    /// Whether a value in an entry of the arrays of a reduction meets the condition.
    bool isMetIn(const Reduction& reduction, std::size_t entry) const;
};

/// The values to search.
struct SearchSubject
{
    FieldPtr field;
    std::uint64_t firstComponent = 0;
    std::uint64_t components = 1; ///< 1, or all components of the field
    std::vector<Part> parts{Part::Real};
};

/// Searches all steps of a run, also while it grows, for the first value that meets a condition. Each call
/// takes a few milliseconds. Memory is bounded.
///
/// With an overview in the file, the search runs from the first step on, and narrows blocks that contain such
/// a value down to the step. It reads the last few hundred steps, which the overview does not contain yet.
/// Without an overview it reads every value: first new steps, then older steps backwards.
class StepSearch
{
public:
    /// @param counts  true: count all values that meet the condition (NonFinite only); false: find only the
    ///                first
    StepSearch(SearchSubject subject, SearchCondition condition, bool counts);

    /// Sets the current number of steps of the run. Retries after an error.
    void setTarget(std::uint64_t steps);
    bool wantsMore() const;
    /// Searches a piece. Does not throw; after an error the search waits for the next setTarget().
    void advance(Reader& reader);

    const SearchSubject& subject() const { return m_subject; }
    /// The earliest known finding.
    const std::optional<Finding>& first() const { return m_first; }
    /// Number of values that meet the condition so far, if they are counted.
    std::uint64_t count() const { return m_count; }
    /// Whether all steps before the earliest known finding were searched.
    bool isSettled() const { return m_started && m_seen.first == 0 && !m_suspect; }
    /// Number of searched steps, out of allSteps().
    std::uint64_t seenSteps() const;
    std::uint64_t allSteps() const { return m_exhausted ? m_seen.end : m_steps; }
    /// Why the search cannot continue; empty: no problem.
    const std::string& problem() const { return m_problem; }

private:
    /// Findings in a range of steps.
    struct Look
    {
        std::uint64_t hits = 0;
        std::optional<Finding> first;
    };

    /// The steps of one read.
    struct Piece
    {
        StepRange steps;
        bool byRows = false; ///< true: read values; false: use the overview
    };

    bool wantsNewer() const;
    void lookFurther(Reader& reader);
    std::optional<Piece> nextPiece(std::uint64_t available, bool overview) const;
    void narrow(Reader& reader);
    std::uint64_t countInBlocks(Reader& reader, const StepRange& steps) const;
    Look lookAtRows(Reader& reader, const StepRange& steps) const;
    template <typename T>
    Look lookAt(Reader& reader, const StepRange& steps) const;
    void take(const std::optional<Finding>& found);
    void adaptPiece(std::int64_t microseconds, bool byRows);
    std::uint64_t mostRows() const;

    SearchSubject m_subject;
    SearchCondition m_condition;
    bool m_counts;
    std::string m_name;
    std::uint64_t m_steps = 0;          // of the run
    StepRange m_seen;                   // searched steps
    std::optional<StepRange> m_suspect; // contains an earlier finding than m_first
    std::optional<Finding> m_first;
    std::uint64_t m_count = 0;
    std::uint64_t m_blockSteps = 0; // steps of the next piece from the overview
    std::uint64_t m_rowSteps = 0;   // steps of the next piece of values
    bool m_started = false;
    bool m_exhausted = false; // the field has fewer steps than the run
    bool m_byRows = false;    // the overview cannot narrow m_suspect any further
    std::string m_problem;
};

} // namespace h5pulse
