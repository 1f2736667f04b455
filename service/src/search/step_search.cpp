// SPDX-License-Identifier: MIT
#include "search/step_search.h"

#include "query/stopwatch.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::uint64_t kFirstBlocksPiece = 4096; // steps
constexpr std::uint64_t kMinBlocksPiece = 512;    // a multiple of the steps of a block for every element type
constexpr std::uint64_t kMaxBlocksPiece = std::uint64_t{1} << 40U;
constexpr std::uint64_t kMinBytes = std::uint64_t{256} << 10U; // of a piece of rows
constexpr std::uint64_t kMaxBytes = std::uint64_t{16} << 20U;
constexpr std::int64_t kShortPiece = 2000; // microseconds; after a shorter piece the next one is larger
constexpr std::int64_t kLongPiece = 6000;  // microseconds; after a longer piece the next one is smaller
constexpr std::uint64_t kSuspectRows = 64;
constexpr std::uint64_t kBinsOfSuspect = 16;
constexpr std::uint64_t kMaxBinValues = std::uint64_t{1} << 20U;
constexpr std::int64_t kNanosecondsPerMicrosecond = 1000;

double valueOf(double value, Part)
{
    return value;
}

template <typename T>
double valueOf(const std::complex<T>& value, Part part)
{
    return double{part == Part::Real ? value.real() : value.imag()};
}

} // namespace

bool SearchCondition::isMetBy(double value) const
{
    switch (kind) {
    case Kind::NonFinite:
        return !std::isfinite(value);
    case Kind::Above:
        return std::isfinite(value) && value > limit;
    case Kind::Below:
        return std::isfinite(value) && value < limit;
    }
    return false;
}

bool SearchCondition::isMetIn(const Reduction& reduction, std::size_t entry) const
{
    switch (kind) {
    case Kind::NonFinite:
        return reduction.nonFinite[entry] > 0;
    case Kind::Above:
        return reduction.maximum[entry] > limit;
    case Kind::Below:
        return reduction.minimum[entry] < limit;
    }
    return false;
}

StepSearch::StepSearch(SearchSubject subject, SearchCondition condition, bool counts)
    : m_subject(std::move(subject))
    , m_condition(condition)
    , m_counts(counts)
    , m_name(m_subject.field->name)
{
}

void StepSearch::setTarget(std::uint64_t steps)
{
    m_steps = steps;
    m_exhausted = false;
    m_problem.clear();
}

bool StepSearch::wantsNewer() const
{
    return !m_exhausted && m_seen.end < m_steps && (m_counts || !m_first);
}

bool StepSearch::wantsMore() const
{
    return m_problem.empty() && m_subject.components > 0 &&
           (m_suspect || wantsNewer() || (m_started && m_seen.first > 0));
}

std::uint64_t StepSearch::seenSteps() const
{
    return wantsNewer() || m_seen.first > 0 || !m_problem.empty() ? m_seen.count() : allSteps();
}

void StepSearch::advance(Reader& reader)
{
    try {
        if (m_suspect) {
            narrow(reader);
        } else {
            lookFurther(reader);
        }
    } catch (const ChangedError&) {
        // The file was rewritten during reading. The next setTarget(), after a poll, tries again.
    } catch (const std::exception& error) {
        m_problem = error.what();
    }
}

void StepSearch::lookFurther(Reader& reader)
{
    const bool overview = reader.hasOverview(m_name);
    const std::uint64_t available = std::min<std::uint64_t>(m_steps, reader.steps(m_name));
    if (!std::exchange(m_started, true) && !overview) {
        m_seen = {available, available};
    }
    if (m_rowSteps == 0) {
        m_blockSteps = kFirstBlocksPiece;
        m_rowSteps = mostRows();
    }
    const std::optional<Piece> piece = nextPiece(available, overview);
    if (!piece) {
        m_exhausted = true;
        return;
    }
    const Stopwatch timer = Stopwatch::started();
    const StepRange& steps = piece->steps;
    Look look;
    if (piece->byRows) {
        look = lookAtRows(reader, steps);
    } else {
        look.hits = countInBlocks(reader, steps);
    }
    m_seen = {std::min(m_seen.first, steps.first), std::max(m_seen.end, steps.end)};
    m_count += look.hits;
    if (look.hits > 0 && !piece->byRows && (!m_first || steps.first < m_first->step)) {
        m_suspect = steps;
        m_byRows = false;
    }
    take(look.first);
    adaptPiece(timer.microseconds(), piece->byRows);
}

