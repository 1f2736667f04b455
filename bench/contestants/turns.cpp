// SPDX-License-Identifier: MIT
#include "contestants/turns.h"

#include "progress.h"
#include "step_clock.h"

#include <stdexcept>

namespace bench {
namespace {

namespace fs = std::filesystem;

enum class Pass { WarmUp, Whole, EachStep };

/// Size of a file, or of all files in a folder.
std::uint64_t sizeOf(const fs::path& path)
{
    if (!fs::is_directory(path)) {
        return fs::exists(path) ? fs::file_size(path) : 0;
    }
    std::uint64_t size = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        size += entry.is_regular_file() ? entry.file_size() : 0;
    }
    return size;
}

void measure(Entry& entry, const Workload& workload, const std::vector<Pass>& passes,
             const ScratchFolder& folder, Result& result)
{
    const fs::path file = folder.path() / (entry.name + ".h5");
    for (const Pass pass : passes) {
        folder.clear();
        const auto measurement = entry.contestant->run(workload, file, pass == Pass::EachStep);
        try {
            entry.contestant->verify(workload, file);
        } catch (const std::exception& error) {
            throw std::runtime_error("the file of " + entry.name + " is wrong: " + error.what());
        }
        if (pass == Pass::Whole) {
            result.wall.push_back(measurement);
        } else if (pass == Pass::EachStep) {
            result.timed.push_back(measurement);
        }
        result.fileSize = sizeOf(file);
    }
    folder.clear();
}

} // namespace

Results runInTurns(std::vector<Entry>& entries, const Workload& workload, std::size_t rounds, Passes passes,
                   const ScratchFolder& folder)
{
    std::vector<Pass> order{Pass::Whole};
    if (passes.warmUp) {
        order.insert(order.begin(), Pass::WarmUp);
    }
    if (passes.eachStep) {
        order.push_back(Pass::EachStep);
    }
    Results results;
    results.payload = workload.payload();
    results.timerCost = StepClock::timerCost();
    for (const Entry& entry : entries) {
        results.contestants.push_back({.name = entry.name, .description = entry.description});
    }
    for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            showProgress("round " + std::to_string(round + 1) + " of " + std::to_string(rounds) + ": " +
                         entries[i].name);
            measure(entries[i], workload, order, folder, results.contestants[i]);
        }
    }
    showProgress("");
    return results;
}

} // namespace bench
