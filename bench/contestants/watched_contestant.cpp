// SPDX-License-Identifier: MIT
#include "contestants/recorders.h"
#include "watchers.h"

namespace bench {
namespace {

class WatchedContestant : public Contestant
{
public:
    explicit WatchedContestant(std::unique_ptr<Contestant> contestant)
        : m_contestant(std::move(contestant))
    {
    }

    Measurement run(const Workload& workload, const std::filesystem::path& file, bool timeSteps) override
    {
        Watchers watchers(file, kWatchers);
        const Measurement measurement = m_contestant->run(workload, file, timeSteps);
        watchers.stop();
        return measurement;
    }

    void verify(const Workload& workload, const std::filesystem::path& file) const override
    {
        m_contestant->verify(workload, file);
    }

private:
    std::unique_ptr<Contestant> m_contestant;
};

} // namespace

std::unique_ptr<Contestant> watchedContestant(std::unique_ptr<Contestant> contestant)
{
    return std::make_unique<WatchedContestant>(std::move(contestant));
}

} // namespace bench
