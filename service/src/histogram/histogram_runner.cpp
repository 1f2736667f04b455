// SPDX-License-Identifier: MIT
#include "frames/field_step.h"
#include "frames/read_values.h"
#include "query/query_runner.h"
#include "values/nearest_bin.h"

#include <h5pulse/service/typed_values.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace h5pulse {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18U; // values that are read in one piece
constexpr std::size_t kKept = std::size_t{1} << 20U;  // values of a step that are kept, and not read twice

/// Extent and moments of values, by Welford's algorithm: Knuth, The Art of Computer Programming, 4.2.2.
struct Moments
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    std::uint64_t count = 0;
    double mean = 0.0;
    double squares = 0.0; // sum of squared distances from the mean

    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
        const double distance = value - mean;
        mean += distance / static_cast<double>(++count);
        squares += distance * (value - mean);
    }
};

/// Reads a step twice in pieces: for the extent, then for the counts.
class HistogramRunner : public QueryRunner
{
public:
    HistogramRunner(RunDescriptionPtr run, HistogramQuery query)
        : m_run(std::move(run))
    {
        setQuery(std::move(query));
    }

    bool followsCursor() const override { return true; }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<HistogramQuery>(&query);
        if (!other || other->field != m_query.field) {
            return false;
        }
        setQuery(*other);
        return true;
    }

    void setTarget(Reader& reader, const QueryTarget& target) override
    {
        m_step = stepAtCursor(reader, *m_field, target.cursor);
        m_time = reader.readTimes(m_step, 1).front();
        m_moments = {};
        m_counts.clear();
        m_kept.clear();
        m_next = 0;
        m_phase = Phase::Measure;
    }

    bool wantsMore() const override { return m_phase == Phase::Measure || m_phase == Phase::Count; }

    void advance(Reader& reader) override
    {
        const std::vector<double> values = nextValues(reader);
        if (m_phase == Phase::Measure) {
            measure(values);
        } else {
            count(values);
        }
        if (m_next < pieces()) {
            return;
        }
        m_next = 0;
        if (m_phase == Phase::Count || m_moments.count == 0) {
            m_phase = Phase::Done;
        } else {
            m_phase = Phase::Count;
            makeBins();
        }
    }

    QueryResultPtr take() override
    {
        if (m_phase != Phase::Done) {
            return nullptr;
        }
        m_phase = Phase::Taken;
        auto result = std::make_shared<HistogramResult>();
        result->run = m_run;
        result->query = m_query;
        result->field = m_field;
        result->step = m_step;
        result->time = m_time;
        result->values = m_field->components();
        result->nonFinite = result->values - m_moments.count;
        if (m_moments.count > 0) {
            result->low = m_low;
            result->width = m_width;
            result->mean = m_moments.mean;
            result->deviation = std::sqrt(m_moments.squares / static_cast<double>(m_moments.count));
        }
        result->counts = std::move(m_counts);
        return result;
    }

private:
    enum class Phase { Idle, Measure, Count, Done, Taken };

    void setQuery(HistogramQuery query)
    {
        m_query = std::move(query);
        m_query.bins = std::clamp<std::size_t>(m_query.bins, 1, HistogramQuery::kMaxBins);
        m_field = m_run->field(m_query.field);
        m_phase = Phase::Idle;
    }

    std::size_t rows() const { return m_field->isScalar() ? 1 : m_field->shape.front(); }
    /// Rows along the first dimension in a piece.
    std::size_t rowsInPiece() const
    {
        const std::size_t valuesInRow = m_field->components() / std::max<std::size_t>(1, rows());
        return std::max<std::size_t>(1, kPiece / std::max<std::size_t>(1, valuesInRow));
    }
    std::size_t pieces() const { return (rows() + rowsInPiece() - 1) / rowsInPiece(); }

    std::vector<double> nextValues(Reader& reader)
    {
        if (m_next >= pieces()) {
            return {}; // a field without components
        }
        const std::size_t piece = m_next++;
        if (piece < m_kept.size()) {
            return m_kept[piece];
        }
        std::vector<std::size_t> start(m_field->shape.size(), 0);
        std::vector<std::size_t> extent = m_field->shape;
        if (!extent.empty()) {
            start.front() = piece * rowsInPiece();
            extent.front() = std::min(rowsInPiece(), rows() - start.front());
        }
        const TypedValues box = readTypedBox(reader, *m_field, m_step, start, extent);
        std::vector<double> values(box.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = box.isComplex() ? std::hypot(box.real(i), box.imaginary(i)) : box.real(i);
        }
        if (m_phase == Phase::Measure && m_field->components() <= kKept) {
            m_kept.push_back(values);
        }
        return values;
    }

    void measure(const std::vector<double>& values)
    {
        for (const double value : values) {
            if (std::isfinite(value)) {
                m_moments.add(value);
            }
        }
    }

    void makeBins()
    {
        const double half = m_moments.high / 2.0 - m_moments.low / 2.0;
        auto bins = static_cast<double>(m_query.bins);
        m_low = m_moments.low;
        m_width = std::min(half / bins * 2.0, std::numeric_limits<double>::max());
        if (isInteger(m_field->type) && half < kExact) {
            const double numbers = 2.0 * half + 1.0; // that are possible
            m_width = std::ceil(numbers / bins);
            bins = std::ceil(numbers / m_width);
            m_low -= 0.5;
        } else if (m_width < kNarrowest) { // one value, or nearly so
            bins = 1.0;
            m_width = std::max(1.0, 4.0 * std::abs(std::nextafter(m_low, 0.0) - m_low));
            m_low -= m_width / 2.0;
        }
        m_counts.assign(static_cast<std::size_t>(bins), 0);
    }

    void count(const std::vector<double>& values)
    {
        for (const double value : values) {
            if (std::isfinite(value)) {
                ++m_counts[nearestBin(value, m_low, m_width, m_counts.size())];
            }
        }
    }

    static constexpr double kExact = 4503599627370496.0; // 2^52: doubles beyond it have no halves

    static constexpr double kNarrowest = 4.0 * std::numeric_limits<double>::min(); // bin that can be halved

    RunDescriptionPtr m_run;
    HistogramQuery m_query;
    FieldPtr m_field;
    std::uint64_t m_step = 0;
    double m_time = 0.0;
    Phase m_phase = Phase::Idle;
    std::size_t m_next = 0; // piece
    std::vector<std::vector<double>> m_kept;
    Moments m_moments;
    double m_low = 0.0;
    double m_width = 1.0;
    std::vector<std::uint64_t> m_counts;
};

} // namespace

std::unique_ptr<QueryRunner> start(const HistogramQuery& query, const RunDescriptionPtr& run)
{
    if (std::string problem = problemOf(*run, query.field); !problem.empty()) {
        return problemRunner(run, std::move(problem));
    }
    return std::make_unique<HistogramRunner>(run, query);
}

} // namespace h5pulse
