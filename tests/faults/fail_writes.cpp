// SPDX-License-Identifier: MIT
#include "call_log.h"
#include "campaigns.h"
#include "programs.h"
#include "writer_report.h"

#include <algorithm>
#include <cerrno>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kStepsToWrite = 30;
constexpr std::int64_t kSaltOfFailed = 21;

struct Failure
{
    const char* name;
    std::string act;
};

std::vector<Failure> failures()
{
    return {{"ENOSPC", std::to_string(ENOSPC)},
            {"EDQUOT", std::to_string(EDQUOT)},
            {"EIO", std::to_string(EIO)},
            {"EINTR", std::to_string(EINTR)},
            {"short write", "short"}};
}

Command writer(const fs::path& path, bool foreground)
{
    Command options{"--profile",
                    "few",
                    "--steps",
                    std::to_string(kStepsToWrite),
                    "--salt",
                    std::to_string(kSaltOfFailed),
                    "--commit-every",
                    "6",
                    "--commit-interval",
                    "0"};
    if (foreground) {
        options.emplace_back("--foreground");
    }
    return writerCommand(path, options);
}

/// Calls that bring data or room: the ones that a full or failing disk refuses.
constexpr unsigned kCalls = FaultWrite | FaultTruncate | FaultAllocate;

std::size_t countCalls(Bench& bench)
{
    const fs::path folder = bench.newRun();
    const fs::path log = bench.folder() / "writes.log";
    fs::remove(log);
    test::run(disturbed({.folder = folder, .log = log}, writer(folder / "run.h5", true)));
    const std::vector<LoggedCall> calls = readCallLog(log);
    Bench::removeRun(folder);
    return static_cast<std::size_t>(std::count_if(
        calls.begin(), calls.end(), [](const LoggedCall& call) { return (call.call & kCalls) != 0; }));
}

/// A writer that has opened its file bears with it; one that has not may end with an error.
void judge(Bench& bench, Counts& counts, const fs::path& path, const test::ProcessResult& result,
           const std::string& what)
{
    const WriterReport report = readReport(result.out);
    if (result.status == 0) {
        verifyPlainly(bench, counts, path, {kStepsToWrite, kSaltOfFailed}, what);
    } else if (result.status == 1 && !result.err.empty() && !report.opened) {
        verifyRun(bench, counts, path, {report.committed, 0}, what);
    } else {
        counts.blame(1, what + ": the writer ended with " + std::to_string(result.status) + " " + result.err);
    }
}

} // namespace

Counts failWrites(Bench& bench, std::size_t stride)
{
    Counts counts{.campaign = "failing writes"};
    const std::size_t calls = countCalls(bench);
    std::size_t survived = 0;
    for (std::size_t number = 1; number <= calls; number += stride) {
        for (const Failure& failure : failures()) {
            for (const std::size_t times : {1U, 5U}) {
                const fs::path folder = bench.newRun();
                const bool foreground = number % 2 == 0;
                const Shim shim{.folder = folder,
                                .calls = kCalls,
                                .from = number,
                                .to = number + times - 1,
                                .act = failure.act};
                const std::string what = std::string(failure.name) + " at write " + std::to_string(number) +
                                         ", " + std::to_string(times) + " times, " +
                                         (foreground ? "foreground" : "background");
                const test::ProcessResult result = test::run(
                    disturbed(shim, writer(folder / "run.h5", foreground)), std::chrono::minutes(1));
                counts.faults += times;
                survived += result.status == 0 ? 1 : 0;
                judge(bench, counts, folder / "run.h5", result, what);
                Bench::removeRun(folder);
            }
        }
        bench.tell(counts, std::min(number + stride - 1, calls), calls);
    }
    counts.notes = {std::to_string(calls) + " writes, truncations and allocations a run; " +
                    std::to_string(survived) + " runs went on to their end, the others ended with an error"};
    return counts;
}

} // namespace h5pulse::faults
