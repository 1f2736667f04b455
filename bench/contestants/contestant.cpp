// SPDX-License-Identifier: MIT
#include "contestants/contestant.h"

#include "contestants/recorders.h"
#include "contestants/verify.h"
#include "step_clock.h"

#include <chrono>

namespace bench {
namespace {

class RecorderContestant : public Contestant
{
public:
    explicit RecorderContestant(MakeRecorder make)
        : m_make(std::move(make))
    {
    }

    Measurement run(const Workload& workload, const std::filesystem::path& file, bool timeSteps) override
    {
        m_recorder.reset();
        return timeSteps ? record<true>(workload, file) : record<false>(workload, file);
    }

    void verify(const Workload& workload, const std::filesystem::path& file) const override
    {
        m_recorder->verify(workload, file);
    }

private:
    template <bool TimeSteps>
    Measurement record(const Workload& workload, const std::filesystem::path& file)
    {
        StepClock clock(TimeSteps ? workload.steps() : 0);
        const WrittenBytes writtenBefore = writtenBytes();
        const double cpuBefore = processCpuSeconds();
        const auto before = std::chrono::steady_clock::now();
        m_recorder = m_make(workload, file);
        clock.start();
        for (std::size_t step = 0; step < workload.steps(); ++step) {
            m_recorder->append(step, workload.time(step), workload.row(step));
            if constexpr (TimeSteps) {
                clock.lap();
            }
        }
        m_recorder->close();
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
        Measurement measurement{wall.count(), processCpuSeconds() - cpuBefore};
        measurement.written = writtenBytes() - writtenBefore;
        measurement.commits = m_recorder->commits();
        if constexpr (TimeSteps) {
            measurement.stepTimes = clock.summary();
        }
        return measurement;
    }

    MakeRecorder m_make;
    std::unique_ptr<Recorder> m_recorder;
};

} // namespace

void Contestant::verify(const Workload& workload, const std::filesystem::path& file) const
{
    verifyHdf5(workload, file);
}

void Recorder::verify(const Workload& workload, const std::filesystem::path& file) const
{
    verifyHdf5(workload, file);
}

std::unique_ptr<Contestant> recorderContestant(MakeRecorder make)
{
    return std::make_unique<RecorderContestant>(std::move(make));
}

} // namespace bench