std::optional<StepSearch::Piece> StepSearch::nextPiece(std::uint64_t available, bool overview) const
{
    if (wantsNewer() && m_seen.end < available) {
        const std::uint64_t first = m_seen.end;
        const std::uint64_t left = available - first;
        if (overview && first % kMinBlocksPiece == 0 && left >= kMinBlocksPiece) {
            const std::uint64_t most = std::min(m_blockSteps, left);
            return Piece{{first, first + most / kMinBlocksPiece * kMinBlocksPiece}, false};
        }
        const std::uint64_t toBlocks = kMinBlocksPiece - first % kMinBlocksPiece;
        const std::uint64_t most = overview ? std::min(toBlocks, m_rowSteps) : m_rowSteps;
        return Piece{{first, first + std::min(most, left)}, true};
    }
    if (m_seen.first > 0) {
        return Piece{{m_seen.first - std::min(m_seen.first, m_rowSteps), m_seen.first}, true};
    }
    return std::nullopt;
}

/// Number of entries that meet the condition: values for NonFinite, else blocks.
std::uint64_t StepSearch::countInBlocks(Reader& reader, const StepRange& steps) const
{
    std::uint64_t hits = 0;
    for (const Part part : m_subject.parts) {
        const Reduction found = reader.reduce(m_name, m_subject.firstComponent, m_subject.components,
                                              steps.first, steps.count(), 1, part);
        for (std::size_t entry = 0; entry < found.nonFinite.size(); ++entry) {
            if (m_condition.isMetIn(found, entry)) {
                hits += m_condition.kind == SearchCondition::Kind::NonFinite ? found.nonFinite[entry] : 1;
            }
        }
    }
    return hits;
}

/// Narrows the suspect steps with the overview, then reads the remaining steps.
void StepSearch::narrow(Reader& reader)
{
    StepRange& suspect = *m_suspect;
    if (m_byRows || suspect.count() <= kSuspectRows || !reader.hasOverview(m_name)) {
        const StepRange rows{suspect.first, suspect.first + std::min(suspect.count(), mostRows())};
        const Look look = lookAtRows(reader, rows);
        take(look.first);
        suspect.first = rows.end;
        if (look.first || suspect.count() == 0) {
            m_suspect.reset();
        }
        return;
    }
    const std::uint64_t bins =
        std::clamp<std::uint64_t>(kMaxBinValues / m_subject.components, 2, kBinsOfSuspect);
    std::optional<StepRange> earliest;
    for (const Part part : m_subject.parts) {
        const Reduction found = reader.reduce(m_name, m_subject.firstComponent, m_subject.components,
                                              suspect.first, suspect.count(), bins, part);
        for (std::size_t entry = 0; entry < found.nonFinite.size(); ++entry) {
            const std::size_t bin = entry / found.components;
            if (m_condition.isMetIn(found, entry)) {
                if (!earliest || found.edges[bin] < earliest->first) {
                    earliest = StepRange{found.edges[bin], found.edges[bin + 1]};
                }
                break;
            }
        }
    }
    if (!earliest) {
        m_suspect.reset();
    } else if (earliest->count() >= suspect.count()) {
        m_byRows = true;
    } else {
        suspect = *earliest;
    }
}

StepSearch::Look StepSearch::lookAtRows(Reader& reader, const StepRange& steps) const
{
    return visitElementType(m_subject.field->type, [&]<typename T>(std::type_identity<T>) {
        // All real types are read as double.
        return lookAt<std::conditional_t<kIsComplex<T>, T, double>>(reader, steps);
    });
}

template <typename T>
StepSearch::Look StepSearch::lookAt(Reader& reader, const StepRange& steps) const
{
    std::vector<T> values(steps.count() * m_subject.components);
    if (m_subject.components == m_subject.field->components()) {
        reader.readSteps(m_name, steps.first, steps.count(), values);
    } else {
        reader.readComponent(m_name, m_subject.firstComponent, steps.first, steps.count(), values);
    }
    Look look;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (const Part part : m_subject.parts) {
            const double value = valueOf(values[i], part);
            if (!m_condition.isMetBy(value)) {
                continue;
            }
            if (look.hits++ == 0) {
                look.first = Finding{steps.first + i / m_subject.components,
                                     m_subject.firstComponent + i % m_subject.components, part, value};
            }
        }
    }
    return look;
}

void StepSearch::take(const std::optional<Finding>& found)
{
    if (found && (!m_first || found->step < m_first->step)) {
        m_first = found;
    }
}

std::uint64_t StepSearch::mostRows() const
{
    const std::uint64_t bytes = std::max<std::uint64_t>(1, m_subject.components) * sizeof(double);
    return std::max<std::uint64_t>(1, kMinBytes / bytes);
}

void StepSearch::adaptPiece(std::int64_t microseconds, bool byRows)
{
    std::uint64_t& steps = byRows ? m_rowSteps : m_blockSteps;
    const std::uint64_t fewest = byRows ? mostRows() : kMinBlocksPiece;
    const std::uint64_t most = byRows ? std::max(fewest, fewest * (kMaxBytes / kMinBytes)) : kMaxBlocksPiece;
    if (microseconds < kShortPiece) {
        steps = std::min(2 * steps, most);
    } else if (microseconds > kLongPiece) {
        steps = std::max(steps / 2, fewest);
    }
}

} // namespace h5pulse
