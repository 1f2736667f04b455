// SPDX-License-Identifier: MIT
#include "frames/field_step.h"
#include "frames/read_values.h"
#include "query/query_runner.h"

namespace h5pulse {

namespace {

constexpr std::size_t kScalarsAtOnce = 32;

class TableRunner : public QueryRunner
{
public:
    TableRunner(RunDescriptionPtr run, TableQuery query)
        : m_run(std::move(run))
        , m_scalars(m_run->scalars())
    {
        setQuery(std::move(query));
    }

    bool followsCursor() const override { return true; }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<TableQuery>(&query);
        if (other) {
            setQuery(*other);
        }
        return other != nullptr;
    }

    void setTarget(Reader& reader, const QueryTarget& target) override
    {
        m_page = std::make_shared<TablePage>();
        m_page->run = m_run;
        m_page->query = m_query;
        m_page->problem = m_problem;
        if (m_problem.empty()) {
            m_page->step = m_field ? stepAtCursor(reader, *m_field, target.cursor) : target.cursor;
            m_page->time = reader.readTimes(m_page->step, 1).front();
        }
    }

    bool wantsMore() const override
    {
        const std::size_t all = m_field ? 1 : m_query.box.rows;
        return m_page && m_problem.empty() && m_page->values.size() < all;
    }

    void advance(Reader& reader) override
    {
        if (m_field) {
            m_page->values.push_back(readBox(reader));
            return;
        }
        const std::size_t end =
            std::min<std::size_t>(m_page->values.size() + kScalarsAtOnce, m_query.box.rows);
        while (m_page->values.size() < end) {
            const FieldDescription& field = *m_scalars[m_query.box.row + m_page->values.size()];
            const bool there = m_page->step < reader.steps(field.name);
            m_page->values.push_back(there ? readTypedBox(reader, field, m_page->step, {}, {})
                                           : TypedValues());
        }
    }

    QueryResultPtr take() override { return wantsMore() ? nullptr : std::exchange(m_page, nullptr); }

private:
    void setQuery(TableQuery query)
    {
        m_query = std::move(query);
        m_page.reset();
        m_problem.clear();
        m_field = m_run->field(m_query.field);
        if (!m_query.field.empty() && !m_field) {
            m_problem = "There is no field '" + m_query.field + "'.";
        } else if (!m_field && m_query.box.row + m_query.box.rows > m_scalars.size()) {
            m_problem = "There are only " + std::to_string(m_scalars.size()) + " scalar fields.";
        }
    }

    TypedValues readBox(Reader& reader) const
    {
        const CellBox& box = m_query.box;
        const std::vector<std::size_t> starts{m_query.slice, box.row, box.column};
        const std::vector<std::size_t> counts{1, box.rows, box.columns};
        // 3-D fields use slice, row and column, 2-D fields row and column, 1-D fields only the row.
        const std::size_t rank = m_field->shape.size();
        const std::size_t first = rank == 3 ? 0 : 1;
        return readTypedBox(reader, *m_field, m_page->step, std::span(starts).subspan(first, rank),
                            std::span(counts).subspan(first, rank));
    }

    RunDescriptionPtr m_run;
    std::vector<FieldPtr> m_scalars;
    TableQuery m_query;
    FieldPtr m_field;
    std::string m_problem; // permanent problem
    std::shared_ptr<TablePage> m_page;
};

} // namespace

std::unique_ptr<QueryRunner> start(const TableQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<TableRunner>(run, query);
}

} // namespace h5pulse
