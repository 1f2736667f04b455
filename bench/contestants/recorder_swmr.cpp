// SPDX-License-Identifier: MIT
#include "contestants/batch_buffer.h"
#include "contestants/open_file.h"
#include "contestants/recorders.h"

namespace bench {
namespace {

class SwmrRecorder : public Recorder
{
public:
    SwmrRecorder(const Workload& workload, const std::filesystem::path& file, const SwmrMode& mode)
        : m_batch(workload)
        , m_chunkRows(mode.chunkRows == 0 ? workload.batch() : mode.chunkRows)
        , m_wholeChunks(mode.wholeChunks)
        , m_file(workload, file, FileFormat::V110, m_chunkRows)
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
        for (std::size_t field = 0; field < m_file.y.size(); ++field) {
            append(m_file.y[field], m_batch.rows(field));
        }
        append(m_file.t, m_batch.times()); // last, because readers follow the times
        m_batch.clear();
        ++m_commits;
    }

    void append(GrowingDataset& dataset, const double* values) const
    {
        if (m_wholeChunks) {
            dataset.appendChunk(values, m_batch.count(), m_chunkRows);
        } else {
            dataset.append(values, m_batch.count());
        }
        dataset.flush();
    }

    BatchBuffer m_batch;
    std::size_t m_chunkRows;
    bool m_wholeChunks;
    OpenFile m_file;
    std::uint64_t m_commits = 0;
};

} // namespace

std::unique_ptr<Recorder> swmrRecorder(const Workload& workload, const std::filesystem::path& file,
                                       const SwmrMode& mode)
{
    return std::make_unique<SwmrRecorder>(workload, file, mode);
}

} // namespace bench
