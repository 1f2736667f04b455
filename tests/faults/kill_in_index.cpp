// SPDX-License-Identifier: MIT
// kill -9 between the pages of a write that overwrites a block of a dataset's index: blocks that are larger
// than a page come after some 8,000 chunks. Half of such a block is old then and half new.
#include "call_log.h"
#include "campaigns.h"
#include "programs.h"
#include "said.h"

#include <set>
#include <stdexcept>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kStepsBefore = 8'170; // of the profile "indexed" each step is a chunk
constexpr std::size_t kStepsAfter = 8'400;

Command writer(const fs::path& path, std::size_t steps)
{
    return writerCommand(path, {"--mode", "auto", "--profile", "indexed", "--foreground", "--commit-interval",
                                "0", "--commit-every", "10", "--steps", std::to_string(steps)});
}

/// The numbers, among all writes, of those that overwrite a block of several pages.
std::vector<std::size_t> overwritesOfLargeBlocks(const std::vector<LoggedCall>& calls)
{
    std::vector<std::size_t> numbers;
    std::set<std::uint64_t> seen;
    std::size_t number = 0;
    for (const LoggedCall& call : calls) {
        if (call.call != FaultWrite) {
            continue;
        }
        ++number;
        const bool block = call.bytes.starts_with("EADB") && call.bytes.size() > kPage;
        if (block && !seen.insert(call.offset).second) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

std::size_t run(const Command& command, int expected)
{
    const test::ProcessResult result = test::run(command, std::chrono::minutes(2));
    if (result.status != expected) {
        throw std::runtime_error("the writer ended with " + std::to_string(result.status) + ": " +
                                 result.err);
    }
    return readSaid(result.out).committed;
}

} // namespace

Counts killInIndex(Bench& bench, std::size_t kills)
{
    Counts counts{.campaign = "kill in a block of an index"};
    const fs::path folder = bench.newRun();
    const fs::path base = bench.folder() / "indexed.h5";
    const fs::path path = folder / "run.h5";
    const fs::path log = bench.folder() / "indexed.log";
    fs::remove(base);
    fs::remove(log);
    run(writer(base, kStepsBefore), 0);
    fs::copy_file(base, path);
    run(disturbed({.folder = folder, .log = log}, writer(path, kStepsAfter)), 0);
    const std::vector<std::size_t> numbers = overwritesOfLargeBlocks(readCallLog(log));
    if (numbers.size() < kills) {
        throw std::runtime_error("the run overwrites " + std::to_string(numbers.size()) +
                                 " large blocks only");
    }
    for (std::size_t i = 0; i < kills; ++i) {
        const std::size_t number = numbers[i * numbers.size() / kills];
        fs::copy_file(base, path, fs::copy_options::overwrite_existing);
        const std::size_t committed = run(
            disturbed(
                {.folder = folder, .calls = FaultWrite, .from = number, .to = number, .act = "kill-middle"},
                writer(path, kStepsAfter)),
            128 + 9);
        ++counts.faults;
        verifyRun(bench, counts, path, {std::max(committed, kStepsBefore), 0},
                  "killed in write " + std::to_string(number));
        bench.tell(counts, i + 1, kills);
    }
    Bench::removeRun(folder);
    fs::remove(base);
    return counts;
}

} // namespace h5pulse::faults
