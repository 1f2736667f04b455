// SPDX-License-Identifier: MIT
#include "campaigns.h"
#include "programs.h"

#include <sstream>

namespace h5pulse::faults {

namespace {

/// The last "steps N" that h5py's writer said after a flush.
std::size_t flushedSteps(const std::string& output)
{
    const std::size_t last = output.rfind("steps ");
    std::size_t steps = 0;
    if (last != std::string::npos) {
        std::istringstream(output.substr(last + 6)) >> steps;
    }
    return steps;
}

} // namespace

Counts killOthers(Bench& bench, std::size_t rounds)
{
    Counts counts{.campaign = "kill h5py's SWMR writer"};
    for (std::size_t round = 0; round < rounds; ++round) {
        const std::filesystem::path folder = bench.newRun();
        const std::filesystem::path path = folder / "run.h5";
        test::Process writer({pythonProgram(), scriptPath("../common/h5py_swmr_writer.py"), path.string(),
                              "1000000000", std::to_string(bench.oneOf<std::size_t>({1, 30, 700}))});
        writer.readUntil("ready");
        writer.listen(std::chrono::milliseconds(bench.pick(0, 150)));
        writer.kill(9);
        const std::size_t flushed = flushedSteps(writer.wait().out);
        ++counts.faults;
        // Its run is not ours: only repaired here, and read by h5py.
        const test::ProcessResult repaired = test::run(readerCommand({"repair", path.string()}));
        if (repaired.status != 0) {
            counts.lose(flushed, repaired.err);
            continue;
        }
        const Found found = bench.checker().theirs(path, flushed);
        counts.rows += found.steps;
        if (!found.refused.empty() || found.steps < flushed) {
            counts.lose(flushed - found.steps, "h5py: " + found.refused + std::to_string(found.steps) +
                                                   " steps of " + std::to_string(flushed));
        }
        if (found.wrong > 0) {
            counts.blame(found.wrong, "h5py sees " + std::to_string(found.wrong) + " wrong rows");
        }
        Bench::removeRun(folder);
        bench.tell(counts, round + 1, rounds);
    }
    return counts;
}

} // namespace h5pulse::faults
