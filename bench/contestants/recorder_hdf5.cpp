// SPDX-License-Identifier: MIT
#include "contestants/batch_buffer.h"
#include "contestants/open_file.h"
#include "contestants/recorders.h"

namespace bench {
namespace {

class RowRecorder : public Recorder
{
public:
    RowRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_batchSteps(workload.batch())
        , m_width(workload.width())
        , m_file(workload, file, FileFormat::Oldest, workload.batch())
    {
    }

    void append(std::size_t step, double t, std::span<const double> y) override
    {
        m_file.t.append(&t, 1);
        for (std::size_t field = 0; field < m_file.y.size(); ++field) {
            m_file.y[field].append(y.data() + field * m_width, 1);
        }
        if ((step + 1) % m_batchSteps == 0) {
            checked(H5Fflush(m_file.id, H5F_SCOPE_LOCAL), "flush the file");
            ++m_commits;
        }
    }

    void close() override
    {
        m_commits += m_file.t.rows() % m_batchSteps != 0 ? 1 : 0; // closing writes the remaining rows
        m_file.close();
    }

    std::uint64_t commits() const override { return m_commits; }

private:
    std::size_t m_batchSteps;
    std::size_t m_width;
    OpenFile m_file;
    std::uint64_t m_commits = 0;
};

class ReopenRecorder : public Recorder
{
public:
    ReopenRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_workload(workload)
        , m_batch(workload)
        , m_path(file)
    {
        H5Fclose(createFile(file, workload, FileFormat::Oldest, workload.batch()));
    }

    void append(std::size_t, double t, std::span<const double> y) override
    {
        if (m_batch.append(t, y)) {
            commit();
        }
    }

    void close() override
    {
        if (m_batch.count() > 0) {
            commit();
        }
    }

    std::uint64_t commits() const override { return m_commits; }

private:
    void commit()
    {
        appendTo("t", 0, m_batch.times());
        for (std::size_t field = 0; field < m_workload.fields(); ++field) {
            appendTo(m_workload.fieldName(field).c_str(), m_workload.width(), m_batch.rows(field));
        }
        m_batch.clear();
        ++m_commits;
    }

    void appendTo(const char* name, std::size_t width, const double* values) const
    {
        const hid_t file = checked(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), "open the file");
        GrowingDataset dataset(file, name, width);
        dataset.append(values, m_batch.count());
        dataset.close();
        checked(H5Fclose(file), "close the file");
    }

    const Workload& m_workload;
    BatchBuffer m_batch;
    std::filesystem::path m_path;
    std::uint64_t m_commits = 0;
};

} // namespace

std::unique_ptr<Recorder> rowRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<RowRecorder>(workload, file);
}

std::unique_ptr<Recorder> reopenRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<ReopenRecorder>(workload, file);
}

} // namespace bench
