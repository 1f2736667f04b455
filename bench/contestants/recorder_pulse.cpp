// SPDX-License-Identifier: MIT
#include "contestants/recorders.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

namespace bench {
namespace {

h5pulse::RunSpec specification(const Workload& workload)
{
    h5pulse::RunSpec run;
    for (std::size_t field = 0; field < workload.fields(); ++field) {
        run.fields.push_back({.name = workload.fieldName(field), .shape = {workload.width()}});
    }
    return run;
}

h5pulse::WriterOptions options(const Workload& workload, const PulseMode& mode)
{
    h5pulse::WriterOptions options;
    options.commitInterval = std::chrono::milliseconds(0);
    options.commitSteps = workload.batch();
    options.background = mode.background;
    options.syncInterval = mode.syncInterval;
    if (!mode.overview) {
        options.overviewStepBytes = 0;
    }
    return options;
}

class PulseRecorder : public Recorder
{
public:
    PulseRecorder(const Workload& workload, const std::filesystem::path& file, const PulseMode& mode)
        : m_width(workload.width())
        , m_fields(workload.fields())
        , m_writer(file, specification(workload), options(workload, mode))
    {
    }

    void append(std::size_t, double t, std::span<const double> y) override
    {
        if (m_fields.size() == 1) {
            m_writer.append(t, y);
            return;
        }
        for (std::size_t field = 0; field < m_fields.size(); ++field) {
            m_fields[field] = h5pulse::StepValues::of(y.subspan(field * m_width, m_width));
        }
        m_writer.appendStep(t, m_fields);
    }
    void close() override { m_writer.close(); }

    /// Commits according to the file: fewer than batches if a background commit took several of them.
    std::uint64_t commits() const override { return h5pulse::Reader(m_writer.path()).writerStatus().commits; }

private:
    std::size_t m_width;
    std::vector<h5pulse::StepValues> m_fields;
    h5pulse::Writer m_writer;
};

} // namespace

std::unique_ptr<Recorder> pulseRecorder(const Workload& workload, const std::filesystem::path& file,
                                        const PulseMode& mode)
{
    return std::make_unique<PulseRecorder>(workload, file, mode);
}

} // namespace bench
