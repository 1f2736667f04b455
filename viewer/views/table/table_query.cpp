// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/table_query.h"

#include "core/run/field_step.h"
#include "core/texts.h"

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kScalarsAtOnce = 32;

class TableRunner : public QueryRunner
{
public:
    TableRunner(RunDescriptionPtr run, TableWanted wanted)
        : m_run(std::move(run))
        , m_scalars(scalarsOf(*m_run))
    {
        want(std::move(wanted));
    }

    bool followsCursor() const override { return true; }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const TableQuery*>(&query);
        if (other) {
            want(other->wanted());
        }
        return other != nullptr;
    }

    void aim(Reader& reader, const QueryTarget& aim) override
    {
        m_page = std::make_shared<TablePage>();
        m_page->run = m_run;
        m_page->wanted = m_wanted;
        m_page->problem = m_problem;
        if (m_problem.isEmpty()) {
            m_page->step = m_field ? stepAtCursor(reader, *m_field, aim.cursor) : aim.cursor;
            m_page->time = reader.readTimes(m_page->step, 1).front();
        }
    }

    bool wantsMore() const override
    {
        const std::size_t all = m_field ? 1 : m_wanted.box.rows;
        return m_page && m_problem.isEmpty() && m_page->values.size() < all;
    }

    void advance(Reader& reader) override
    {
        if (m_field) {
            m_page->values.push_back(readBox(reader));
            return;
        }
        const std::size_t end =
            std::min<std::size_t>(m_page->values.size() + kScalarsAtOnce, m_wanted.box.rows);
        while (m_page->values.size() < end) {
            const FieldDescription& field = *m_scalars[m_wanted.box.row + m_page->values.size()];
            const bool there = m_page->step < reader.steps(field.name.toStdString());
            m_page->values.push_back(there ? TypedValues::readBox(reader, field, m_page->step, {}, {})
                                           : TypedValues());
        }
    }

    QueryResultPtr take() override { return wantsMore() ? nullptr : std::exchange(m_page, nullptr); }

private:
    void want(TableWanted wanted)
    {
        m_wanted = std::move(wanted);
        m_page.reset();
        m_problem.clear();
        m_field = m_run->field(m_wanted.field);
        if (!m_wanted.field.isEmpty() && !m_field) {
            m_problem = Texts::tr("There is no field '%1'.").arg(m_wanted.field);
        } else if (!m_field && m_wanted.box.row + m_wanted.box.rows > m_scalars.size()) {
            m_problem = Texts::tr("There are only %1 scalar fields.").arg(m_scalars.size());
        }
    }

    TypedValues readBox(Reader& reader) const
    {
        const CellBox& box = m_wanted.box;
        const std::vector<std::size_t> starts{m_wanted.slice, box.row, box.column};
        const std::vector<std::size_t> counts{1, box.rows, box.columns};
        // Of three dimensions all, of two the last two, of one the rows alone.
        const std::size_t rank = m_field->shape.size();
        const std::size_t first = rank == 3 ? 0 : 1;
        return TypedValues::readBox(reader, *m_field, m_page->step, std::span(starts).subspan(first, rank),
                                    std::span(counts).subspan(first, rank));
    }

    RunDescriptionPtr m_run;
    std::vector<FieldPtr> m_scalars;
    TableWanted m_wanted;
    FieldPtr m_field;
    QString m_problem; // why it can never be read
    std::shared_ptr<TablePage> m_page;
};

} // namespace

std::vector<FieldPtr> scalarsOf(const RunDescription& run)
{
    std::vector<FieldPtr> scalars;
    std::ranges::copy_if(run.fields, std::back_inserter(scalars),
                         [](const FieldPtr& field) { return field->isScalar(); });
    return scalars;
}

TablePage::Place TablePage::at(std::uint64_t row, std::uint64_t column) const
{
    const CellBox& box = wanted.box;
    if (!box.contains(row, column)) {
        return {};
    }
    const bool scalars = wanted.field.isEmpty();
    const std::size_t part = scalars ? row - box.row : 0;
    const std::size_t index = scalars ? 0 : (row - box.row) * box.columns + column - box.column;
    return part < values.size() && index < values[part].size() ? Place{&values[part], index} : Place{};
}

std::unique_ptr<QueryRunner> TableQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<TableRunner>(run, wanted());
}

} // namespace h5pulse::viewer
