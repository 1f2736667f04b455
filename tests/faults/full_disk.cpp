// SPDX-License-Identifier: MIT
#include "campaigns.h"
#include "mounted_disk.h"
#include "programs.h"
#include "watchers.h"
#include "writer_report.h"

#include <functional>
#include <sys/resource.h>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRoom = std::size_t{3} << 20;

/// A run of about 10 MB, of many small steps or a few large ones, with a buffer that does not hold it.
struct Load
{
    const char* profile;
    std::size_t steps;
};
constexpr Load kSmallSteps{"all", 40'000};
constexpr Load kLargeSteps{"wide", 60};

Command writer(const fs::path& path, const Load& load, bool foreground, bool throws)
{
    Command options{"--profile",         load.profile, "--steps",  std::to_string(load.steps),
                    "--commit-interval", "20",         "--buffer", "1000000"};
    if (foreground) {
        options.emplace_back("--foreground");
    }
    if (throws) {
        options.emplace_back("--throw");
    }
    return writerCommand(path, options);
}

/// A writer that runs out of room gets it again when its readers have seen the write problem; then it must end
/// in order.
void starve(Bench& bench, Counts& counts, const fs::path& path, const Command& command, std::size_t steps,
            const std::string& what, const std::function<void(const test::Process&)>& giveRoom)
{
    test::Process process(command);
    Watchers watchers(path, false);
    if (watchers.sees("problem NoSpace", std::chrono::seconds(20))) {
        ++counts.faults;
    } else {
        counts.blame(1, what + ": no reader saw that the disk was full");
    }
    const bool throws = command.back() == "--throw";
    if (throws) {
        process.readUntil("full"); // with some luck there would be room again before append() has to throw
    }
    giveRoom(process);
    const test::ProcessResult result = process.wait(std::chrono::minutes(1));
    const WriterReport report = readReport(result.out);
    if (!report.closed || throws != (report.full > 0)) {
        counts.blame(1, what + ": the writer ended with " + std::to_string(result.status) +
                            ", append threw " + std::to_string(report.full) + " times: " + result.err);
    }
    watchers.end(counts);
    if (report.closed) {
        verifyPlainly(bench, counts, path, {steps, 0}, what);
    } else {
        verifyRun(bench, counts, path, {report.committed, 0}, what);
    }
}

/// A writer that gives up on a full disk: what it reported can be recovered, on the disk as full as it is.
void giveUp(Bench& bench, Counts& counts, MountedDisk& disk, const fs::path& path, const std::string& what)
{
    disk.leaveFree(kRoom);
    Command command = writer(path, kSmallSteps, false, true);
    command.insert(command.end(), {"--patience", "300"});
    const test::ProcessResult result = test::run(command, std::chrono::minutes(1));
    ++counts.faults;
    if (result.status != 1 || result.err.empty()) {
        counts.blame(1, what + ": the writer ended with " + std::to_string(result.status) + " " + result.err);
    }
    verifyRun(bench, counts, path, {readReport(result.out).committed, 0}, what);
    disk.giveBack();
    verifyPlainly(bench, counts, path, {readReport(result.out).committed, 0}, what);
}

/// A limit that is met already while the file is created, or in its first commits: an error, never the
/// signal's end of the process.
void limitFromTheStart(Bench& bench, Counts& counts, std::size_t bytes)
{
    const fs::path folder = bench.newRun();
    const fs::path path = folder / "run.h5";
    Command command{"prlimit", "--fsize=" + std::to_string(bytes) + ":"};
    const Command limited = writer(path, kLargeSteps, bytes % 2 == 0, true);
    command.insert(command.end(), limited.begin(), limited.end());
    command.insert(command.end(), {"--patience", "50"});
    const test::ProcessResult result = test::run(command);
    ++counts.faults;
    if (result.status != 1 || result.err.empty()) {
        counts.blame(1, "limit of " + std::to_string(bytes) + " bytes: the writer ended with " +
                            std::to_string(result.status) + " " + result.err);
    }
    verifyRun(bench, counts, path, {readReport(result.out).committed, 0},
              "limit of " + std::to_string(bytes));
    Bench::removeRun(folder);
}

} // namespace

Counts fillDisk(Bench& bench, DiskKind kind)
{
    Counts counts{.campaign = kind == DiskKind::Tmpfs ? "full disk, tmpfs" : "full disk, ext4"};
    const fs::path folder = bench.newRun();
    try {
        MountedDisk disk(kind, folder, 32);
        const fs::path path = folder / "run.h5";
        for (const Load& load : {kSmallSteps, kLargeSteps}) {
            for (const bool foreground : {false, true}) {
                for (const bool throws : {false, true}) {
                    const std::string what = std::string(foreground ? "foreground" : "background") +
                                             ", steps of profile " + load.profile +
                                             (throws ? ", WhenFull::Throw" : ", WhenFull::Wait");
                    disk.leaveFree(kRoom);
                    starve(bench, counts, path, writer(path, load, foreground, throws), load.steps, what,
                           [&](const test::Process&) { disk.giveBack(); });
                    fs::remove(path);
                }
            }
        }
        giveUp(bench, counts, disk, path, "giving up");
    } catch (const CannotMount& error) {
        counts.skipped = error.what();
    }
    Bench::removeRun(folder);
    return counts;
}

Counts limitFileSize(Bench& bench)
{
    Counts counts{.campaign = "limit of file sizes, SIGXFSZ"};
    for (std::size_t bytes = 100; bytes < kRoom / 2; bytes = bytes * 3 / 2 + 1) {
        limitFromTheStart(bench, counts, bytes);
    }
    for (const bool throws : {false, true}) {
        const fs::path folder = bench.newRun();
        const fs::path path = folder / "run.h5";
        Command command{"prlimit", "--fsize=" + std::to_string(kRoom) + ":"};
        const Command limited = writer(path, kLargeSteps, false, throws);
        command.insert(command.end(), limited.begin(), limited.end());
        starve(bench, counts, path, command, kLargeSteps.steps, throws ? "WhenFull::Throw" : "WhenFull::Wait",
               [](const test::Process& process) {
                   const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
                   ::prlimit(process.id(), RLIMIT_FSIZE, &more, nullptr);
               });
        Bench::removeRun(folder);
    }
    return counts;
}

} // namespace h5pulse::faults
