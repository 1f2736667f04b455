// SPDX-License-Identifier: MIT
#include "contestants/batch_buffer.h"
#include "contestants/recorders.h"

#include <algorithm>
#include <stdexcept>

namespace bench {
namespace {

class MemcpyRecorder : public Recorder
{
public:
    explicit MemcpyRecorder(const Workload& workload)
        : m_batch(workload)
    {
    }

    void append(std::size_t, double t, std::span<const double> y) override
    {
        if (m_full) {
            m_batch.clear();
        }
        m_full = m_batch.append(t, y);
        ++m_steps;
    }

    void close() override {}
    std::uint64_t commits() const override { return 0; }

    void verify(const Workload& workload, const std::filesystem::path&) const override
    {
        const auto expected = workload.row(m_steps - 1);
        bool same = m_steps == workload.steps();
        for (std::size_t field = 0; field < workload.fields(); ++field) {
            const std::size_t width = workload.width();
            const double* row = m_batch.rows(field) + (m_batch.count() - 1) * width;
            same = same && std::ranges::equal(expected.subspan(field * width, width), std::span(row, width));
        }
        if (!same) {
            throw std::runtime_error("the copied batch differs");
        }
    }

private:
    BatchBuffer m_batch;
    bool m_full = false;
    std::size_t m_steps = 0;
};

} // namespace

std::unique_ptr<Recorder> memcpyRecorder(const Workload& workload, const std::filesystem::path&)
{
    return std::make_unique<MemcpyRecorder>(workload);
}

} // namespace bench
