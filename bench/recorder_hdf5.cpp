// SPDX-License-Identifier: MIT
#include "batch_buffer.h"
#include "hdf5_datasets.h"
#include "recorders.h"

#include <utility>

namespace bench {
namespace {

/// File and datasets that stay open for the whole run.
struct OpenFile
{
    OpenFile(const Workload& workload, const std::filesystem::path& file, FileFormat format,
             std::size_t chunkRows)
        : id(createFile(file, workload, format, chunkRows))
        , t(id, "t", 0)
        , y(id, "y", workload.components())
    {
    }
    ~OpenFile()
    {
        if (id >= 0) { // after an error
            H5Fclose(id);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void close()
    {
        t.close();
        y.close();
        checked(H5Fclose(std::exchange(id, H5I_INVALID_HID)), "close the file");
    }

    hid_t id;
    GrowingDataset t;
    GrowingDataset y;
};

class SwmrRecorder : public Recorder
{
public:
    SwmrRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_batch(workload)
        , m_file(workload, file, FileFormat::V110, workload.batch())
    {
        checked(H5Fstart_swmr_write(m_file.id), "start SWMR");
    }

    void append(std::size_t, double t, std::span<const double> y) override
    {
        if (m_batch.append(t, y)) {
            commit();
        }
    }

    void close() override
    {
        commit();
        m_file.close();
    }

    std::uint64_t commits() const override { return m_commits; }

private:
    void commit()
    {
        if (m_batch.count() == 0) {
            return;
        }
        m_file.y.append(m_batch.rows(), m_batch.count());
        m_file.y.flush();
        m_file.t.append(m_batch.times(), m_batch.count());
        m_file.t.flush();
        m_batch.clear();
        ++m_commits;
    }

    BatchBuffer m_batch;
    OpenFile m_file;
    std::uint64_t m_commits = 0;
};

class RowRecorder : public Recorder
{
public:
    RowRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_batchSteps(workload.batch())
        , m_file(workload, file, FileFormat::Oldest, workload.batch())
    {
    }

    void append(std::size_t step, double t, std::span<const double> y) override
    {
        m_file.t.append(&t, 1);
        m_file.y.append(y.data(), 1);
        if ((step + 1) % m_batchSteps == 0) {
            checked(H5Fflush(m_file.id, H5F_SCOPE_LOCAL), "flush the file");
            ++m_commits;
        }
    }

    void close() override
    {
        m_commits += m_file.t.rows() % m_batchSteps != 0 ? 1 : 0; // closing writes what is left
        m_file.close();
    }

    std::uint64_t commits() const override { return m_commits; }

private:
    std::size_t m_batchSteps;
    OpenFile m_file;
    std::uint64_t m_commits = 0;
};

class ReopenRecorder : public Recorder
{
public:
    ReopenRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_batch(workload)
        , m_path(file)
        , m_components(workload.components())
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
        appendTo("y", m_components, m_batch.rows());
        m_batch.clear();
        ++m_commits;
    }

    void appendTo(const char* name, std::size_t components, const double* values) const
    {
        const hid_t file = checked(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), "open the file");
        GrowingDataset dataset(file, name, components);
        dataset.append(values, m_batch.count());
        dataset.close();
        checked(H5Fclose(file), "close the file");
    }

    BatchBuffer m_batch;
    std::filesystem::path m_path;
    std::size_t m_components;
    std::uint64_t m_commits = 0;
};

} // namespace

std::unique_ptr<Recorder> swmrRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<SwmrRecorder>(workload, file);
}

std::unique_ptr<Recorder> rowRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<RowRecorder>(workload, file);
}

std::unique_ptr<Recorder> reopenRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<ReopenRecorder>(workload, file);
}

} // namespace bench
