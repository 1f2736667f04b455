// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/search.h>
#include <h5pulse/service/step_range.h>

#include <optional>

namespace h5pulse {

/// What is looked for in values.
struct SearchCondition
{
    enum class Kind { NonFinite, Above, Below };

    Kind kind = Kind::NonFinite;
    double limit = 0.0; ///< of Above and Below: of finite values; one that equals it is neither

    bool isMetBy(double value) const;
    /// Whether a value in an entry of a reduction's arrays meets it.
    bool isMetIn(const Reduction& reduction, std::size_t entry) const;
};

/// Where to look.
struct SearchSubject
{
    FieldPtr field;
    std::uint64_t firstComponent = 0;
    std::uint64_t components = 1; ///< all of the field's, or one
    std::vector<Part> parts{Part::Real};
};

/// Searches all steps of a run, while it grows, for the first value that meets a condition; a few
/// milliseconds' worth at each call. By the file's overview, from the first step on: blocks that hold such a
/// value are divided down to the step. Without one by reading every value: what is new since the start of
/// the search at first, then what is older, backwards. So are the last few hundred steps where there is an
/// overview: it does not have them yet. Memory is bounded.
class StepSearch
{
public:
    /// @param counts  whether all values that meet it are counted (of NonFinite), or only the first is wanted
    StepSearch(SearchSubject subject, SearchCondition condition, bool counts);

    /// The run has so many steps now. What could not be read is tried again.
    void setTarget(std::uint64_t steps);
    bool wantsMore() const;
    /// Throws nothing: what cannot be read waits for the next setTarget().
    void advance(Reader& reader);

    const SearchSubject& subject() const { return m_subject; }
    /// The earliest one known.
    const std::optional<Finding>& first() const { return m_first; }
    /// How many values were seen that meet the condition, where these are counted.
    std::uint64_t count() const { return m_count; }
    /// Whether all steps before the earliest known finding were searched.
    bool isSettled() const { return m_started && m_seen.first == 0 && !m_suspect; }
    /// Searched steps, of allSteps().
    std::uint64_t seenSteps() const;
    std::uint64_t allSteps() const { return m_exhausted ? m_seen.end : m_steps; }
    /// Why it cannot go on; empty: it can.
    const std::string& problem() const { return m_problem; }

private:
    /// What a stretch of steps holds.
    struct Look
    {
        std::uint64_t hits = 0;
        std::optional<Finding> first;
    };

    /// The steps of one read.
    struct Piece
    {
        StepRange steps;
        bool byRows = false; ///< not by the overview
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
    std::optional<StepRange> m_suspect; // holds an earlier one than m_first
    std::optional<Finding> m_first;
    std::uint64_t m_count = 0;
    std::uint64_t m_blockSteps = 0; // of the next piece by the overview
    std::uint64_t m_rowSteps = 0;   // and of the next by rows
    bool m_started = false;
    bool m_exhausted = false; // the field has fewer steps than the run
    bool m_byRows = false;    // the suspect cannot be divided any further
    std::string m_problem;
};

} // namespace h5pulse
