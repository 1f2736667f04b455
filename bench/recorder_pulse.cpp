// SPDX-License-Identifier: MIT
#include "recorders.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

namespace bench {
namespace {

h5pulse::WriterOptions options(const Workload& workload, const PulseMode& mode)
{
    h5pulse::WriterOptions options;
    options.commitInterval = std::chrono::milliseconds(0);
    options.commitSteps = workload.batch();
    options.background = mode.background;
    options.syncInterval = mode.syncInterval;
    return options;
}

class PulseRecorder : public Recorder
{
public:
    PulseRecorder(const Workload& workload, const std::filesystem::path& file, const PulseMode& mode)
        : m_writer(file, {.fields = {{.name = "y", .shape = {workload.components()}}}},
                   options(workload, mode))
    {
    }

    void append(std::size_t, double t, std::span<const double> y) override { m_writer.append(t, y); }
    void close() override { m_writer.close(); }

    /// As the file says: fewer than batches where a background commit took more than one of them.
    std::uint64_t commits() const override { return h5pulse::Reader(m_writer.path()).writerStatus().commits; }

private:
    h5pulse::Writer m_writer;
};

} // namespace

std::unique_ptr<Recorder> pulseRecorder(const Workload& workload, const std::filesystem::path& file,
                                        const PulseMode& mode)
{
    return std::make_unique<PulseRecorder>(workload, file, mode);
}

} // namespace bench
